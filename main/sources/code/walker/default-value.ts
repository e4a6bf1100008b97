import type { Walk } from './context.ts';
import { isA, isEnum, record, text, type Value } from './drizzle.ts';
import { arrayText, hexText, literal, quoteText } from './literal.ts';
import { qualified, sqlText } from './sql-text.ts';

/** A column's type as `getSQLType()` prints it, taken apart. */
interface ColumnType {
  readonly base: string;
  readonly dimensions: number;
}

/**
 * The DEFAULT clause of a column as SQL, or `null`. `$default`, `$defaultFn` and `$onUpdate` run in the application and
 * are no defaults of the database. Follows the drizzle-kit of the project's line (0.31 `pgSerializer`; 1.0 rc
 * `defaultFromColumn` and `defaultToSQL`) where what it writes can run, and says what was meant where it cannot: quotes
 * it forgets, dates and bytes it prints as JavaScript does.
 */
export function defaultText(walk: Walk, column: Value, type: string, table: Value): string | null {
  const value = column.default;
  if (value === undefined) return null;
  const isOne = walk.options.major >= 1;
  const of = typeOf(type);
  if (isA(value, 'SQL')) {
    const written = sqlText(walk, value, table);
    return isOne ? recast(written, column, of) : written;
  }
  // JSON has a null of its own; elsewhere DEFAULT NULL is no default.
  if (value === null) return isJson(of.base) && of.dimensions === 0 ? `'null'::${of.base}` : null;
  if (of.dimensions > 0 && Array.isArray(value)) {
    const written = quoteText(arrayText(value, nesting(of), (item) => elementText(item, column, of, isOne)));
    return isOne ? `${written}${ownCast(column, of)}` : written;
  }
  return isOne ? scalarOfOne(value, column, of) : scalarOfZero(value, column, of);
}

/** A schema has thousands of columns of a dozen types. */
const types = new Map<string, ColumnType>();

function typeOf(type: string): ColumnType {
  const known = types.get(type);
  if (known) return known;
  const base = type.toLowerCase().replace(/(\[\d*\])+$/, '');
  const found = { base, dimensions: (type.slice(base.length).match(/\[/g) ?? []).length };
  types.set(type, found);
  return found;
}

/** How deep arrays lie within each other. PostgreSQL takes any depth, so only types made of arrays need it counted. */
function nesting({ base, dimensions }: ColumnType): number {
  return /^(point|line|vector|halfvec|sparsevec|geometry|json)/.test(base) ? dimensions : Number.POSITIVE_INFINITY;
}

function isJson(base: string): boolean {
  return base === 'json' || base === 'jsonb';
}

function scalarOfZero(value: unknown, column: Value, { base }: ColumnType): string {
  // A text default of a JSON column is written as given; everything else is encoded.
  if (isJson(base)) return `${quoteText(typeof value === 'string' ? value : JSON.stringify(value))}::${base}`;
  if (value instanceof Date) return quoteText(dateText(value, base));
  if (typeof value === 'object' && value !== null) return quoteText(driverText(column, value));
  return literal(value);
}

const NUMBERS = /^(smallint|integer|bigint|real|double precision|boolean)$/;
/** Types that drizzle-kit 1.0 knows by name. The text of any other type's default is taken for SQL. */
const KNOWN =
  /^(numeric|decimal|char|character|varchar|text|time|timestamp|date|uuid|interval|inet|cidr|macaddr8?|vector|halfvec|sparsevec|bit|point|line|geometry)\b/;
const CONSTANT = /^(-?\d+(\.\d+)?|true|false|null|'.*'|[\w.]+\(.*\))$/is;

function scalarOfOne(value: unknown, column: Value, { base }: ColumnType): string {
  if (isJson(base)) return `${quoteText(JSON.stringify(value))}::${base}`;
  if (value instanceof Date) return quoteText(dateText(value, base));
  if (typeof value === 'object' && value !== null) return quoteText(driverText(column, value));
  const written = String(value);
  if (NUMBERS.test(base)) return /^-?[\d.e+]+$/i.test(written) ? written : literal(value);
  if (typeof value === 'string' && !KNOWN.test(base) && !isEnumColumn(column) && CONSTANT.test(value)) return value;
  return quoteText(base.startsWith('time') ? withZone(written, base) : written);
}

function isEnumColumn(column: Value): boolean {
  return isEnum(column.enum);
}

/** A time with time zone that names none is UTC's, so that the session that builds the table has no say. */
function withZone(value: string, base: string): string {
  return !base.endsWith('with time zone') || /([+-]\d{2}(:?\d{2})?|Z)$/i.test(value) ? value : `${value}+00`;
}

function dateText(value: Date, type: string): string {
  if (type === 'date') return value.toISOString().slice(0, 10);
  if (type.startsWith('timestamp') && !type.includes('with time zone')) {
    return value.toISOString().replace('T', ' ').slice(0, 23);
  }
  return value.toISOString();
}

function elementText(item: unknown, column: Value, of: ColumnType, isOne: boolean): string {
  const { base } = of;
  if (isJson(base)) return typeof item === 'string' && !isOne ? item : JSON.stringify(item);
  if (item instanceof Date) return dateText(item, base);
  if (typeof item === 'object' && item !== null) return driverText(innermost(column), item, isOne ? of.dimensions : 0);
  return isOne && typeof item === 'string' ? withZone(item, base) : String(item);
}

/** drizzle-orm 0.x wraps a column in one more for each dimension. */
function innermost(column: Value): Value {
  let base = column;
  while (base.baseColumn !== undefined && typeof base.baseColumn === 'object') base = record(base.baseColumn);
  return base;
}

/**
 * Points, lines, vectors, bytes and custom types: the text that the column itself would send to the database. A column of
 * 1.0 maps arrays of `dimensions`.
 */
function driverText(column: Value, value: object, dimensions = 0): string {
  const map = column.mapToDriverValue;
  let mapped: unknown = value;
  for (let depth = 0; depth < dimensions; depth += 1) mapped = [mapped];
  if (typeof map === 'function') mapped = (map as (value: unknown) => unknown).call(column, mapped);
  for (let depth = 0; depth < dimensions; depth += 1) mapped = Array.isArray(mapped) ? mapped[0] : mapped;
  const hex = hexText(mapped);
  if (hex !== null) return hex;
  if (typeof mapped !== 'string' && typeof mapped !== 'number') return JSON.stringify(mapped);
  const prefix = typeof column.srid === 'number' ? `SRID=${column.srid};` : '';
  return `${prefix}${mapped}`;
}

/**
 * drizzle-kit 1.0 drops the casts at the end of an SQL default, and adds the column's own type where that is an enum or
 * an array. What it takes for a cast goes to the end of the text (`trimDefaultValueSuffix`).
 */
function recast(written: string, column: Value, of: ColumnType): string {
  return `${written.replace(/\[\]$/, '').replace(CASTS, '')}${ownCast(column, of)}`;
}

const CASTS = /(::["\w\s.-]+(\([^)]*\))?(\swith(out)?\stime\szone)?(\[\])?)+$/gi;

function ownCast(column: Value, { base, dimensions }: ColumnType): string {
  const array = dimensions > 0 ? '[]' : '';
  if (!isEnumColumn(column)) return array === '' ? '' : `::${base}[]`;
  const type = record(column.enum);
  return `::${qualified(text(type.schema) ?? 'public', type.enumName)}${array}`;
}
