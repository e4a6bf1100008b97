import {
  type Catalog,
  type Column,
  lookupOf,
  objectId,
  type PrimaryKey,
  type QualifiedName,
  quoteIdent,
  type Table,
  type Unique,
} from '#app/catalog';
import { renderColumnSettings, renderIdentity, renderUnvalidatedNotNull } from './column.ts';
import type { Constraint } from './constraint.ts';
import { hasOtherNotNullName, withOwnNotNullName } from './not-null-name.ts';
import { renderForeignOptions } from './options.ts';
import { renderAttach, renderTableName, type TableParts } from './table.ts';

/** How far CREATE TABLE itself goes; what is left out follows as ALTER TABLE. */
export interface TableDetail {
  /** Keys and checks inside CREATE TABLE. */
  readonly constraints: boolean;
  readonly defaults: boolean;
}

/** Decides how a table is made: alone, from its parents, or alone and attached where it would be otherwise than it is. */
export function planTable(catalog: Catalog, table: Table, detail: TableDetail): TableParts {
  const children = lookupOf(catalog).childrenOf(table.schema, table.name);
  const form = formOf(catalog, table, children.column);
  const constraints: Constraint[] = !detail.constraints
    ? []
    : [...inlineKeys(catalog, table), ...children.check.filter((check) => check.validated || !check.enforced)];
  return {
    form,
    columns:
      form === 'of-parent'
        ? children.column.filter((column) => !column.inherited)
        : children.column.map((column) =>
            table.partitionOf ? { ...withOwnNotNullName(catalog, column), identity: null } : column,
          ),
    overrides: form === 'of-parent' && table.partitionOf ? generatedOtherwise(catalog, table, children.column) : [],
    // A table can only be attached when it has its parent's checks already.
    constraints: constraints.filter((constraint) => !constraint.inherited || form === 'attached'),
    withDefaults: detail.defaults,
  };
}

/**
 * The keys that CREATE TABLE can take. Not those of partitioned tables and partitions: a key of the former is made after
 * its partitions' own, so that they keep their names. Nor a second key over the same columns, which CREATE TABLE would
 * leave out without a word (`transformIndexConstraints` in PostgreSQL's `parse_utilcmd.c`).
 */
export function inlineKeys(catalog: Catalog, table: Table): readonly (PrimaryKey | Unique)[] {
  if (table.partitionKey !== null || table.partitionOf !== null) return [];
  const children = lookupOf(catalog).childrenOf(table.schema, table.name);
  const seen = new Set<string>();
  return [...children['primary-key'], ...children.unique].filter((key) => {
    const nulls = key.kind === 'unique' && key.nullsNotDistinct;
    const signature = JSON.stringify([key.columns, key.include, key.deferrability, key.withoutOverlaps, nulls]);
    const isFirst = !seen.has(signature);
    seen.add(signature);
    return isFirst;
  });
}

/** What a table needs right after CREATE TABLE: attaching, and where inherited columns depart from their parents'. */
export function renderTableDepartures(catalog: Catalog, table: Table, parts: TableParts): readonly string[] {
  if (parts.form === 'plain') return [];
  if (parts.form === 'attached') return renderAttach(table);
  const inherited = lookupOf(catalog)
    .childrenOf(table.schema, table.name)
    .column.filter((column) => column.inherited)
    .flatMap((column) => {
      const origin = madeFrom(catalog, table, column.name);
      return origin ? [{ column, origin }] : [];
    });
  const alter = (only: string, actions: readonly string[]) =>
    actions.length === 0 ? [] : [`ALTER TABLE ${only}${renderTableName(table)} ${actions.join(', ')}`];
  const isPartition = table.partitionOf !== null;
  return [
    ...alter(
      'ONLY ',
      inherited.flatMap(({ column, origin }) => departures(column, origin, isPartition)),
    ),
    // What is NOT NULL in a table is so in all tables below, without a word of theirs.
    ...alter(
      '',
      inherited.flatMap(({ column }) => (isNotNullAbove(catalog, table, column.name) ? [] : notNullDeparture(column))),
    ),
  ];
}

