import {
  type Catalog,
  type Column,
  lookupOf,
  objectId,
  quoteIdent,
  quoteQualified,
  type Table,
  truncateIdentifier,
} from '#app/catalog';
import type { Statement } from '#app/sql';
import type { ChangeSet } from './change-set.ts';
import { renderCarriedValue, renderCast } from './steps/cast.ts';
import { renderCatchUp } from './steps/sequence.ts';

/** Rows of a table that is made anew, kept in a temporary table meanwhile. */
export interface KeptRows {
  readonly keep: readonly Statement[];
  /** By table: what puts them back once it is there, with its partitions. */
  readonly putBack: ReadonlyMap<Table, readonly Statement[]>;
}

export function keepRows(from: Catalog, to: Catalog, changes: ChangeSet): KeptRows {
  const kept = to.objects.table.flatMap((table) => {
    const old = lookupOf(from).find(table.id);
    if (old?.kind !== 'table' || !changes.replaced.has(table.id) || old.foreign || table.foreign) return [];
    if (isKeptWithParent(old, changes)) return [];
    const columns = sharedColumns(from, to, table);
    return columns.length === 0 ? [] : [{ old, table, columns }];
  });
  return {
    keep: kept.flatMap(({ old, columns }) => renderKeep(old, columns)),
    putBack: new Map(
      kept.map(({ old, table, columns }) => [table, renderPutBack(old, table, columns, { from, to, changes })]),
    ),
  };
}

/** The rows of a partition are read through its parent. */
function isKeptWithParent({ partitionOf }: Table, { replaced }: ChangeSet): boolean {
  return partitionOf !== null && replaced.has(objectId('table', partitionOf.parent.schema, partitionOf.parent.name));
}

interface Ends {
  readonly from: Catalog;
  readonly to: Catalog;
  readonly changes: ChangeSet;
}

type Shared = readonly [before: Column, after: Column];

function sharedColumns(from: Catalog, to: Catalog, { schema, name }: Table): readonly Shared[] {
  return lookupOf(to)
    .childrenOf(schema, name)
    .column.flatMap((column) => {
      const before = lookupOf(from).columnOf(schema, name, column.name);
      return before && column.generated === null ? [[before, column] as const] : [];
    });
}

function renderKeep(table: Table, columns: readonly Shared[]): readonly Statement[] {
  const list = columns.map(([{ name }]) => quoteIdent(name)).join(', ');
  // A partitioned table has the rows of its partitions; of any other, those of its children are their own.
  const of = `${table.partitionKey === null ? 'ONLY ' : ''}${quoteQualified(table.schema, table.name)}`;
  const sql = `CREATE TEMPORARY TABLE ${keptName(table)} AS SELECT ${list} FROM ${of}`;
  // An error is better than rows that a policy hides.
  const statements = table.forceRowSecurity ? ['SET row_security = off', sql] : [sql];
  return statements.map((one) => ({ sql: one, object: table.id }));
}

function renderPutBack(old: Table, table: Table, columns: readonly Shared[], ends: Ends): readonly Statement[] {
  const own = quoteQualified(table.schema, table.name);
  const list = columns.map(([, { name }]) => quoteIdent(name)).join(', ');
  const values = columns.map((pair) => renderValue(pair, ends)).join(', ');
  const overriding = columns.some(([, { identity }]) => identity?.generated === 'always')
    ? ' OVERRIDING SYSTEM VALUE'
    : '';
  const sequences = ends.to.objects.sequence.filter(
    ({ ownedBy }) => ownedBy?.schema === table.schema && ownedBy.table === table.name,
  );
  return [
    `INSERT INTO ${own} (${list})${overriding} SELECT ${values} FROM ${keptName(old)}`,
    `DROP TABLE ${keptName(old)}`,
    ...columns.flatMap(([, column]) =>
      column.identity ? [renderCatchUp(column.identity.sequence, column.identity.options, column)] : [],
    ),
    ...sequences.flatMap((sequence) => {
      const column = columns.find(([, { name }]) => name === sequence.ownedBy?.column)?.[1];
      return column && /^(smallint|integer|bigint)$/.test(column.type)
        ? [renderCatchUp(sequence, sequence.options, column)]
        : [];
    }),
  ].map((sql) => ({ sql, object: table.id }));
}

/** As `USING` says it where the type changes, by way of text where it is another under the same name. */
function renderValue([before, after]: Shared, { from, to, changes: { carried } }: Ends): string {
  if (before.type !== after.type) {
    const using = renderCast(before, after);
    return using === '' ? quoteIdent(after.name) : using.slice(' USING '.length);
  }
  if (!carried.has(after.id)) return quoteIdent(after.name);
  return renderCarriedValue(after, from, to);
}

function keptName({ schema, name }: Table): string {
  return quoteIdent(truncateIdentifier(`kept ${schema} ${name}`));
}
