import { type AppliedMigration, quoteQualified } from '#app/catalog';
import { quoteLiteral } from '#app/sql';
import type { ReadOnlySession } from './session.ts';
import { allowStatement } from './statements.ts';

/**
 * What Drizzle noted of the migrations it applied; `undefined` where the table is not there or may not be read. `name` is
 * 1.0's column.
 */
export async function readAppliedMigrations(
  session: ReadOnlySession,
  { schema, table }: { readonly schema: string; readonly table: string },
): Promise<readonly AppliedMigration[] | undefined> {
  const columns = await session.query(
    allowStatement(`SELECT a.attname::text AS name
      FROM pg_catalog.pg_attribute a
      JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ${quoteLiteral(schema)} AND c.relname = ${quoteLiteral(table)}
        AND a.attnum > 0 AND NOT a.attisdropped
        AND pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND pg_catalog.has_table_privilege(c.oid, 'SELECT')`),
  );
  const names = new Set(columns.map(({ name }) => name));
  if (!names.has('hash') || !names.has('created_at')) return undefined;
  const rows = await session.query(
    allowStatement(
      `SELECT hash::text AS hash, created_at::text AS created_at, ${names.has('name') ? 'name::text' : 'NULL::text'} AS name
      FROM ${quoteQualified(schema, table)} ORDER BY id`,
    ),
  );
  return rows.map(({ hash, created_at, name }) => ({
    hash: String(hash),
    createdAt: Number(created_at),
    name: typeof name === 'string' ? name : null,
  }));
}
