import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '#app/catalog';
import { messageOf } from '#main/platform/failure.ts';
import { inFile, migrationProblem } from './migration-problem.ts';

/** One migration as its file stands on disk. */
export interface MigrationText {
  /** Project-relative, with forward slashes. */
  readonly path: string;
  readonly tag: string;
  /** Milliseconds since the epoch, as the migrator compares them. */
  readonly when: number | null;
  /** What is replayed: without a byte order mark, whatever the encoding was. */
  readonly text: string;
  /** SHA-256 of the text as Drizzle's migrators decode it (UTF-8, a byte order mark included), in hexadecimal. */
  readonly hash: string;
  /** The script that takes it back, project-relative. */
  readonly down?: string;
}

export interface ReadText {
  readonly file: MigrationText | null;
  readonly problems: readonly Problem[];
}

/** Reads one file. One that is not there is `null` without a problem: whether that is one, the caller knows. */
export async function readMigrationText(
  root: string,
  path: string,
  { tag, when }: Pick<MigrationText, 'tag' | 'when'>,
): Promise<ReadText> {
  let bytes: Buffer;
  try {
    bytes = await readFile(join(root, path));
  } catch (error) {
    return { file: null, problems: isMissing(error) ? [] : [unreadable(path, error)] };
  }
  const { text, problems } = decode(bytes, path);
  const hash = createHash('sha256').update(bytes.toString()).digest('hex');
  return { file: { path, tag, when, text, hash }, problems };
}

function isMissing(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

function unreadable(path: string, error: unknown): Problem {
  return migrationProblem('migration-unreadable', `${path} could not be read.`, {
    effect: 'unread',
    remedy: 'Check that it is a file and may be read.',
    origin: inFile(path),
    cause: messageOf(error),
  });
}

function decode(bytes: Buffer, path: string): { readonly text: string; readonly problems: readonly Problem[] } {
  const utf16 = utf16Of(bytes);
  if (utf16) {
    const text = new TextDecoder(utf16).decode(bytes);
    const message = `${path} is UTF-16; Drizzle’s migrators read UTF-8 and fail at it. It was decoded for this reading.`;
    return { text, problems: [encodingProblem(path, message)] };
  }
  const whole = bytes.toString();
  const text = whole.startsWith('\uFEFF') ? whole.slice(1) : whole;
  const problems: Problem[] = [];
  if (whole !== text) {
    const message = `${path} begins with a byte order mark, which Drizzle’s migrators send and PostgreSQL refuses.`;
    problems.push(encodingProblem(path, message, 1));
  }
  const wrong = firstInvalid(bytes, whole);
  if (wrong !== null) {
    const message = `${path}:${wrong} holds bytes that are not UTF-8; they were read as U+FFFD, as Drizzle’s migrators do.`;
    problems.push(encodingProblem(path, message, wrong));
  }
  // PostgreSQL's parser would take a zero for the end of the text and be silent about the rest.
  return { text: text.replaceAll('\u0000', '\uFFFD'), problems };
}

function utf16Of(bytes: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
}

/** The line of the first byte that is no UTF-8, or is zero; `null` where all is well. */
function firstInvalid(bytes: Buffer, text: string): number | null {
  const zero = bytes.indexOf(0);
  const isValid = zero < 0 && Buffer.from(text).equals(bytes);
  if (isValid) return null;
  const lines = text.split('\n');
  const replaced = lines.findIndex((line) => line.includes('\uFFFD') || line.includes('\u0000'));
  return replaced < 0 ? 1 : replaced + 1;
}

function encodingProblem(path: string, message: string, line = 1): Problem {
  return migrationProblem('migration-encoding', message, {
    effect: 'replaced',
    remedy: 'Save the file as UTF-8 without a byte order mark.',
    origin: inFile(path, line),
  });
}
