import { type Origin, objectId, truncateIdentifier } from '#app/catalog';
import { makeObjectName } from '#app/sql';
import type { TableValues } from '../inside/values.ts';
import { type Build, claim, identifier, type TablePart } from './context.ts';
import { withNamesCut } from './expression.ts';

/** The table whose parts are being added. */
export interface OwnerTable {
  readonly values: TableValues;
  readonly schema: string;
  readonly name: string;
  /** Properties in code by column name. */
  readonly keyOf: ReadonlyMap<string, string>;
  /** Types by column name. */
  readonly typeOf: ReadonlyMap<string, string>;
}

export function partOf(
  table: OwnerTable,
  kind: TablePart['kind'],
  name: string | null,
  columns: readonly string[],
): TablePart {
  return { kind, name, keys: columns.map((column) => table.keyOf.get(column) ?? column) };
}

export function addPrimaryKeys(build: Build, table: OwnerTable): void {
  const inline = table.values.columns.filter((column) => column.primary);
  const [first] = inline;
  if (first) {
    const origin = build.places.partOrigin(table.values.exports, partOf(table, 'column', first.name, [first.name]));
    addPrimaryKey(
      build,
      table,
      makeObjectName(table.name, null, 'pkey'),
      inline.map((column) => column.name),
      origin,
    );
  }
  for (const key of table.values.primaryKeys) {
    const origin = build.places.partOrigin(table.values.exports, partOf(table, 'primary-key', key.name, key.columns));
    const wanted = key.name ?? build.naming.primaryKey(table.name, key.columns);
    addPrimaryKey(
      build,
      table,
      identifier(
        build,
        wanted,
        'primary key',
        (kept) => objectId('primary-key', table.schema, table.name, kept),
        origin,
      ),
      key.columns,
      origin,
    );
  }
}

function addPrimaryKey(
  build: Build,
  table: OwnerTable,
  name: string,
  columns: readonly string[],
  origin: Origin,
): void {
  const id = objectId('primary-key', table.schema, table.name, name);
  if (!claim(build, id, origin)) return;
  build.objects['primary-key'].push({
    kind: 'primary-key',
    id,
    comment: null,
    origins: [origin],
    schema: table.schema,
    table: table.name,
    name,
    inherited: false,
    columns: columns.map((name) => truncateIdentifier(name)),
    include: [],
    deferrability: 'not deferrable',
    withoutOverlaps: false,
    clustered: false,
    options: {},
    tablespace: null,
  });
}

export function addUniques(build: Build, table: OwnerTable): void {
  for (const column of table.values.columns) {
    if (!column.unique) continue;
    const part = partOf(table, 'column', column.name, [column.name]);
    addUnique(build, table, { ...column.unique, columns: [column.name] }, part);
  }
  for (const unique of table.values.uniques)
    addUnique(build, table, unique, partOf(table, 'unique', unique.name, unique.columns));
}

function addUnique(
  build: Build,
  table: OwnerTable,
  unique: { readonly name: string | null; readonly columns: readonly string[]; readonly nullsNotDistinct: boolean },
  part: TablePart,
): void {
  const origin = build.places.partOrigin(table.values.exports, part);
  const wanted = unique.name ?? build.naming.unique(table.name, unique.columns);
  // Left unnamed, PostgreSQL names the constraint after the table and its columns.
  const name =
    wanted === null
      ? makeObjectName(table.name, unique.columns.join('_'), 'key')
      : identifier(
          build,
          wanted,
          'unique constraint',
          (kept) => objectId('unique', table.schema, table.name, kept),
          origin,
        );
  const id = objectId('unique', table.schema, table.name, name);
  if (!claim(build, id, origin)) return;
  build.objects.unique.push({
    kind: 'unique',
    id,
    comment: null,
    origins: [origin],
    schema: table.schema,
    table: table.name,
    name,
    inherited: false,
    columns: unique.columns.map((name) => truncateIdentifier(name)),
    include: [],
    deferrability: 'not deferrable',
    withoutOverlaps: false,
    clustered: false,
    options: {},
    tablespace: null,
    nullsNotDistinct: unique.nullsNotDistinct,
  });
}

export function addChecks(build: Build, table: OwnerTable): void {
  for (const check of table.values.checks) {
    const origin = build.places.partOrigin(table.values.exports, partOf(table, 'check', check.name, []));
    const name = identifier(
      build,
      check.name,
      'check',
      (kept) => objectId('check', table.schema, table.name, kept),
      origin,
    );
    const id = objectId('check', table.schema, table.name, name);
    if (!claim(build, id, origin)) continue;
    build.objects.check.push({
      kind: 'check',
      id,
      comment: null,
      origins: [origin],
      schema: table.schema,
      table: table.name,
      name,
      inherited: false,
      expression: withNamesCut(check.expression),
      noInherit: false,
      validated: true,
      enforced: true,
    });
  }
}
