import type { Extension } from '@electric-sql/pglite';

/** The extensions that PGlite carries, by the name CREATE EXTENSION takes. Each is loaded only where it is asked for. */
const BUNDLED: Readonly<Record<string, () => Promise<Extension>>> = {
  amcheck: async () => (await import('@electric-sql/pglite/contrib/amcheck')).amcheck,
  bloom: async () => (await import('@electric-sql/pglite/contrib/bloom')).bloom,
  btree_gin: async () => (await import('@electric-sql/pglite/contrib/btree_gin')).btree_gin,
  btree_gist: async () => (await import('@electric-sql/pglite/contrib/btree_gist')).btree_gist,
  citext: async () => (await import('@electric-sql/pglite/contrib/citext')).citext,
  cube: async () => (await import('@electric-sql/pglite/contrib/cube')).cube,
  dict_int: async () => (await import('@electric-sql/pglite/contrib/dict_int')).dict_int,
  dict_xsyn: async () => (await import('@electric-sql/pglite/contrib/dict_xsyn')).dict_xsyn,
  earthdistance: async () => (await import('@electric-sql/pglite/contrib/earthdistance')).earthdistance,
  file_fdw: async () => (await import('@electric-sql/pglite/contrib/file_fdw')).file_fdw,
  fuzzystrmatch: async () => (await import('@electric-sql/pglite/contrib/fuzzystrmatch')).fuzzystrmatch,
  hstore: async () => (await import('@electric-sql/pglite/contrib/hstore')).hstore,
  intarray: async () => (await import('@electric-sql/pglite/contrib/intarray')).intarray,
  isn: async () => (await import('@electric-sql/pglite/contrib/isn')).isn,
  lo: async () => (await import('@electric-sql/pglite/contrib/lo')).lo,
  ltree: async () => (await import('@electric-sql/pglite/contrib/ltree')).ltree,
  pg_trgm: async () => (await import('@electric-sql/pglite/contrib/pg_trgm')).pg_trgm,
  pgcrypto: async () => (await import('@electric-sql/pglite/contrib/pgcrypto')).pgcrypto,
  seg: async () => (await import('@electric-sql/pglite/contrib/seg')).seg,
  tablefunc: async () => (await import('@electric-sql/pglite/contrib/tablefunc')).tablefunc,
  tcn: async () => (await import('@electric-sql/pglite/contrib/tcn')).tcn,
  tsm_system_rows: async () => (await import('@electric-sql/pglite/contrib/tsm_system_rows')).tsm_system_rows,
  tsm_system_time: async () => (await import('@electric-sql/pglite/contrib/tsm_system_time')).tsm_system_time,
  unaccent: async () => (await import('@electric-sql/pglite/contrib/unaccent')).unaccent,
  // A package of its own, made for another patch release of PGlite: a test builds and indexes with it.
  vector: async () => (await import('@electric-sql/pglite-pgvector')).vector,
  'uuid-ossp': async () => (await import('@electric-sql/pglite/contrib/uuid_ossp')).uuid_ossp,
};

/** What these extensions' own scripts ask for. */
const NEEDS: Readonly<Record<string, readonly string[]>> = { earthdistance: ['cube'] };

/** Whether the embedded PostgreSQL has an extension. */
export function isCarried(name: string): boolean {
  return name === 'plpgsql' || Object.hasOwn(BUNDLED, name);
}

/** Those that are carried, and what their scripts ask for. */
export function withNeeds(names: readonly string[]): readonly string[] {
  return names.filter((name) => Object.hasOwn(BUNDLED, name)).flatMap((name) => [name, ...(NEEDS[name] ?? [])]);
}

/** The bundled extensions that the statements create, sorted. */
export function extensionsIn(statements: Iterable<string>): readonly string[] {
  const names = new Set<string>();
  for (const sql of statements) {
    for (const match of sql.matchAll(/create\s+extension\s+(?:if\s+not\s+exists\s+)?"?([\w-]+)"?/gi)) {
      const name = match[1]?.toLowerCase() ?? '';
      for (const needed of withNeeds([name])) names.add(needed);
    }
  }
  return [...names].sort();
}

export async function loadExtensions(names: readonly string[]): Promise<Record<string, Extension>> {
  const loaded = await Promise.all(names.map(async (name) => [name, await BUNDLED[name]?.()] as const));
  return Object.fromEntries(loaded.flatMap(([name, extension]) => (extension ? [[name, extension]] : [])));
}
