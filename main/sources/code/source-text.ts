import { readFileSync, statSync } from 'node:fs';

/** How a source file is written. */
export type Encoding = 'UTF-8' | 'UTF-16' | 'Windows-1252';

export interface SourceText {
  /** Without a byte order mark. */
  readonly text: string;
  readonly encoding: Encoding;
}

/** A schema of 10,000 tables takes about 10 MB of text; what is much larger is no source that a person keeps. */
export const MAX_SOURCE_BYTES = 24 * 1024 * 1024;

/** Says why a file cannot be read as a source. */
export class UnreadableSource extends Error {}

/**
 * Reads a source file in whatever encoding it is: UTF-8, UTF-16 with its mark (as TypeScript takes it too), or, where it is
 * neither, the Western code page that such files are written in.
 * @throws {UnreadableSource} where it is no file, may not be read, or is too large.
 */
export function readSourceText(file: string): SourceText {
  return decodeSource(readBytes(file));
}

function readBytes(file: string): Buffer {
  try {
    const stats = statSync(file);
    if (!stats.isFile()) throw new UnreadableSource('it is no regular file');
    if (stats.size > MAX_SOURCE_BYTES) {
      const [size, limit] = [stats.size, MAX_SOURCE_BYTES].map((bytes) => Math.round(bytes / 1_048_576));
      throw new UnreadableSource(`it has ${size} MiB, more than the ${limit} MiB that a source file may have`);
    }
    return readFileSync(file);
  } catch (error) {
    throw error instanceof UnreadableSource ? error : new UnreadableSource(reasonOf(error));
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  ELOOP: 'its links lead in a circle',
  ENOENT: 'it does not exist',
};

function reasonOf(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return REASONS[code] ?? message;
}

function decodeSource(bytes: Buffer): SourceText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: decode('utf-16le', bytes), encoding: 'UTF-16' };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    return {
      text: decode(
        'utf-16le',
        Buffer.from(bytes)
          .subarray(0, bytes.length & ~1)
          .swap16(),
      ),
      encoding: 'UTF-16',
    };
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch {
    return { text: decode('windows-1252', bytes), encoding: 'Windows-1252' };
  }
}

function decode(encoding: string, bytes: Buffer): string {
  return new TextDecoder(encoding).decode(bytes);
}
