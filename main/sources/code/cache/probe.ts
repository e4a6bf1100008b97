import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What is at a path, in a text that changes whenever it does; `null` where nothing is. That something was not there is
 * as much an input of a reading as what was: a new file can take the place of another in an import.
 */
export const PROBES = {
  /** What a file holds. */
  content: (path: string): string | null => orNull(() => digest(readFileSync(path))),
  /** That a file of a package is untouched: they are many, and nobody edits them without these changing. */
  stamp: (path: string): string | null =>
    orNull(() => {
      const { size, mtimeMs, ctimeMs, ino } = statSync(path);
      return `${size} ${mtimeMs} ${ctimeMs} ${ino}`;
    }),
  /** The names in a folder, where its links lead, and where it really is. */
  folder: (path: string): string | null =>
    orNull(() => {
      const names = readdirSync(path, { withFileTypes: true }).map((entry) => {
        const kind = entry.isSymbolicLink()
          ? `>${readlinkSync(join(path, entry.name))}`
          : entry.isDirectory()
            ? '/'
            : '';
        return `${entry.name}${kind}`;
      });
      return digest([realpathSync(path), ...names.sort()].join('\0'));
    }),
  /** Where a path leads to. */
  real: (path: string): string | null => orNull(() => realpathSync(path)),
} as const;

export type Probe = keyof typeof PROBES;

export function digest(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('base64url');
}

function orNull(read: () => string): string | null {
  try {
    return read();
  } catch {
    return null;
  }
}
