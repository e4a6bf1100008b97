import { type Catalog, type Column, lookupOf, objectId, quoteIdent, quoteQualified } from '#app/catalog';
import { parentsOf, renderColumnType, renderIdentity } from '#app/sql';
import { type AlterContext, isSame, type KindSteps, REPLACE, statements } from '../alteration.ts';
import { renderCast } from './cast.ts';
import { notNullName, renderNotNullName, renderOwnNotNullName, renderSetNamedNotNull } from './not-null-name.ts';
import { renderForeignOptionChanges, renderOptionChanges } from './options.ts';
import { renderCatchUp, renderOptionList } from './sequence.ts';
import { renderDefaultStorage } from './storage.ts';

export const columnSteps: KindSteps<'column'> = {
  drop: (column) => (column.inherited ? null : `${alterTable(column)} DROP COLUMN ${quoteIdent(column.name)}`),
  alter(from, to, context) {
    // What was computed stays in the column as plain values: ties.ts.
    const stays = isSame(from.generated, to.generated) || losesExpression(from, to);
    return stays ? statements(renderChanges(from, to, context)) : REPLACE;
  },
};

/** True where a stored generated column becomes a plain one. */
export function losesExpression(from: Column, to: Column): boolean {
  return from.generated?.storage === 'stored' && to.generated === null;
}

export function alterTable({ schema, table }: Pick<Column, 'schema' | 'table'>): string {
  return `ALTER TABLE ${quoteQualified(schema, table)}`;
}

/** Of this table alone: its partitions and children say for themselves what they have. */
export function alterTableOnly({ schema, table }: Pick<Column, 'schema' | 'table'>): string {
  return `ALTER TABLE ONLY ${quoteQualified(schema, table)}`;
}

export function alterOnly(column: Pick<Column, 'schema' | 'table' | 'name'>): string {
  return `${alterTableOnly(column)} ALTER COLUMN ${quoteIdent(column.name)}`;
}

/** What a new column that came from a parent has otherwise than it. */
export function renderInheritedDepartures(column: Column, catalog: AlterContext['to']): readonly string[] {
  const [parent] = parentColumns(catalog, column);
  if (!parent) return [];
  const only = alterOnly(column);
  return [
    ...(parent.default === column.default || column.generated !== null
      ? []
      : [`${only} ${column.default === null ? 'DROP DEFAULT' : `SET DEFAULT ${column.default}`}`]),
    ...(column.notNull && !parent.notNull ? [`${only} SET NOT NULL`] : []),
  ];
}

/** What stands in the way of a new type, default and identity, went before; the new ones come after: each must fit the type. */
function renderChanges(from: Column, to: Column, context: AlterContext): readonly string[] {
  if (to.inherited && from.inherited) return renderOwnChanges(from, to, context);
  const alter = `${alterTable(to)} ALTER COLUMN ${quoteIdent(to.name)}`;
  const only = alterOnly(to);
  const isRetyped = from.type !== to.type || from.collation !== to.collation;
  const type = isRetyped ? [`${alter} TYPE ${renderColumnType(to)}${renderCast(from, to)}`] : [];
  return [
    ...(from.default !== null && to.default === null && !isRetyped ? [`${only} DROP DEFAULT`] : []),
    ...(from.notNull && !to.notNull ? [`${alter} DROP NOT NULL`] : []),
    ...type,
    ...(to.default !== null && (isRetyped || from.default !== to.default) ? [`${only} SET DEFAULT ${to.default}`] : []),
    ...(!from.notNull && to.notNull && !(to.notNullConstraint === null && isBroughtAbout(to, context))
      ? setNotNull(to, alter)
      : []),
    ...(from.notNull && to.notNull ? renameNotNull(from, to, context.from) : []),
    ...renderIdentityChange(from, to, alter),
    // A new type comes with its own storage.
    ...renderSettings(isRetyped ? { ...from, storage: null, compression: null } : from, to, only),
  ];
}

