import { type Origin, objectId, type Problem, type ReferentialAction, truncateIdentifier } from '#app/catalog';
import type { ForeignKeyValues } from '../inside/values.ts';
import { note } from '../problems.ts';
import { type OwnerTable, partOf } from './constraint.ts';
import { type Build, claim, identifier, placeText } from './context.ts';

/** `major` is drizzle-orm's: of two keys with one name drizzle-kit 0.31 writes the last, and 1.0 refuses both. */
export function addForeignKeys(build: Build, table: OwnerTable, major: number): void {
  const keys = table.values.foreignKeys;
  const last = new Map(keys.map((values) => [wantedName(build, table, values), values]));
  for (const values of keys) {
    const counting = last.get(wantedName(build, table, values));
    if (major >= 1 || counting === undefined || counting === values) addForeignKey(build, table, values);
    else build.problems.push(overruled(build, table, values, counting));
  }
}

function wantedName({ naming }: Build, table: OwnerTable, values: ForeignKeyValues): string {
  const { name, columns, foreignTable, foreignColumns } = values;
  return name ?? naming.foreignKey(table.name, columns, foreignTable, foreignColumns);
}

function originOf({ places }: Build, table: OwnerTable, { name, columns }: ForeignKeyValues): Origin {
  return places.partOrigin(table.values.exports, partOf(table, 'foreign-key', name, columns));
}

function overruled(build: Build, table: OwnerTable, first: ForeignKeyValues, counting: ForeignKeyValues): Problem {
  const name = truncateIdentifier(wantedName(build, table, first));
  const id = objectId('foreign-key', table.schema, table.name, name);
  // Those beside a column come before those beside the columns.
  const origin = build.places.partOrigin(table.values.exports, partOf(table, 'reference', null, first.columns));
  const other = originOf(build, table, counting);
  return note(
    'declared-twice',
    `${id} is declared at ${placeText(origin)} and again at ${placeText(other)}; the last counts, as for drizzle-kit.`,
    { remedy: 'Remove the first.', object: id, origin },
  );
}

function addForeignKey(build: Build, table: OwnerTable, values: ForeignKeyValues): void {
  const { columns, foreignTable, foreignColumns } = values;
  const origin = originOf(build, table, values);
  const wanted = wantedName(build, table, values);
  const name = identifier(
    build,
    wanted,
    'foreign key',
    (kept) => objectId('foreign-key', table.schema, table.name, kept),
    origin,
  );
  const id = objectId('foreign-key', table.schema, table.name, name);
  if (!claim(build, id, origin)) return;
  build.objects['foreign-key'].push({
    kind: 'foreign-key',
    id,
    comment: null,
    origins: [origin],
    schema: table.schema,
    table: table.name,
    name,
    inherited: false,
    columns: columns.map((name) => truncateIdentifier(name)),
    references: { schema: values.foreignSchema ?? 'public', name: truncateIdentifier(foreignTable) },
    referencedColumns: foreignColumns.map((name) => truncateIdentifier(name)),
    onUpdate: action(values.onUpdate),
    onDelete: action(values.onDelete),
    onDeleteColumns: [],
    match: 'simple',
    deferrability: 'not deferrable',
    validated: true,
    enforced: true,
    period: false,
  });
}

const ACTIONS: readonly ReferentialAction[] = ['no action', 'restrict', 'cascade', 'set null', 'set default'];

function action(written: string | null): ReferentialAction {
  return ACTIONS.find((known) => known === written?.toLowerCase()) ?? 'no action';
}
