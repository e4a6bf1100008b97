import { type MigrationFacts, type MigrationFile, quoteQualified } from '#app/catalog';
import { quoteLiteral } from '#app/sql';

export interface BaselineInput {
  readonly facts: Pick<MigrationFacts, 'layout'>;
  /** In the order in which the migrator runs them. */
  readonly files: readonly MigrationFile[];
  /** The project's migrations table. */
  readonly table: { readonly schema: string; readonly name: string };
}

/**
 * What Drizzle's migrator would have noted had it run these migrations: its table as it makes it, and a row for each. It stops
 * where there are rows already. Sources: drizzle-orm 0.45 `PgDialect.migrate`, 1.0 rc `migrate` of `pg-core/async/session`.
 */
export function baselineSql({ facts, files, table }: BaselineInput): string {
  const isOne = facts.layout === 'folders';
  const name = quoteQualified(table.schema, table.name);
  const columns = ['id SERIAL PRIMARY KEY', 'hash text NOT NULL', 'created_at bigint'];
  if (isOne) columns.push('name text', 'applied_at timestamp with time zone DEFAULT now()');
  const rows = files.map(({ hash, when, tag }) => {
    const values = [quoteLiteral(hash), String(when ?? 0), ...(isOne ? [quoteLiteral(tag)] : [])];
    return `  (${values.join(', ')})`;
  });
  const schema = quoteQualified(table.schema);
  return `-- Marks ${files.length === 1 ? 'one migration' : `${files.length} migrations`} as applied, up to ${files.at(-1)?.tag ?? 'none'}, without running any.
-- Raingauge compared what they make with the database, and found no difference that counts. Run it by hand.
BEGIN;
CREATE SCHEMA IF NOT EXISTS ${schema};
CREATE TABLE IF NOT EXISTS ${name} (
  ${columns.join(',\n  ')}
);
DO $$ BEGIN
  IF EXISTS (SELECT FROM ${name}) THEN
    RAISE EXCEPTION 'Drizzle has noted migrations here already';
  END IF;
END $$;
INSERT INTO ${name} (hash, created_at${isOne ? ', name' : ''}) VALUES
${rows.join(',\n')};
COMMIT;
`;
}
