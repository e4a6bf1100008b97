import { PGlite } from '@electric-sql/pglite';
import { type Facts, readFacts } from './facts.ts';

/** A fresh data directory, made once per process: starting from it takes a quarter of the time. */
let fresh: Promise<Blob> | undefined;

async function dumpFresh(): Promise<Blob> {
  const database = await PGlite.create();
  try {
    return await database.dumpDataDir('none');
  } finally {
    await database.close();
  }
}

/** An empty embedded PostgreSQL for the time of `use`. */
export async function withEmbedded<T>(use: (database: PGlite) => Promise<T>): Promise<T> {
  fresh ??= dumpFresh();
  const database = await PGlite.create({ loadDataDir: await fresh });
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
