import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The installed PGlite's version: what the saved data directory and the judge's answers are kept by. */
export const PGLITE_VERSION = readVersion();

function readVersion(): string {
  // PGlite does not export its package.json, which lies above the file that it exports.
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const { version } = JSON.parse(readFileSync(join(dirname(entry), '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}
