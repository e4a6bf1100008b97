import { type Catalog, type Column, lookupOf, type ObjectId, objectId, quoteIdent, type Table } from '#app/catalog';
import {
  parentsOf,
  renderColumn,
  renderColumnSettings,
  renderColumnType,
  renderUnvalidatedNotNull,
  type Statement,
} from '#app/sql';
import type { ChangeSet } from './change-set.ts';
import { renderCarriedValue } from './steps/cast.ts';
import { alterOnly, alterTable, alterTableOnly, renderInheritedDepartures } from './steps/column.ts';
import { bareDomain, renderDomainChanges } from './steps/domain.ts';

/** Defaults that stand in the way of what they are made of, of columns and of domains. */
export function renderDefaultsReset(from: Catalog, changes: ChangeSet): readonly Statement[] {
  const { defaultsReset, domainsReset, replaced } = changes;
  return [
    ...from.objects.column
      .filter((column) => defaultsReset.has(column.id) && !replaced.has(column.id) && column.default !== null)
      .map((column) => ({ sql: `${alterOnly(column)} DROP DEFAULT`, object: column.id })),
    ...from.objects.domain
      .filter(({ id }) => domainsReset.has(id))
      .flatMap((domain) => renderDomainChanges(domain, bareDomain(domain)).map((sql) => ({ sql, object: domain.id }))),
  ];
}

/**
 * The tables that stay, parents first: their new columns before all, since what changes may use them; those that are
 * computed from others after all.
 */
export function renderTableBlock(from: Catalog, to: Catalog, changes: ChangeSet): readonly Statement[] {
  const stays = (table: ObjectId) => !changes.made.has(table) && !changes.replaced.has(table);
  const tables = parentsFirst(to).filter(({ id }) => stays(id));
  const lookup = lookupOf(to);
  const columns = tables.flatMap(({ schema, name }) => lookup.childrenOf(schema, name).column);
  const isNew = ({ id }: Column) => changes.made.has(id) || changes.replaced.has(id);
  const added = columns.filter(isNew);
  const add = (column: Column) => addColumn(column, to);
  return [
    ...added.filter(({ generated }) => generated === null).flatMap(add),
    ...tables.flatMap(({ id }) => statementsOf(id, changes)),
    ...columns.filter((column) => !isNew(column)).flatMap((column) => changeColumn(column, { from, to }, changes)),
    ...added.filter(({ generated }) => generated !== null).flatMap(add),
  ];
}

function parentsFirst(catalog: Catalog): readonly Table[] {
  const lookup = lookupOf(catalog);
  const ordered = new Set<Table>();
  const visit = (table: Table): void => {
    if (ordered.has(table)) return;
    for (const { schema, name } of parentsOf(table)) {
      const parent = lookup.find(objectId('table', schema, name));
      if (parent?.kind === 'table') visit(parent);
    }
    ordered.add(table);
  };
  catalog.objects.table.forEach(visit);
  return [...ordered];
}

function changeColumn(
  column: Column,
  { from, to }: { readonly from: Catalog; readonly to: Catalog },
  changes: ChangeSet,
): readonly Statement[] {
  const { id } = column;
  const carried = changes.carried.has(id) && !column.inherited ? carryOver(column, from, to) : [];
  const altered = statementsOf(id, changes);
  const setsDefault = altered.some(({ sql }) => sql.includes(' SET DEFAULT '));
  const reset = changes.defaultsReset.has(id) && column.default !== null && !setsDefault;
  return [
    ...carried,
    ...altered,
    ...(reset ? [{ sql: `${alterOnly(column)} SET DEFAULT ${column.default}`, object: id }] : []),
  ];
}

/** The old and the new type know nothing of each other. */
function carryOver(column: Column, from: Catalog, to: Catalog): readonly Statement[] {
  const before = lookupOf(from).columnOf(column.schema, column.table, column.name);
  if (!before || before.type !== column.type) return [];
  const type = `${renderColumnType(column)} USING ${renderCarriedValue(column, from, to)}`;
  const actions = [
    `${alterTable(column)} ALTER COLUMN ${quoteIdent(column.name)} TYPE ${type}`,
    // A type comes with its own storage.
    ...renderColumnSettings({ ...column, statisticsTarget: null, options: {} }).map(
      (action) => `${alterTableOnly(column)} ${action}`,
    ),
  ];
  return actions.map((sql) => ({ sql, object: column.id }));
}

function addColumn(column: Column, to: Catalog): readonly Statement[] {
  const statements = [
    ...(column.inherited
      ? renderInheritedDepartures(column, to)
      : [`${alterTable(column)} ADD COLUMN ${renderColumn(column)}`]),
    ...renderColumnSettings(column).map((action) => `${alterTableOnly(column)} ${action}`),
  ];
  const unvalidated = column.inherited ? null : renderUnvalidatedNotNull(column);
  return [...statements, ...(unvalidated === null ? [] : [`${alterTable(column)} ${unvalidated}`])].map((sql) => ({
    sql,
    object: column.id,
  }));
}

function statementsOf(id: ObjectId, { altered }: ChangeSet): readonly Statement[] {
  return (altered.get(id) ?? []).map((sql) => ({ sql, object: id }));
}
