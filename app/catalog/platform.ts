import type { Catalog } from './catalog.ts';
import { parseObjectId } from './identity.ts';
import type { CatalogObject } from './kinds.ts';

/** Tells whose an object is: the name of a hosting platform or extension that keeps its schema, or `null` for the database's users. */
export interface PlatformObjects {
  /** Schemas that a platform keeps, with its name: `auth` → `Supabase`. */
  readonly schemas: ReadonlyMap<string, string>;
  of(object: CatalogObject): string | null;
}

/** What shows that a schema is a platform's, since its name alone may be anybody's. */
interface Signature {
  readonly platform: string;
  readonly schemas: readonly string[];
  /** Roles of which one must own the schema. */
  readonly owners?: readonly string[];
  /** Relations or functions, all of which must be in the schema, by the schema's name. */
  readonly holds?: Readonly<Record<string, readonly string[]>>;
  /** An extension that must be installed. */
  readonly extension?: string;
}

/**
 * Schemas that platforms and extensions fill. Where a name is nobody else's, it is enough; one that an application may well
 * have (`auth`, `storage`, `cron`) must be owned by the platform's role or hold what only the platform's has.
 * Sources: the initialisation scripts of Supabase's PostgreSQL image and its auth and storage services; the documentation
 * of Neon, Hasura, TimescaleDB, PostGIS, pg_cron, pg_net, pgmq.
 */
const SIGNATURES: readonly Signature[] = [
  {
    platform: 'Supabase',
    schemas: ['auth', 'storage', 'realtime', 'vault', 'graphql', 'graphql_public', 'pgsodium', 'pgbouncer', 'net'],
    owners: [
      'supabase_admin',
      'supabase_auth_admin',
      'supabase_storage_admin',
      'supabase_realtime_admin',
      'supabase_functions_admin',
      'pgbouncer',
      'pgsodium_keymaker',
    ],
  },
  {
    platform: 'Supabase',
    schemas: ['auth', 'storage', 'realtime', 'vault'],
    holds: {
      auth: ['users', 'identities', 'uid'],
      storage: ['buckets', 'objects', 'foldername'],
      realtime: ['subscription', 'apply_rls'],
      vault: ['secrets', 'decrypted_secrets'],
    },
  },
  {
    platform: 'Supabase',
    schemas: ['supabase_functions', 'supabase_migrations', '_realtime', '_analytics', '_supavisor', 'pgsodium_masks'],
  },
  { platform: 'Neon', schemas: ['neon_auth', 'neon', 'neon_migration'] },
  { platform: 'Hasura', schemas: ['hdb_catalog', 'hdb_views', 'hdb_lib'] },
  {
    platform: 'TimescaleDB',
    schemas: [
      '_timescaledb_internal',
      '_timescaledb_catalog',
      '_timescaledb_config',
      '_timescaledb_cache',
      '_timescaledb_functions',
      '_timescaledb_debug',
      'timescaledb_information',
      'timescaledb_experimental',
    ],
  },
  { platform: 'PostGIS', schemas: ['tiger', 'tiger_data'], extension: 'postgis_tiger_geocoder' },
  { platform: 'PostGIS', schemas: ['topology'], extension: 'postgis_topology' },
  { platform: 'pg_cron', schemas: ['cron'], extension: 'pg_cron' },
  { platform: 'pg_net', schemas: ['net'], extension: 'pg_net' },
  { platform: 'pgmq', schemas: ['pgmq'], extension: 'pgmq' },
  { platform: 'pg_partman', schemas: ['partman'], extension: 'pg_partman' },
  { platform: 'Heroku', schemas: ['heroku_ext', '_heroku'] },
];

const known = new WeakMap<Catalog, PlatformObjects>();

/** Worked out once per catalog. */
export function platformObjectsOf(catalog: Catalog): PlatformObjects {
  let objects = known.get(catalog);
  if (!objects) {
    const schemas = platformSchemas(catalog);
    objects = { schemas, of: (object) => platformOf(object, schemas) };
    known.set(catalog, objects);
  }
  return objects;
}

function platformSchemas(catalog: Catalog): ReadonlyMap<string, string> {
  const { schema, extension, table, view, function: routines } = catalog.objects;
  const extensions = new Set(extension.map(({ name }) => name));
  const held = new Set([...table, ...view, ...routines].map((object) => `${object.schema}\u0000${object.name}`));
  const found = new Map<string, string>();
  for (const { name, owner } of schema) {
    const signature = SIGNATURES.find(
      (candidate) =>
        candidate.schemas.includes(name) &&
        (candidate.owners === undefined || (owner !== null && candidate.owners.includes(owner))) &&
        (candidate.extension === undefined || extensions.has(candidate.extension)) &&
        (candidate.holds === undefined ||
          (candidate.holds[name] ?? []).every((each) => held.has(`${name}\u0000${each}`))),
    );
    if (signature) found.set(name, signature.platform);
  }
  return found;
}

/**
 * A policy on a platform's table, and a trigger there that runs a function of the application's, are the application's: it
 * writes them in its migrations (`storage.objects`, `auth.users`).
 */
export function platformOf(object: CatalogObject, schemas: ReadonlyMap<string, string>): string | null {
  if (object.kind === 'policy') return null;
  if (object.kind === 'trigger' && !schemas.has(object.function.schema)) return null;
  if (object.kind === 'grant') return schemas.get(parseObjectId(object.on).parts[0] ?? '') ?? null;
  if (object.kind === 'schema') return schemas.get(object.name) ?? null;
  const schema = 'schema' in object ? object.schema : null;
  return schema === null ? null : (schemas.get(schema) ?? null);
}

/** How many objects each platform keeps, for a summary that folds them away. */
export function countPlatformObjects(catalog: Catalog): ReadonlyMap<string, number> {
  const { of } = platformObjectsOf(catalog);
  const counts = new Map<string, number>();
  for (const objects of Object.values(catalog.objects)) {
    for (const object of objects as readonly CatalogObject[]) {
      const platform = of(object);
      if (platform !== null) counts.set(platform, (counts.get(platform) ?? 0) + 1);
    }
  }
  return counts;
}

/**
 * The catalog without the tables and views that a hosting platform keeps. Foreign keys that lead to one are drawn by nobody: the
 * graph has no end for them.
 */
export function withoutPlatform(catalog: Catalog): Catalog {
  const { of, schemas } = platformObjectsOf(catalog);
  if (schemas.size === 0) return catalog;
  const { objects } = catalog;
  return {
    ...catalog,
    objects: {
      ...objects,
      table: objects.table.filter((table) => of(table) === null),
      view: objects.view.filter((view) => of(view) === null),
      'materialized-view': objects['materialized-view'].filter((view) => of(view) === null),
    },
  };
}
