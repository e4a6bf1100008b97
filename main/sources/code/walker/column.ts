import { isStandIn, standInKind } from '../inside/stand-in.ts';
import type { ColumnValues } from '../inside/values.ts';
import { columnName, noteFailure, type Walk } from './context.ts';
import { defaultText } from './default-value.ts';
import { isEnum, record, text, type Value } from './drizzle.ts';
import { literal } from './literal.ts';
import { sequenceOptions } from './sequence.ts';
import { sqlText } from './sql-text.ts';

export function walkColumn(walk: Walk, key: string, column: Value, table: Value): ColumnValues {
  const type = sqlType(walk, column);
  const name = columnName(walk, column);
  const values: Writable<ColumnValues> = {
    key,
    name,
    type,
    notNull: column.notNull === true,
    primary: column.primary === true,
  };
  // Most columns have hardly any of what follows: calling to find that out takes the engine longer than looking.
  if (column.enum !== undefined || column.baseColumn !== undefined) {
    const enumSchema = enumSchemaOf(column);
    if (enumSchema !== null) values.enumSchema = enumSchema;
  }
  if (column.isUnique === true) {
    values.unique = { name: text(column.uniqueName), nullsNotDistinct: column.uniqueType === 'not distinct' };
  }
  if (column.default !== undefined) {
    const written = defaultOf(walk, key, name, column, type, table);
    if (written !== null) values.default = written;
  }
  if (column.generated !== undefined) {
    const generated = generatedOf(walk, key, name, column, table);
    if (generated) values.generated = generated;
  }
  if (column.generatedIdentity !== undefined) {
    const identity = identityOf(column);
    if (identity) values.identity = identity;
  }
  return values;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** A column whose default cannot be read is a column all the same. */
function defaultOf(walk: Walk, key: string, name: string, column: Value, type: string, table: Value): string | null {
  try {
    return defaultText(walk, column, type, table);
  } catch (error) {
    noteFailure(walk, { code: 'default-not-read', what: `the default of column ${key}`, error, part: { key, name } });
    return null;
  }
}

function generatedOf(
  walk: Walk,
  key: string,
  name: string,
  column: Value,
  table: Value,
): ColumnValues['generated'] | null {
  try {
    return generationOf(walk, column, table);
  } catch (error) {
    const what = `the expression of column ${key}`;
    noteFailure(walk, { code: 'generated-not-read', what, error, part: { key, name } });
    return null;
  }
}

function sqlType(walk: Walk, column: Value): string {
  const read = column.getSQLType;
  const type = typeof read === 'function' ? (read as () => unknown).call(column) : undefined;
  const from = standInKind(type)?.from ?? null;
  if (from !== null) throw new Error(`its type comes from ${from}, which was replaced by a stand-in`);
  if (typeof type !== 'string' || type === '') throw new Error('its type is not known');
  // drizzle-orm 1.x counts an array's dimensions beside the type; before, the type says them.
  const dimensions = walk.options.major >= 1 && typeof column.dimensions === 'number' ? column.dimensions : 0;
  return dimensions === 0 ? type : `${type}${'[]'.repeat(dimensions)}`;
}

function enumSchemaOf(column: Value): string | null {
  let base = column;
  while (base.baseColumn !== undefined && typeof base.baseColumn === 'object') base = record(base.baseColumn);
  const type = base.enum;
  if (!isEnum(type) || isStandIn(type)) return null;
  return text(type.schema) ?? 'public';
}

function generationOf(walk: Walk, column: Value, table: Value): ColumnValues['generated'] | null {
  if (column.generated === undefined || column.generated === null) return null;
  const generated = record(column.generated);
  const as =
    typeof generated.as === 'function' && !isStandIn(generated.as) ? (generated.as as () => unknown)() : generated.as;
  const expression = typeof as === 'string' ? as : typeof as === 'object' ? sqlText(walk, as, table) : literal(as);
  return { expression, mode: text(generated.mode) ?? 'stored' };
}

function identityOf(column: Value): ColumnValues['identity'] | null {
  if (column.generatedIdentity === undefined || column.generatedIdentity === null) return null;
  const identity = record(column.generatedIdentity);
  return {
    type: text(identity.type) ?? 'always',
    name: text(identity.sequenceName),
    options: sequenceOptions(identity.sequenceOptions),
  };
}
