import type { IndexKeyValues, IndexValues } from '../inside/values.ts';
import { columnName, type Walk } from './context.ts';
import { isA, record, text, type Value } from './drizzle.ts';
import { indexText, sqlText } from './sql-text.ts';

/** A built index. drizzle-orm up to 0.30 keeps order, nulls and method on the index, later on each column. */
export function walkIndex(walk: Walk, index: Value, table: Value): IndexValues {
  const config = record(index.config);
  return {
    name: text(config.name),
    unique: config.unique === true,
    method: methodOf(walk, config),
    keys: (config.columns as Value[]).map((column) => walkKey(walk, column, config)),
    where: config.where === undefined ? null : sqlText(walk, config.where, table),
    with:
      config.with === undefined
        ? {}
        : Object.fromEntries(Object.entries(record(config.with)).map(([key, value]) => [key, String(value)])),
  };
}

function methodOf(walk: Walk, config: Value): string {
  if (isA(config.using, 'SQL')) return indexText(walk, config.using);
  return text(config.method) ?? text(config.using) ?? 'btree';
}

function walkKey(walk: Walk, key: Value, config: Value): IndexKeyValues {
  if (isA(key, 'SQL')) {
    return { column: null, sql: indexText(walk, key), order: null, nulls: null, operatorClass: null };
  }
  const own = record(key.indexConfig ?? config);
  return {
    column: columnName(walk, key),
    sql: null,
    order: text(own.order),
    nulls: text(own.nulls),
    operatorClass: text(own.opClass),
  };
}
