import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { PGLITE_VERSION } from '#main/shadow/pglite-version.ts';
import { cacheSubfolder, moveIntoPlace } from '#test/support/postgres/binaries.ts';
import { type Facts, readFacts } from './facts.ts';

/** Raised when what the data directory is made with changes, so that an old one is left alone. */
const GENERATION = 1;

let fresh: Promise<Blob> | undefined;

/** An empty embedded PostgreSQL, from a data directory that is made once on a machine: `initdb` takes five times as long. */
export async function createEmbedded(extensions: NonNullable<PGliteOptions['extensions']> = {}): Promise<PGlite> {
  fresh ??= freshDataFile().then(async (file) => new Blob([await readFile(file)]));
  return PGlite.create({ loadDataDir: await fresh, extensions });
}

/** Where that data directory is, as PGlite's `loadDataDir` takes it. */
export async function freshDataFile(): Promise<string> {
  const folder = await cacheSubfolder('embedded');
  const place = join(folder, `${PGLITE_VERSION}-${GENERATION}.tar`);
  if (existsSync(place)) return place;
  const making = await mkdtemp(`${place}.making-`);
  try {
    const file = join(making, 'data.tar');
    await writeFile(file, await dumpFresh());
    await moveIntoPlace(file, place);
  } finally {
    await rm(making, { recursive: true, force: true });
  }
  return place;
}

async function dumpFresh(): Promise<Buffer> {
  // Small log segments: the file is a third of the size, and as much faster to load.
  const database = await PGlite.create({ initDbStartParams: ['--wal-segsize=1'] });
  try {
    return Buffer.from(await (await database.dumpDataDir('none')).arrayBuffer());
  } finally {
    await database.close();
  }
}

/** An empty embedded PostgreSQL for the time of `use`. */
export async function withEmbedded<T>(use: (database: PGlite) => Promise<T>): Promise<T> {
  const database = await createEmbedded();
  try {
    return await use(database);
  } finally {
    await database.close();
  }
}

/** What statements, run one after the other on an empty database, build. Each may hold several, which are then one transaction. */
export function factsOfStatements(statements: readonly string[]): Promise<Facts> {
  return withEmbedded(async (database) => {
    for (const statement of statements) await database.exec(statement);
    return readFacts(database);
  });
}
