import { type Column, lookupOf, objectId, quoteIdent, quoteQualified } from '#app/catalog';
import { makeObjectName, renderColumnType, renderIdentity } from '#app/sql';
import { type AlterContext, isSame, type KindSteps, REPLACE, statements } from '../alteration.ts';
import { renderCast } from './cast.ts';
import { renderForeignOptionChanges, renderOptionChanges } from './options.ts';
import { renderOptionList } from './sequence.ts';

export const columnSteps: KindSteps<'column'> = {
  drop: (column) => (column.inherited ? null : `${alterTable(column)} DROP COLUMN ${quoteIdent(column.name)}`),
  alter(from, to, context) {
    if (isSame(from.generated, to.generated)) return statements(renderChanges(from, to, context));
    const isPlainFrom = from.generated?.storage === 'stored' && to.generated === null;
    // What was computed stays in the column as plain values.
    if (isPlainFrom)
      return statements(
        `${alterTable(to)} ALTER COLUMN ${quoteIdent(to.name)} DROP EXPRESSION`,
        renderChanges({ ...from, generated: null }, to, context),
      );
    return REPLACE;
  },
};

export function alterTable({ schema, table }: Pick<Column, 'schema' | 'table'>): string {
  return `ALTER TABLE ${quoteQualified(schema, table)}`;
}

/** The old default and identity go before the type changes, the new ones come after: each must fit the type. */
function renderChanges(from: Column, to: Column, context: AlterContext): readonly string[] {
  if (to.inherited && from.inherited) return renderOwnChanges(from, to, context);
  const alter = `${alterTable(to)} ALTER COLUMN ${quoteIdent(to.name)}`;
  const isRetyped = from.type !== to.type || from.collation !== to.collation;
  const dropsDefault = from.default !== null && (to.default === null || isRetyped);
  const type = isRetyped ? [`${alter} TYPE ${renderColumnType(to)}${renderCast(from, to)}`] : [];
  return [
    ...(dropsDefault ? [`${alter} DROP DEFAULT`] : []),
    ...(from.identity && !to.identity ? [`${alter} DROP IDENTITY`] : []),
    ...(from.notNull && !to.notNull ? dropNotNull(from, alter) : []),
    ...type,
    ...(to.default !== null && (dropsDefault || from.default !== to.default)
      ? [`${alter} SET DEFAULT ${to.default}`]
      : []),
    ...(!from.notNull && to.notNull ? setNotNull(to, alter) : []),
    ...(from.notNull && to.notNull ? renameNotNull(from, to) : []),
    ...renderIdentityChange(from, to, alter),
    ...renderSettings(from, to, alter),
  ];
}

/** Of a partition or child: what its parent's change does not bring about. */
function renderOwnChanges(from: Column, to: Column, { from: before, to: after }: AlterContext): readonly string[] {
  const alter = `ALTER TABLE ONLY ${quoteQualified(to.schema, to.table)} ALTER COLUMN ${quoteIdent(to.name)}`;
  const comesFromParent = (attribute: 'default' | 'notNull') =>
    parentColumns(after, to).some((parent) => {
      const old = lookupOf(before).columnOf(parent.schema, parent.table, parent.name);
      return (
        old !== undefined && !isSame(old[attribute], parent[attribute]) && isSame(parent[attribute], to[attribute])
      );
    });
  return [
    ...(from.default === to.default || comesFromParent('default')
      ? []
      : [`${alter} ${to.default === null ? 'DROP DEFAULT' : `SET DEFAULT ${to.default}`}`]),
    ...(from.notNull === to.notNull || comesFromParent('notNull')
      ? []
      : [`${alter} ${to.notNull ? 'SET' : 'DROP'} NOT NULL`]),
    ...renderSettings(from, to, alter),
  ];
}

