import { closeSync, fstatSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { keepFile } from '#main/platform/keep-file.ts';
import { digest } from '#main/sources/code/cache/probe.ts';

/** By name, a text without line breaks; `null` where the name is given up. */
type Entries = Iterable<readonly [name: string, text: string | null]>;

/** A file of named texts, to which changes are added at its end. */
export interface LineFile {
  read(): ReadonlyMap<string, string>;
  /** Adds what has changed; where too much of the file is former, it is made anew of `all`. */
  write(changes: ReadonlyMap<string, string | null>, all: () => Entries): void;
}

/** So many times what it holds may a file be before it is made anew. */
const MAX_GROWTH = 2;
/** Bytes that no file is too large for. */
const SMALL = 1024 * 1024;

/**
 * A cache: one that cannot be written costs time and nothing else. `owner` says who wrote the file; another's is as good
 * as none. Every line holds its own digest, so half a line, or one that was damaged, is lost alone; several processes may
 * add lines, since the last one of a name counts.
 */
export function openLineFile(path: string, owner: string): LineFile {
  const header = `${JSON.stringify({ owner })}\n`;
  /** Bytes of the file when it held nothing former; `null` where it has to be made. */
  let whole: number | null = null;

  function add(lines: string): boolean {
    let file: number | null = null;
    try {
      file = openSync(path, 'a+');
      const { size } = fstatSync(file);
      if (whole === null || size > Math.max(whole * MAX_GROWTH, SMALL) || !startsWith(file, header)) return false;
      // What another process left unfinished ends here.
      writeSync(file, `\n${lines}`);
      return true;
    } catch {
      return false;
    } finally {
      if (file !== null) closeSync(file);
    }
  }

  function make(lines: string): void {
    if (keepFile(path, header + lines)) whole = Buffer.byteLength(lines);
  }

  return {
    read() {
      const content = readText(path);
      const entries = new Map<string, string>();
      if (!content.startsWith(header)) return entries;
      for (const line of content.slice(header.length).split('\n')) {
        const entry = readLine(line);
        if (entry?.[1] === null) entries.delete(entry[0]);
        else if (entry) entries.set(entry[0], entry[1]);
      }
      whole = [...entries].reduce((sum, [name, text]) => sum + name.length + text.length, 0);
      return entries;
    },
    write(changes, all) {
      if (changes.size === 0) return;
      if (!add(writeLines(changes))) make(writeLines(all()));
    },
  };
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function startsWith(file: number, header: string): boolean {
  const bytes = Buffer.alloc(Buffer.byteLength(header));
  readSync(file, bytes, 0, bytes.length, 0);
  return bytes.toString() === header;
}

function writeLines(entries: Entries): string {
  let lines = '';
  for (const [name, text] of entries) {
    const content = `${JSON.stringify(name)} ${text ?? ''}`;
    lines += `${digest(content)} ${content}\n`;
  }
  return lines;
}

const LINE = /^(\S+) (("(?:[^"\\]|\\.)*") (.*))$/s;

function readLine(line: string): readonly [name: string, text: string | null] | null {
  const [, check, content = '', name = '', text = ''] = LINE.exec(line) ?? [];
  return check === digest(content) ? [JSON.parse(name) as string, text === '' ? null : text] : null;
}
