import {
  type Catalog,
  type Kind,
  lookupOf,
  type ObjectOf,
  objectId,
  type QualifiedName,
  quoteIdent,
  quoteQualified,
  type Table,
} from '#app/catalog';
import type { Statement } from '#app/sql';
import { isSame } from './alteration.ts';
import type { ChangeSet } from './change-set.ts';
import { tableIdOf } from './dependency.ts';
import { alterTable, losesExpression } from './steps/column.ts';
import { renderCatchUp } from './steps/sequence.ts';

/** What holds one object to another, and is loosened before anything changes. */
export function renderUnties(from: Catalog, to: Catalog, changes: ChangeSet): readonly Statement[] {
  return [
    ...pairsOf(from, to, 'table', changes).flatMap(([old, table]) => untieTable(old, table, changes)),
    // A table that goes is there until after its type has changed.
    ...from.objects.table
      .filter((table) => changes.dropped.has(table.id) && isRetied(table, changes))
      .map((table) => ({ sql: `ALTER TABLE ${nameOf(table)} NOT OF`, object: table.id })),
    ...pairsOf(from, to, 'sequence', changes).flatMap(([old, sequence]) =>
      old.ownedBy === null || isSame(old.ownedBy, sequence.ownedBy)
        ? []
        : [{ sql: `ALTER SEQUENCE ${nameOf(sequence)} OWNED BY NONE`, object: sequence.id }],
    ),
    ...pairsOf(from, to, 'column', changes).flatMap(([old, column]): readonly Statement[] => {
      if (column.inherited && old.inherited) return [];
      const alter = `${alterTable(column)} ALTER COLUMN ${quoteIdent(column.name)}`;
      return [
        ...(losesExpression(old, column) ? [{ sql: `${alter} DROP EXPRESSION`, object: column.id }] : []),
        // Its sequence may have the name of one that comes.
        ...(old.identity && !column.identity ? [{ sql: `${alter} DROP IDENTITY`, object: column.id }] : []),
      ];
    }),
  ];
}

/** What holds one object to another, said again once both are what they shall be. */
export function renderTies(from: Catalog, to: Catalog, changes: ChangeSet): readonly Statement[] {
  return pairsOf(from, to, 'table', changes).flatMap(([old, table]) => {
    const alter = `ALTER TABLE ${nameOf(table)}`;
    const isTyped = table.ofType !== null && (changesType(old, table) || isRetied(table, changes));
    const said = [
      ...table.inherits.filter((one) => !isIn(old.inherits, one)).map((one) => `${alter} INHERIT ${nameOf(one)}`),
      ...(isTyped && table.ofType ? [`${alter} OF ${nameOf(table.ofType)}`] : []),
    ];
    return said.map((sql) => ({ sql, object: table.id }));
  });
}

/** Sequences that belong to a column of a table that is there: a new one goes on behind the values in it. */
export function renderOwnedBy(from: Catalog, to: Catalog, changes: ChangeSet): readonly Statement[] {
  const [before, after] = [lookupOf(from), lookupOf(to)];
  return to.objects.sequence.flatMap((sequence): readonly Statement[] => {
    const old = before.find(sequence.id);
    const { ownedBy, id } = sequence;
    if (ownedBy === null) return [];
    const isNew = changes.made.has(id) || changes.replaced.has(id);
    const { schema, table, column } = ownedBy;
    const owner = before.columnOf(schema, table, column);
    const isThere = owner !== undefined && after.find(owner.id) !== undefined && !changes.replaced.has(owner.id);
    const isNumber = /^(smallint|integer|bigint)$/.test(after.columnOf(schema, table, column)?.type ?? '');
    if (isNew) {
      if (!isThere || !isNumber) return [];
      return [{ sql: renderCatchUp(sequence, sequence.options, { schema, table, name: column }), object: id }];
    }
    if (old?.kind !== 'sequence' || isSame(old.ownedBy, ownedBy)) return [];
    return [
      { sql: `ALTER SEQUENCE ${nameOf(sequence)} OWNED BY ${quoteQualified(schema, table, column)}`, object: id },
    ];
  });
}

/** What there is of a kind at both ends and is not made anew, alone or with its table. */
function pairsOf<K extends Kind>(
  from: Catalog,
  to: Catalog,
  kind: K,
  { replaced }: ChangeSet,
): readonly (readonly [ObjectOf<K>, ObjectOf<K>])[] {
  const before = lookupOf(from);
  return (to.objects[kind] as readonly ObjectOf<K>[]).flatMap((object) => {
    const old = before.find(object.id) as ObjectOf<K> | undefined;
    const table = tableIdOf(object.id);
    const isNew = replaced.has(object.id) || (table !== null && replaced.has(table));
    return old === undefined || isNew ? [] : [[old, object] as const];
  });
}

function untieTable(from: Table, to: Table, changes: ChangeSet): readonly Statement[] {
  const alter = `ALTER TABLE ${nameOf(to)}`;
  const isTyped = from.ofType !== null && (changesType(from, to) || isRetied(to, changes));
  const said = [
    ...from.inherits.filter((one) => !isIn(to.inherits, one)).map((one) => `${alter} NO INHERIT ${nameOf(one)}`),
    ...(isTyped ? [`${alter} NOT OF`] : []),
  ];
  return said.map((sql) => ({ sql, object: to.id }));
}

function changesType(from: Table, to: Table): boolean {
  return !isSame(from.ofType, to.ofType);
}

/** A typed table changes with its type by hand, and is of it again afterwards. */
function isRetied({ ofType }: Table, { retyped, altered }: ChangeSet): boolean {
  if (ofType === null) return false;
  const type = objectId('composite-type', ofType.schema, ofType.name);
  return retyped.has(type) || altered.has(type);
}

function isIn(parents: readonly QualifiedName[], parent: QualifiedName): boolean {
  return parents.some((one) => isSame(one, parent));
}

function nameOf({ schema, name }: QualifiedName): string {
  return quoteQualified(schema, name);
}