function parentColumns(catalog: AlterContext['to'], column: Column): readonly Column[] {
  const lookup = lookupOf(catalog);
  const table = lookup.find(objectId('table', column.schema, column.table));
  if (table?.kind !== 'table') return [];
  const parents = table.partitionOf ? [table.partitionOf.parent] : table.inherits;
  return parents.flatMap(({ schema, name }) => lookup.columnOf(schema, name, column.name) ?? []);
}

function setNotNull({ name, notNullConstraint, schema, table }: Column, alter: string): readonly string[] {
  if (notNullConstraint === null) return [`${alter} SET NOT NULL`];
  const { validated, noInherit } = notNullConstraint;
  const clauses = `${noInherit ? ' NO INHERIT' : ''}${validated ? '' : ' NOT VALID'}`;
  return [
    `${alterTable({ schema, table })} ADD CONSTRAINT ${quoteIdent(notNullConstraint.name)} NOT NULL ${quoteIdent(name)}${clauses}`,
  ];
}

function dropNotNull({ notNullConstraint: constraint, schema, table }: Column, alter: string): readonly string[] {
  if (constraint === null) return [`${alter} DROP NOT NULL`];
  return [`${alterTable({ schema, table })} DROP CONSTRAINT ${quoteIdent(constraint.name)}`];
}

/** PostgreSQL 18 names the constraint; without a name of its own it has the one that PostgreSQL gives. */
function renameNotNull(from: Column, to: Column): readonly string[] {
  const [before, after] = [from.notNullConstraint, to.notNullConstraint];
  if (isSame(before, after)) return [];
  const state = (constraint: Column['notNullConstraint']) => [
    constraint?.validated ?? true,
    constraint?.noInherit ?? false,
  ];
  const nameOf = (column: Column) =>
    column.notNullConstraint?.name ?? makeObjectName(column.table, column.name, 'not_null');
  if (isSame(state(before), state(after)))
    return [`${alterTable(to)} RENAME CONSTRAINT ${quoteIdent(nameOf(from))} TO ${quoteIdent(nameOf(to))}`];
  const alter = `${alterTable(to)} ALTER COLUMN ${quoteIdent(to.name)}`;
  return [...dropNotNull(from, alter), ...setNotNull(to, alter)];
}

function renderIdentityChange(from: Column, to: Column, alter: string): readonly string[] {
  if (!to.identity || isSame(from.identity, to.identity)) return [];
  if (!from.identity) return [`${alter} ADD ${renderIdentity(to)}`];
  const { generated, sequence, options } = from.identity;
  const changes = [
    generated === to.identity.generated ? '' : `SET GENERATED ${to.identity.generated.toUpperCase()}`,
    ...renderOptionList({ ...options, type: to.identity.options.type }, to.identity.options).map((one) => `SET ${one}`),
  ].filter((change) => change !== '');
  const old = quoteQualified(sequence.schema, sequence.name);
  return [
    ...(isSame(sequence, to.identity.sequence)
      ? []
      : [`ALTER SEQUENCE ${old} RENAME TO ${quoteIdent(to.identity.sequence.name)}`]),
    ...(changes.length === 0 ? [] : [`${alter} ${changes.join(' ')}`]),
  ];
}

function renderSettings(from: Column, to: Column, alter: string): readonly string[] {
  return [
    ...(from.storage === to.storage ? [] : [`${alter} SET STORAGE ${(to.storage ?? 'DEFAULT').toUpperCase()}`]),
    ...(from.compression === to.compression ? [] : [`${alter} SET COMPRESSION ${to.compression ?? 'default'}`]),
    ...(from.statisticsTarget === to.statisticsTarget ? [] : [`${alter} SET STATISTICS ${to.statisticsTarget ?? -1}`]),
    ...renderOptionChanges(from.options, to.options).map((change) => `${alter} ${change}`),
    ...renderForeignOptionChanges(from.foreignOptions, to.foreignOptions).map((change) => `${alter} ${change}`),
  ];
}
