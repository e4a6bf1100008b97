import { isStandIn, standInKind } from '../inside/stand-in.ts';
import type { ColumnValues } from '../inside/values.ts';
import { attempt, columnName, type Walk } from './context.ts';
import { defaultText } from './default-value.ts';
import { isEnum, record, text, type Value } from './drizzle.ts';
import { literal } from './literal.ts';
import { sequenceOptions } from './sequence.ts';
import { sqlText } from './sql-text.ts';

export function walkColumn(walk: Walk, key: string, column: Value, table: Value): ColumnValues {
  const type = sqlType(walk, column);
  const name = columnName(walk, column);
  const part = { key, name };
  return {
    key,
    name,
    type,
    enumSchema: enumSchemaOf(column),
    notNull: column.notNull === true,
    primary: column.primary === true,
    unique:
      column.isUnique === true
        ? { name: text(column.uniqueName), nullsNotDistinct: column.uniqueType === 'not distinct' }
        : null,
    // A column whose default cannot be read is a column all the same.
    default:
      attempt(
        walk,
        'default-not-read',
        `the default of column ${key}`,
        () => defaultText(walk, column, type, table),
        part,
      ) ?? null,
    generated:
      attempt(
        walk,
        'generated-not-read',
        `the expression of column ${key}`,
        () => generatedOf(walk, column, table),
        part,
      ) ?? null,
    identity: identityOf(column),
  };
}

function sqlType(walk: Walk, column: Value): string {
  const read = column.getSQLType;
  const type = typeof read === 'function' ? (read as () => unknown).call(column) : undefined;
  const from = standInKind(type)?.from ?? null;
  if (from !== null) throw new Error(`its type comes from ${from}, which was replaced by a stand-in`);
  if (typeof type !== 'string' || type === '') throw new Error('its type is not known');
  // drizzle-orm 1.x counts an array's dimensions beside the type; before, the type says them.
  const dimensions = walk.options.major >= 1 && typeof column.dimensions === 'number' ? column.dimensions : 0;
  return `${type}${'[]'.repeat(dimensions)}`;
}

function enumSchemaOf(column: Value): string | null {
  let base = column;
  while (base.baseColumn !== undefined && typeof base.baseColumn === 'object') base = record(base.baseColumn);
  const type = base.enum;
  if (!isEnum(type) || isStandIn(type)) return null;
  return text(type.schema) ?? 'public';
}

function generatedOf(walk: Walk, column: Value, table: Value): ColumnValues['generated'] {
  if (column.generated === undefined || column.generated === null) return null;
  const generated = record(column.generated);
  const as =
    typeof generated.as === 'function' && !isStandIn(generated.as) ? (generated.as as () => unknown)() : generated.as;
  const expression = typeof as === 'string' ? as : typeof as === 'object' ? sqlText(walk, as, table) : literal(as);
  return { expression, mode: text(generated.mode) ?? 'stored' };
}

function identityOf(column: Value): ColumnValues['identity'] {
  if (column.generatedIdentity === undefined || column.generatedIdentity === null) return null;
  const identity = record(column.generatedIdentity);
  return {
    type: text(identity.type) ?? 'always',
    name: text(identity.sequenceName),
    options: sequenceOptions(identity.sequenceOptions),
  };
}
