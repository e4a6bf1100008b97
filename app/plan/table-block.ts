import { type Catalog, type Column, lookupOf, type ObjectId, quoteIdent } from '#app/catalog';
import {
  renderColumn,
  renderColumnSettings,
  renderColumnType,
  renderUnvalidatedNotNull,
  type Statement,
} from '#app/sql';
import type { ChangeSet } from './change-set.ts';
import { alterTable } from './steps/column.ts';

/** Defaults that stand in the way of what they are made of. */
export function renderDefaultsReset(from: Catalog, { defaultsReset, replaced }: ChangeSet): readonly Statement[] {
  return from.objects.column
    .filter((column) => defaultsReset.has(column.id) && !replaced.has(column.id) && column.default !== null)
    .map((column) => ({ sql: `${alterColumn(column)} DROP DEFAULT`, object: column.id }));
}

/** The tables that stay: their new columns first, since what changes may use them. */
export function renderTableBlock(from: Catalog, to: Catalog, changes: ChangeSet): readonly Statement[] {
  const stays = (table: ObjectId) => !changes.made.has(table) && !changes.replaced.has(table);
  const tables = to.objects.table.filter(({ id }) => stays(id));
  const lookup = lookupOf(to);
  const columns = tables.flatMap(({ schema, name }) => lookup.childrenOf(schema, name).column);
  return [
    ...columns.filter(({ id, inherited }) => changes.made.has(id) && !inherited).flatMap(addColumn),
    ...tables.flatMap(({ id }) => statementsOf(id, changes)),
    ...columns.flatMap((column) => changeColumn(column, from, changes)),
  ];
}

function changeColumn(column: Column, from: Catalog, changes: ChangeSet): readonly Statement[] {
  const { id } = column;
  if (changes.replaced.has(id)) {
    if (column.inherited) return [];
    return [{ sql: `${alterTable(column)} DROP COLUMN ${quoteIdent(column.name)}`, object: id }, ...addColumn(column)];
  }
  const carried = changes.carried.has(id) && !column.inherited ? carryOver(column, from) : [];
  const altered = statementsOf(id, changes);
  const setsDefault = altered.some(({ sql }) => sql.includes(' SET DEFAULT '));
  const reset = changes.defaultsReset.has(id) && column.default !== null && !setsDefault;
  return [
    ...carried,
    ...altered,
    ...(reset ? [{ sql: `${alterColumn(column)} SET DEFAULT ${column.default}`, object: id }] : []),
  ];
}

/** By way of text: the old and the new type know nothing of each other. */
function carryOver(column: Column, from: Catalog): readonly Statement[] {
  const before = lookupOf(from).columnOf(column.schema, column.table, column.name);
  if (!before || before.type !== column.type) return [];
  const array = /\[\]$/.test(column.type) ? '[]' : '';
  const using = `${quoteIdent(column.name)}::text${array}::${column.type}`;
  return [{ sql: `${alterColumn(column)} TYPE ${renderColumnType(column)} USING ${using}`, object: column.id }];
}

function addColumn(column: Column): readonly Statement[] {
  const actions = [
    `ADD COLUMN ${renderColumn(column)}`,
    ...renderColumnSettings(column),
    renderUnvalidatedNotNull(column),
  ];
  return actions.flatMap((action) =>
    action === null ? [] : [{ sql: `${alterTable(column)} ${action}`, object: column.id }],
  );
}

function statementsOf(id: ObjectId, { altered }: ChangeSet): readonly Statement[] {
  return (altered.get(id) ?? []).map((sql) => ({ sql, object: id }));
}

function alterColumn(column: Column): string {
  return `${alterTable(column)} ALTER COLUMN ${quoteIdent(column.name)}`;
}
