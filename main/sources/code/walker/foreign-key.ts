import { isStandIn } from '../inside/stand-in.ts';
import type { ForeignKeyValues } from '../inside/values.ts';
import { columnName, recase, type Walk } from './context.ts';
import { record, SYMBOLS, tableNameOf, text, type Value } from './drizzle.ts';

/** @throws where the callback does, or where it leads to a table that could not be read. */
export function walkForeignKey(walk: Walk, foreignKey: Value): ForeignKeyValues {
  const reference = record((foreignKey.reference as () => unknown)());
  const columns = reference.columns as Value[];
  const foreignColumns = reference.foreignColumns as Value[];
  const foreignTable = reference.foreignTable;
  if (isStandIn(foreignTable) || record(foreignTable)[SYMBOLS.name] === undefined) {
    throw new Error('it references a table of a module that was replaced or could not be read');
  }
  const target = tableNameOf(record(foreignTable));
  return {
    name: nameOf(walk, foreignKey, reference, [...columns, ...foreignColumns]),
    columns: columns.map((column) => columnName(walk, column)),
    foreignSchema: target.schema,
    foreignTable: target.table,
    foreignColumns: foreignColumns.map((column) => columnName(walk, column)),
    onUpdate: text(foreignKey.onUpdate),
    onDelete: text(foreignKey.onDelete),
  };
}

function nameOf(walk: Walk, foreignKey: Value, reference: Value, columns: readonly Value[]): string | null {
  if (walk.options.major >= 1) return text(reference.name);
  return recase(walk, String((foreignKey.getName as () => unknown).call(foreignKey)), columns);
}
