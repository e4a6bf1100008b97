import type { Catalog, Reading } from '#app/catalog';
import { isGlob, matchesNames } from './names-filter.ts';

/** What of two catalogs is compared (CONTRACTS, Scope). What it leaves out is counted, not forgotten. */
export interface Scope {
  /** The managed schemas; `null` means every schema. */
  readonly schemas: readonly string[] | null;
  /** A `schemaFilter` with globs, as drizzle-kit 1.0 takes them: what it matches is managed too. */
  readonly schemaGlobs?: readonly string[];
  /** drizzle-kit's `tablesFilter`: globs on table names, `!` excludes; empty means every table. */
  readonly tables: readonly string[];
  readonly roles: RoleScope;
  /** The table in which Drizzle notes applied migrations; it and its sequence are never drift. */
  readonly migrationsTable: { readonly schema: string; readonly table: string };
}

/** drizzle-kit's `entities.roles`: without it roles are not compared. */
export interface RoleScope {
  /** True where every role that no provider owns is managed. */
  readonly all: boolean;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly provider: string | null;
}

export const NO_ROLES: RoleScope = { all: false, include: [], exclude: [], provider: null };

export const DEFAULT_MIGRATIONS_TABLE = { schema: 'drizzle', table: '__drizzle_migrations' } as const;

/** Everything but roles: for sources that no project stands behind. */
export const WHOLE_SCOPE: Scope = {
  schemas: null,
  tables: [],
  roles: NO_ROLES,
  migrationsTable: DEFAULT_MIGRATIONS_TABLE,
};

export interface ScopeInput {
  /** The project's readings of code and migrations; their schemas are managed. */
  readonly readings: readonly Reading[];
  /** drizzle.config's, `null` where it does not say. */
  readonly schemaFilter: readonly string[] | null;
  readonly tablesFilter: readonly string[];
  readonly roles: RoleScope;
  readonly migrations: { readonly schema: string; readonly table: string };
}

/**
 * The managed part of a project: the schemas of code and migrations and `public`, cut by the config's filters. A
 * `schemaFilter` that is not written cuts nothing: `push` of the 0.31 line then looks at `public` alone, but a table that
 * the code declares elsewhere is the project's all the same.
 */
export function scopeOf(input: ScopeInput): Scope {
  const schemas = new Set(['public']);
  for (const { catalog } of input.readings) for (const name of schemasOf(catalog)) schemas.add(name);
  const filter = input.schemaFilter ?? [];
  for (const name of filter) if (!isGlob(name)) schemas.add(name);
  const matches = matchesNames(filter);
  return {
    schemas: [...schemas].filter(matches).sort(),
    ...(filter.some((name) => isGlob(name) && !name.startsWith('!')) && { schemaGlobs: filter }),
    tables: input.tablesFilter,
    roles: input.roles,
    migrationsTable: input.migrations,
  };
}

function schemasOf(catalog: Catalog): readonly string[] {
  const { schema, table, enum: enums, view, sequence } = catalog.objects;
  return [
    ...schema.map((object) => object.name),
    ...[...table, ...enums, ...view, ...catalog.objects['materialized-view'], ...sequence].map(
      (object) => object.schema,
    ),
  ];
}
