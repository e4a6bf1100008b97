import type { ExportName, RelationValues, TableName } from '../inside/values.ts';
import { attempt, columnName, type Walk } from './context.ts';
import { isA, record, SYMBOLS, tableNameOf, text, type Value } from './drizzle.ts';

/** What our `one` and `many` return to a `relations()` callback. */
interface Declared {
  readonly cardinality: 'one' | 'many';
  readonly to: Value;
  readonly config: Value;
  withFieldName(name: string): Declared;
}

function declare(cardinality: 'one' | 'many') {
  return (to: unknown, config?: unknown): Declared => {
    const declared: Declared = { cardinality, to: record(to), config: record(config), withFieldName: () => declared };
    return declared;
  };
}

/** `relations(table, ({ one, many }) => …)` of drizzle-orm 0.x (`_relations` of 1.x). */
export function walkRelations(walk: Walk, relations: Value, exports: readonly ExportName[]): RelationValues[] {
  const table = record(relations.table);
  const declared = (relations.config as (helpers: object) => Record<string, Declared>)({
    one: declare('one'),
    many: declare('many'),
  });
  return Object.entries(declared).flatMap(([name, relation]) => {
    const values = attempt(walk, 'relation-not-read', `the relation ${name}`, () => ({
      exports,
      tableKey: null,
      name,
      cardinality: relation.cardinality,
      from: { ...nameOf(table), columns: columnNames(walk, relation.config.fields) },
      to: { ...nameOf(relation.to), columns: columnNames(walk, relation.config.references) },
      relationName: text(relation.config.relationName),
      through: null,
    }));
    return values ? [values] : [];
  });
}

/** True for what `defineRelations` returns: tables by name, each with its relations. */
export function isDefinedRelations(value: unknown): value is Value {
  if (typeof value !== 'object' || value === null) return false;
  const entries = Object.values(value);
  return (
    entries.length > 0 && entries.every((entry) => isA(record(entry).table, 'Table') && 'relations' in record(entry))
  );
}

/** `defineRelations` of drizzle-orm 1.x. */
export function walkDefinedRelations(walk: Walk, defined: Value, exports: readonly ExportName[]): RelationValues[] {
  return Object.entries(defined).flatMap(([tableKey, entry]) => {
    const { table, relations } = record(entry);
    return Object.entries(record(relations)).flatMap(([name, value]) => {
      const relation = record(value);
      const values = attempt(walk, 'relation-not-read', `the relation ${name}`, () => ({
        exports,
        tableKey,
        name,
        cardinality: relation.relationType === 'many' ? ('many' as const) : ('one' as const),
        from: { ...nameOf(record(table)), columns: columnNames(walk, relation.sourceColumns) },
        to: { ...nameOf(record(relation.targetTable)), columns: columnNames(walk, relation.targetColumns) },
        relationName: text(relation.alias),
        through: throughOf(walk, relation),
      }));
      return values ? [values] : [];
    });
  });
}

function throughOf(walk: Walk, relation: Value): RelationValues['through'] {
  if (relation.throughTable === undefined) return null;
  const { source, target } = record(relation.through);
  return {
    ...nameOf(record(relation.throughTable)),
    fromColumns: columnNames(walk, source),
    toColumns: columnNames(walk, target),
  };
}

function nameOf(table: Value): TableName {
  if (table[SYMBOLS.name] === undefined && !table[SYMBOLS.viewConfig]) {
    throw new Error('it leads to a table of a module that was replaced or could not be read');
  }
  return table[SYMBOLS.name] === undefined
    ? { schema: text(record(table[SYMBOLS.viewConfig]).schema), table: String(record(table[SYMBOLS.viewConfig]).name) }
    : tableNameOf(table);
}

function columnNames(walk: Walk, columns: unknown): string[] {
  if (!Array.isArray(columns)) return [];
  return columns.map((column: Value) =>
    columnName(walk, isA(column, 'Column') ? column : record(record(column._).column)),
  );
}
