import { quoteQualified } from '#app/catalog';
import type { ReadOnlySession } from './session.ts';
import { allowStatement } from './statements.ts';

/** A row of Drizzle's migrations table. `name` exists since drizzle-orm 1.0. */
export interface AppliedMigrationRow {
  readonly hash: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly name: string | null;
}

/** What the migrations table says; `missing` where there is none, `forbidden` where the role may not read it. */
export type AppliedMigrations =
  | { readonly state: 'read'; readonly rows: readonly AppliedMigrationRow[] }
  | { readonly state: 'missing' | 'forbidden'; readonly rows: readonly [] };

/** Reads which migrations Drizzle has applied. By default its table is `drizzle.__drizzle_migrations`. */
export async function readAppliedMigrations(
  session: ReadOnlySession,
  table: { readonly schema: string; readonly name: string },
): Promise<AppliedMigrations> {
  const name = quoteQualified(table.schema, table.name);
  const [found] = await session.query(
    // By its name in the catalogs: `to_regclass` fails where the role may not look into the schema.
    allowStatement(`select has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select') as readable
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname = ${literal(table.schema)} and c.relname = ${literal(table.name)} and c.relkind in ('r', 'p')`),
  );
  if (!found) return { state: 'missing', rows: [] };
  if (found.readable !== true) return { state: 'forbidden', rows: [] };
  const rows = await session.query(allowStatement(`select row_to_json(m)::text as row from ${name} m order by m.id`));
  return { state: 'read', rows: rows.map(({ row }) => appliedMigration(String(row))) };
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function appliedMigration(text: string): AppliedMigrationRow {
  const row = JSON.parse(text) as { hash?: string; created_at?: number | string; name?: string | null };
  return { hash: row.hash ?? '', createdAt: Number(row.created_at ?? 0), name: row.name ?? null };
}
