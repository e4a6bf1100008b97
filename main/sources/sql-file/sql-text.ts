import type { Problem, Source } from '#app/catalog';
import { Failure } from '#main/platform/failure.ts';

export interface SqlText {
  /** UTF-8, without a byte order mark. */
  readonly sql: Buffer;
  readonly problems: readonly Problem[];
}

/** How files begin that are no text, and what they are turned into text with. */
const ARCHIVES: readonly (readonly [start: string, what: string, remedy: string])[] = [
  ['PGDMP', 'an archive of pg_dump', 'pg_restore --schema-only --file=schema.sql'],
  ['toc.dat', 'an archive of pg_dump', 'pg_restore --schema-only --file=schema.sql'],
  ['\x1f\x8b', 'compressed (gzip)', 'gunzip'],
  ['\x28\xb5\x2f\xfd', 'compressed (zstd)', 'unzstd'],
  ['PK\x03\x04', 'compressed (zip)', 'unzip'],
  ['\xfd7zXZ', 'compressed (xz)', 'unxz'],
  ['BZh', 'compressed (bzip2)', 'bunzip2'],
];

/** PostgreSQL's names of encodings as `TextDecoder` knows them; `WIN1252` and `KOI8R` are made from theirs. */
const ENCODINGS: Readonly<Record<string, string>> = {
  LATIN1: 'windows-1252',
  LATIN2: 'iso-8859-2',
  LATIN3: 'iso-8859-3',
  LATIN4: 'iso-8859-4',
  LATIN5: 'windows-1254',
  LATIN6: 'iso-8859-10',
  LATIN7: 'iso-8859-13',
  LATIN8: 'iso-8859-14',
  LATIN9: 'iso-8859-15',
  LATIN10: 'iso-8859-16',
  EUC_JP: 'euc-jp',
  SJIS: 'shift_jis',
  EUC_KR: 'euc-kr',
  UHC: 'euc-kr',
  EUC_CN: 'gbk',
  GBK: 'gbk',
  GB18030: 'gb18030',
  BIG5: 'big5',
  KOI8R: 'koi8-r',
  KOI8U: 'koi8-u',
  WIN866: 'ibm866',
};

/** Where pg_dump says in what encoding it wrote; after this much of a file nobody does. */
const HEAD = 8_192;
const SAYS = /\bset\s+(?:session\s+)?client_encoding\s*(?:=|to)\s*'?([\w-]+)'?/i;

/**
 * The text of a file of SQL, whatever it is written in: UTF-8, UTF-16 with its mark, what it says itself (as pg_dump does), or
 * else the Western code page, which is told.
 * @throws {Failure} `bad-input` where it is no text: an archive of pg_dump, something compressed.
 */
export function decodeSql(bytes: Buffer, file: string, source: Source): SqlText {
  refuseArchives(bytes, file);
  const utf16 = utf16Of(bytes);
  if (utf16) {
    const problem = encodingProblem(file, source, 1, `${file} is UTF-16; it was decoded for this reading.`);
    return { sql: Buffer.from(new TextDecoder(utf16).decode(bytes)), problems: [problem] };
  }
  const zero = bytes.indexOf(0);
  if (zero >= 0) throw noText(file, `is no text: line ${lineOf(bytes, zero)} holds a zero byte`);
  const whole = bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? bytes.subarray(3) : bytes;
  const said = SAYS.exec(whole.subarray(0, HEAD).toString('latin1'))?.[1]?.toUpperCase() ?? null;
  const invalid = firstInvalid(whole);
  const decoder = said === null || invalid === null ? null : decoderOf(said);
  if (invalid === null && (said === null || /^UTF-?8$|^UNICODE$/.test(said))) return { sql: whole, problems: [] };
  if (invalid === null) return { sql: asUtf8(whole.toString()), problems: [] };
  if (decoder) return { sql: asUtf8(decoder.decode(whole)), problems: [] };
  const line = lineOf(whole, invalid);
  const message = `${file}:${line} holds bytes that are not UTF-8, and the file does not say what it is written in; it was read as Windows-1252.`;
  return {
    sql: asUtf8(new TextDecoder('windows-1252').decode(whole)),
    problems: [encodingProblem(file, source, line, message)],
  };
}

function refuseArchives(bytes: Buffer, file: string): void {
  const start = bytes.subarray(0, 16).toString('latin1');
  const found = ARCHIVES.find(([begins]) => start.startsWith(begins));
  if (found) throw noText(file, `is ${found[1]}, not SQL`, `Turn it into SQL first: ${found[2]} ${file}`);
}

function noText(file: string, what: string, remedy = 'Give a file of SQL.'): Failure {
  return new Failure({ code: 'bad-input', message: `${file} ${what}.`, remedy });
}

function utf16Of(bytes: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
}

/** What follows is UTF-8 by now, and the shadow has to take it as that. */
function asUtf8(text: string): Buffer {
  const head = text.slice(0, HEAD).replace(SAYS, (words, name: string) => words.replace(name, 'UTF8'));
  return Buffer.from(head + text.slice(HEAD));
}

function decoderOf(name: string) {
  const label = ENCODINGS[name] ?? name.replace(/^WIN(\d+)$/, 'windows-$1').replace(/^ISO_8859_/, 'iso-8859-');
  try {
    return new TextDecoder(label);
  } catch {
    return null;
  }
}

/** The offset of the first byte that is no UTF-8; `null` where all is well. */
function firstInvalid(bytes: Buffer): number | null {
  const isValid = (part: Buffer) => !part.toString().includes('\uFFFD') || Buffer.from(part.toString()).equals(part);
  if (isValid(bytes)) return null;
  let start = 0;
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
    if (!isValid(bytes.subarray(start, end))) return start;
    start = end + 1;
  }
  return start;
}

function lineOf(bytes: Buffer, offset: number): number {
  let line = 1;
  for (let at = bytes.indexOf(10); at >= 0 && at < offset; at = bytes.indexOf(10, at + 1)) line += 1;
  return line;
}

function encodingProblem(file: string, source: Source, line: number, message: string): Problem {
  return {
    code: 'sql-encoding',
    effect: 'replaced',
    message,
    remedy: 'Write it as UTF-8 (pg_dump --encoding=UTF8), or say SET client_encoding at its beginning.',
    object: null,
    origin: { source: source.kind, file, line },
    cause: null,
  };
}
