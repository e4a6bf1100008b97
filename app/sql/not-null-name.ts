import { type Catalog, type Column, lookupOf, objectId } from '#app/catalog';
import { makeObjectName } from './object-name.ts';

/** From this major on a NOT NULL is a constraint with a name. */
const NAMED_SINCE = 18;

/**
 * A partition's column as a table of its own would have it: with the name of its NOT NULL, which it else has from its parent. Where
 * nobody says what server it is for, it may be one that names them.
 */
export function withOwnNotNullName(catalog: Catalog, column: Column): Column {
  if ((catalog.server?.major ?? NAMED_SINCE) < NAMED_SINCE || !column.notNull || column.notNullConstraint !== null)
    return column;
  const name = nameIn(catalog, column);
  if (name === usualName(column)) return column;
  return { ...column, notNullConstraint: { name, validated: true, noInherit: false } };
}

/** Whether a partition has NOT NULL from its parent, and under another name: it was attached with it. */
export function hasOtherNotNullName(catalog: Catalog, column: Column): boolean {
  if (!column.inherited || !column.notNull || column.notNullConstraint === null) return false;
  return columnAbove(catalog, column)?.notNull === true;
}

function nameIn(catalog: Catalog, column: Column): string {
  if (column.notNullConstraint !== null) return column.notNullConstraint.name;
  const above = columnAbove(catalog, column);
  return above?.notNull ? nameIn(catalog, above) : usualName(column);
}

/** The name that PostgreSQL gives where nobody does. */
function usualName({ table, name }: Column): string {
  return makeObjectName(table, name, 'not_null');
}

function columnAbove(catalog: Catalog, { schema, table, name }: Column): Column | undefined {
  const partition = lookupOf(catalog).find(objectId('table', schema, table));
  if (partition?.kind !== 'table' || partition.partitionOf === null) return undefined;
  const { parent } = partition.partitionOf;
  return lookupOf(catalog).columnOf(parent.schema, parent.name, name);
}
