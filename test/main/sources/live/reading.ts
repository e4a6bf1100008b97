import type { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { citext } from '@electric-sql/pglite/contrib/citext';
import type { StatementLogEntry } from '#app/api';
import type { CatalogObject, Kind, ObjectOf, Reading } from '#app/catalog';
import { objectId } from '#app/catalog';
import { UNWATCHED, type Work } from '#main/platform/work.ts';
import { type LiveConnection, withLiveSession } from '#main/sources/live/connect.ts';
import { withPgliteSession } from '#main/sources/live/pglite-session.ts';
import { readLive } from '#main/sources/live/read-live.ts';
import { createEmbedded } from '#test/support/database/embedded.ts';

export const LIVE = { kind: 'live', label: 'live' } as const;

export interface ReadOptions extends Partial<Omit<LiveConnection, 'url' | 'source'>> {
  readonly schemas?: readonly string[];
  readonly work?: Work;
  readonly log?: (entry: StatementLogEntry) => void;
}

/** Reads a database as the product does. */
export function readUrl(url: string, { schemas, work = UNWATCHED, log = () => {}, ...rest }: ReadOptions = {}) {
  return withLiveSession({ source: LIVE, url, ...rest }, { work, log }, (session) =>
    readLive(session, { source: LIVE, work, ...(schemas ? { schemas } : {}) }),
  );
}

/** Builds an embedded database, hands it over, and closes it. */
export async function withPglite<T>(sql: string, use: (database: PGlite) => Promise<T>): Promise<T> {
  const database = await createEmbedded({ btree_gist, citext });
  try {
    await database.exec(sql);
    return await use(database);
  } finally {
    await database.close();
  }
}

export function readPglite(database: PGlite, role?: string): Promise<Reading> {
  return withPgliteSession(
    database,
    (session) => readLive(session, { source: LIVE, work: UNWATCHED }),
    role === undefined ? {} : { role },
  );
}

/** An object by kind and name. @throws where there is none, listing what there is. */
export function find<K extends Kind>(reading: Reading, kind: K, ...parts: readonly string[]): ObjectOf<K> {
  const objects = reading.catalog.objects[kind] as readonly CatalogObject[];
  const id = objectId(kind, ...parts);
  const found = objects.find((object) => object.id === id);
  if (!found) throw new Error(`No ${id} among ${objects.map((object) => object.id).join(', ')}`);
  return found as ObjectOf<K>;
}
