import { type Catalog, type Column, lookupOf, type QualifiedName, type Table } from '#app/catalog';

interface Ends {
  readonly from: Catalog;
  readonly to: Catalog;
}

/**
 * True where a child by INHERITS has columns from its parents that it had by itself, or the other way round. PostgreSQL lets
 * a column that was there stay the child's own for ever (`pg_attribute.attislocal`), so that only a new table gets there.
 */
export function inheritsOtherwise(from: Table, to: Table, ends: Ends): boolean {
  if (from.inherits.length + to.inherits.length === 0) return false;
  const before = lookupOf(ends.from).childrenOf(from.schema, from.name).column;
  const kept = to.inherits.filter((parent) => from.inherits.some((one) => isSameName(one, parent)));
  return lookupOf(ends.to)
    .childrenOf(to.schema, to.name)
    .column.some((column) => {
      const old = before.find(({ name }) => name === column.name);
      if (!old) return column.inherited && !isIn(kept, column, ends.to);
      if (old.inherited === column.inherited) return false;
      // Once no parent has it, what was inherited is the table's own.
      return column.inherited || isIn(to.inherits, column, ends.to);
    });
}

/**
 * True where a table is of a type whose attributes stand in another order than its columns would: PostgreSQL takes them in one
 * order only, and columns keep their place.
 */
export function isOrderedOtherwise(from: Table, to: Table, ends: Ends): boolean {
  if (to.ofType === null) return false;
  const before = lookupOf(ends.from).childrenOf(from.schema, from.name).column;
  const after = byPosition(lookupOf(ends.to).childrenOf(to.schema, to.name).column);
  const stays = byPosition(before).filter((name) => after.includes(name));
  const comes = after.filter((name) => !stays.includes(name));
  return [...stays, ...comes].some((name, at) => name !== after[at]);
}

function byPosition(columns: readonly Column[]): readonly string[] {
  return [...columns].sort((a, b) => a.position - b.position).map(({ name }) => name);
}

function isIn(parents: readonly QualifiedName[], column: Column, catalog: Catalog): boolean {
  return parents.some(({ schema, name }) => lookupOf(catalog).columnOf(schema, name, column.name) !== undefined);
}

function isSameName(a: QualifiedName, b: QualifiedName): boolean {
  return a.schema === b.schema && a.name === b.name;
}