/** Storage, compression, statistics and options of a table's columns, and NOT NULL that is not validated. */
export function renderTableColumnSettings(catalog: Catalog, table: Table): readonly string[] {
  const { column } = lookupOf(catalog).childrenOf(table.schema, table.name);
  const name = renderTableName(table);
  const actions = column.flatMap(renderColumnSettings);
  return [
    ...(actions.length === 0 ? [] : [`ALTER TABLE ONLY ${name} ${actions.join(', ')}`]),
    // Children must have the constraint too, so that not ONLY this table is meant.
    ...column.flatMap((each) => renderUnvalidatedNotNull(each) ?? []).map((action) => `ALTER TABLE ${name} ${action}`),
  ];
}

/**
 * The column that an inherited one was made like. Parents that depart from theirs do so when all tables are made, so it is the
 * one of the first table above that was not made from parents itself.
 */
function madeFrom(catalog: Catalog, table: Table, column: string): Column | undefined {
  const lookup = lookupOf(catalog);
  for (const { schema, name } of parentsOf(table)) {
    const origin = lookup.columnOf(schema, name, column);
    if (!origin) continue;
    const parent = lookup.find(objectId('table', schema, name));
    const isMade =
      parent?.kind === 'table' && formOf(catalog, parent, lookup.childrenOf(schema, name).column) === 'of-parent';
    return (origin.inherited && isMade ? madeFrom(catalog, parent, column) : undefined) ?? origin;
  }
  return undefined;
}

export function parentsOf(table: Table): readonly QualifiedName[] {
  return table.partitionOf ? [table.partitionOf.parent] : table.inherits;
}

function departures(column: Column, parent: Column, isPartition: boolean): readonly string[] {
  const name = quoteIdent(column.name);
  const actions: string[] = [];
  if (column.default !== parent.default && !column.generated) {
    actions.push(`ALTER COLUMN ${name} ${column.default === null ? 'DROP DEFAULT' : `SET DEFAULT ${column.default}`}`);
  }
  actions.push(...renderInheritedForeignOptions(column));
  // A partition shares its parent's identity sequence; a child by INHERITS has one of its own.
  if (column.identity && !isPartition) actions.push(`ALTER COLUMN ${name} ADD ${renderIdentity(column)}`);
  return actions;
}

function isNotNullAbove(catalog: Catalog, table: Table, column: string): boolean {
  const lookup = lookupOf(catalog);
  return parentsOf(table).some(({ schema, name }) => lookup.columnOf(schema, name, column)?.notNull === true);
}

function notNullDeparture(column: Column): readonly string[] {
  const constraint = column.notNullConstraint;
  if (!column.notNull) return [];
  if (constraint === null) return [`ALTER COLUMN ${quoteIdent(column.name)} SET NOT NULL`];
  return constraint.validated
    ? [`ADD CONSTRAINT ${quoteIdent(constraint.name)} NOT NULL ${quoteIdent(column.name)}`]
    : [];
}

function renderInheritedForeignOptions(column: Column): readonly string[] {
  const options = renderForeignOptions(column.foreignOptions, 'ADD ');
  return options === '' ? [] : [`ALTER COLUMN ${quoteIdent(column.name)}${options}`];
}

/** Inherited columns that a partition generates by an expression of its own. */
function generatedOtherwise(catalog: Catalog, table: Table, columns: readonly Column[]): readonly Column[] {
  const lookup = lookupOf(catalog);
  return columns.filter((column) =>
    parentsOf(table).some((parent) => {
      const origin = lookup.columnOf(parent.schema, parent.name, column.name);
      return origin?.generated && origin.generated.expression !== column.generated?.expression;
    }),
  );
}

function formOf(catalog: Catalog, table: Table, columns: readonly Column[]): TableParts['form'] {
  const parents = parentsOf(table);
  if (parents.length === 0) return 'plain';
  const lookup = lookupOf(catalog);
  const merged: string[] = [];
  for (const parent of parents) {
    for (const { name } of lookup.childrenOf(parent.schema, parent.name).column) {
      if (!merged.includes(name)) merged.push(name);
    }
  }
  if (merged.length === 0) return columns.every((column) => column.inherited) ? 'of-parent' : 'attached';
  // Declared columns are merged into the parents' places, so only the order has to agree.
  const isSameOrder = merged.every((name, at) => columns[at]?.name === name);
  if (table.partitionOf && columns.some((column) => hasOtherNotNullName(catalog, column))) return 'attached';
  return isSameOrder ? 'of-parent' : 'attached';
}
