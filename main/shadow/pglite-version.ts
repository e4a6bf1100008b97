import { readFileSync } from 'node:fs';
import { installedPackage } from '#main/platform/entry.ts';

/** The installed PGlite's version: what the saved data directory and the judge's answers are kept by. */
export const PGLITE_VERSION = readVersion();

function readVersion(): string {
  const file = installedPackage('@electric-sql/pglite');
  if (file === null) throw new Error('@electric-sql/pglite is not installed');
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  return version;
}
