import { objectId, type ReferentialAction, truncateIdentifier } from '#app/catalog';
import type { ForeignKeyValues } from '../inside/values.ts';
import { type OwnerTable, partOf } from './constraint.ts';
import { type Build, claim, identifier } from './context.ts';

export function addForeignKeys(build: Build, table: OwnerTable): void {
  for (const values of table.values.foreignKeys) addForeignKey(build, table, values);
}

function addForeignKey(build: Build, table: OwnerTable, values: ForeignKeyValues): void {
  const { columns, foreignTable, foreignColumns } = values;
  const origin = build.places.partOrigin(table.values.exports, partOf(table, 'foreign-key', values.name, columns));
  const wanted = values.name ?? build.naming.foreignKey(table.name, columns, foreignTable, foreignColumns);
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
