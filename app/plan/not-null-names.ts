import { buildCatalog, type Catalog, type Column, lookupOf, type ObjectId, truncateIdentifier } from '#app/catalog';
import type { Statement } from '#app/sql';
import { bearersOf, constraintName, notNullName } from './borne-names.ts';
import { renderNotNullName } from './steps/not-null-name.ts';

/** NOT NULL constraints that make way for others, and the catalog as it is then. */
export interface ReleasedNames {
  readonly from: Catalog;
  readonly statements: readonly Statement[];
}

/**
 * Since PostgreSQL 18 NOT NULL is a constraint with a name. Where something else of the table is to bear it, it gets another one
 * first, whatever becomes of its column.
 */
export function releaseNotNullNames(from: Catalog, to: Catalog): ReleasedNames {
  const wanted = bearersOf(to);
  const after = lookupOf(to);
  const released = new Map<ObjectId, Column>();
  const statements: Statement[] = [];
  for (const column of from.objects.column) {
    const name = notNullName(column);
    if (name === null || column.inherited) continue;
    const bearers = wanted.get(constraintName(column.schema, column.table, name)) ?? [];
    const other = after.find(column.id);
    const keeps = other?.kind === 'column' && notNullName(other) === name;
    if (keeps || !bearers.some((id) => id !== column.id)) continue;
    const free = truncateIdentifier(`old ${column.name} ${name}`);
    statements.push({ sql: renderNotNullName(column, name, free, from), object: column.id });
    const { validated = true, noInherit = false } = column.notNullConstraint ?? {};
    released.set(column.id, { ...column, notNullConstraint: { name: free, validated, noInherit } });
  }
  if (statements.length === 0) return { from, statements };
  const columns = from.objects.column.map((column) => released.get(column.id) ?? column);
  return { from: buildCatalog({ ...from, objects: { ...from.objects, column: columns } }), statements };
}
