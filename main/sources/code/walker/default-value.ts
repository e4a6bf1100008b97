import type { Walk } from './context.ts';
import { isA, type Value } from './drizzle.ts';
import { arrayText, literal, quoteText } from './literal.ts';
import { sqlText } from './sql-text.ts';

/**
 * The DEFAULT clause of a column as SQL, or `null`. `$default`, `$defaultFn` and `$onUpdate` run in the application and
 * are no defaults of the database. Follows drizzle-kit 0.31 `pgSerializer` (`columnToSet.default`), with quotes escaped
 * where it forgets to.
 */
export function defaultText(walk: Walk, column: Value, type: string, table: Value): string | null {
  const value = column.default;
  if (value === undefined || value === null) return null;
  if (isA(value, 'SQL')) return sqlText(walk, value, table);
  const base = type.toLowerCase();
  if (/\[\d*\]$/.test(base) && Array.isArray(value)) {
    return quoteText(arrayText(value, (item) => elementText(item, base.replace(/(\[\d*\])+$/, ''))));
  }
  if (base === 'json' || base === 'jsonb') return `${quoteText(jsonText(value))}::${base}`;
  if (value instanceof Date) return quoteText(dateText(value, base));
  if (typeof value === 'object') return quoteText(driverText(column, value));
  return literal(value);
}

/** A text default of a JSON column is written as given, as drizzle-kit does; everything else is encoded. */
function jsonText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function dateText(value: Date, type: string): string {
  if (type === 'date') return value.toISOString().slice(0, 10);
  if (type.startsWith('timestamp') && !type.includes('with time zone')) {
    return value.toISOString().replace('T', ' ').slice(0, 23);
  }
  return value.toISOString();
}

function elementText(item: unknown, type: string): string {
  if (item instanceof Date) return dateText(item, type);
  return typeof item === 'object' ? JSON.stringify(item) : String(item);
}

/** Points, lines, vectors and custom types: the text that the column itself would send to the database. */
function driverText(column: Value, value: object): string {
  const map = column.mapToDriverValue;
  const mapped = typeof map === 'function' ? (map as (value: unknown) => unknown).call(column, value) : value;
  if (typeof mapped === 'string' || typeof mapped === 'number') return String(mapped);
  return JSON.stringify(mapped);
}