/** Of a partition or child: what its parent's change does not bring about. */
function renderOwnChanges(from: Column, to: Column, context: AlterContext): readonly string[] {
  const only = alterOnly(to);
  const isRetyped = from.type !== to.type || from.collation !== to.collation;
  return [
    ...(from.default === to.default && !(isRetyped && to.default !== null)
      ? []
      : [`${only} ${to.default === null ? 'DROP DEFAULT' : `SET DEFAULT ${to.default}`}`]),
    ...(from.notNull === to.notNull || isBroughtAbout(to, context)
      ? []
      : [`${only} ${to.notNull ? 'SET' : 'DROP'} NOT NULL`]),
    ...renderSettings(isRetyped ? { ...from, storage: null, compression: null } : from, to, only),
  ];
}

/** Whether a parent at both ends becomes, or is no longer, NOT NULL as this one does: that goes down to its partitions and children. */
function isBroughtAbout(to: Column, { from: before, to: after }: AlterContext): boolean {
  const parents = parentColumns(before, to);
  return parentColumns(after, to).some((parent) => {
    const old = parents.find(({ id }) => id === parent.id);
    return old !== undefined && old.notNull !== parent.notNull && parent.notNull === to.notNull;
  });
}

function parentColumns(catalog: AlterContext['to'], column: Column): readonly Column[] {
  const lookup = lookupOf(catalog);
  const table = lookup.find(objectId('table', column.schema, column.table));
  if (table?.kind !== 'table') return [];
  return parentsOf(table).flatMap(({ schema, name }) => lookup.columnOf(schema, name, column.name) ?? []);
}

function setNotNull(column: Column, alter: string): readonly string[] {
  const { name, notNullConstraint, schema, table } = column;
  if (notNullConstraint === null) return [`${alter} SET NOT NULL`];
  const { validated, noInherit } = notNullConstraint;
  if (validated && !noInherit) return [renderSetNamedNotNull(column, notNullConstraint.name, `${alter} SET NOT NULL`)];
  const clauses = `${noInherit ? ' NO INHERIT' : ''}${validated ? '' : ' NOT VALID'}`;
  return [
    `${alterTable({ schema, table })} ADD CONSTRAINT ${quoteIdent(notNullConstraint.name)} NOT NULL ${quoteIdent(name)}${clauses}`,
  ];
}

/** PostgreSQL 18 names the constraint; without a name of its own it has the one that PostgreSQL gives. */
function renameNotNull(from: Column, to: Column, before: Catalog): readonly string[] {
  const [held, wanted] = [from.notNullConstraint, to.notNullConstraint];
  if (isSame(held, wanted)) return [];
  const state = (constraint: Column['notNullConstraint']) => [
    constraint?.validated ?? true,
    constraint?.noInherit ?? false,
  ];
  if (isSame(state(held), state(wanted))) {
    if (from.inherited) return [renderOwnNotNullName(to)];
    const [old, name] = [notNullName(from), notNullName(to)];
    return old === name ? [] : [renderNotNullName(to, old, name, before)];
  }
  const alter = `${alterTable(to)} ALTER COLUMN ${quoteIdent(to.name)}`;
  return [`${alter} DROP NOT NULL`, ...setNotNull(to, alter)];
}

function renderIdentityChange(from: Column, to: Column, alter: string): readonly string[] {
  if (!to.identity || isSame(from.identity, to.identity)) return [];
  if (!from.identity) {
    const { sequence, options } = to.identity;
    return [`${alter} ADD ${renderIdentity(to)}`, renderCatchUp(sequence, options, to)];
  }
  const { generated, sequence, options } = from.identity;
  const changes = [
    generated === to.identity.generated ? '' : `SET GENERATED ${to.identity.generated.toUpperCase()}`,
    ...renderOptionList({ ...options, type: to.identity.options.type }, to.identity.options).map((one) =>
      one.startsWith('RESTART') ? one : `SET ${one}`,
    ),
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
    ...(from.storage === to.storage
      ? []
      : [`${alter} SET STORAGE ${(to.storage ?? renderDefaultStorage(to)).toUpperCase()}`]),
    ...(from.compression === to.compression ? [] : [`${alter} SET COMPRESSION ${to.compression ?? 'default'}`]),
    ...(from.statisticsTarget === to.statisticsTarget ? [] : [`${alter} SET STATISTICS ${to.statisticsTarget ?? -1}`]),
    ...renderOptionChanges(from.options, to.options).map((change) => `${alter} ${change}`),
    ...renderForeignOptionChanges(from.foreignOptions, to.foreignOptions).map((change) => `${alter} ${change}`),
  ];
}
