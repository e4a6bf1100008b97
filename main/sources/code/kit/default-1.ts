import type { Walk } from '../walker/context.ts';
import { isA, type Value } from '../walker/drizzle.ts';
import { queryText } from './query-text.ts';

/**
 * A default as a snapshot of drizzle-kit 1.0 has it: the text without the cast to the column's own type.
 * Source: drizzle-kit 1.0 rc `defaultFromColumn`, and `typeFor` with the types of its grammar.
 */
export function defaultOfOne(walk: Walk, column: Value, dimensions: number): string | null {
  const value = column.default;
  if (value === undefined) return null;
  if (isA(value, 'SQL')) return withoutCasts(queryText(walk, value));
  const writer = writerOf(column);
  if (dimensions === 0 || !Array.isArray(value)) return writer.one(value, column);
  return value.flat(5).length === 0 ? "'{}'" : writer.array(value, column, dimensions);
}

const CASTS = /(::["\w.\s-]+(?:\([^)]*\))?(?:\swith(?:out)?\stime\szone)?(?:\[\])?)+$/gi;

function withoutCasts(sql: string): string {
  return sql.replace(/\[\]$/, '').replace(CASTS, '');
}

interface Writer {
  one(value: unknown, column: Value): string;
  array(values: readonly unknown[], column: Value, dimensions: number): string;
}

const doubled = (text: string) => text.replaceAll("'", "''");
const escaped = (text: string) => doubled(text.replaceAll('\\', '\\\\'));
const wrapped = (text: string) => (text.startsWith("'") && text.endsWith("'") ? text : `'${text}'`);

function elements(values: readonly unknown[], item: (value: unknown) => string): string {
  return `{${values.map((value) => (Array.isArray(value) ? elements(value, item) : item(value))).join(',')}}`;
}

/** Elements that are lists of numbers themselves: the innermost list is one element. */
function tuples(values: readonly unknown[], item: (value: readonly unknown[]) => string): string {
  if (!values.some(Array.isArray)) return item(values);
  return `{${values.map((value) => tuples(value as readonly unknown[], item)).join(',')}}`;
}

/** A writer whose arrays hold what a function makes of each element. */
function writer(one: Writer['one'], item: (value: unknown) => string = String): Writer {
  return { one, array: (values) => wrapped(elements(values, item)) };
}

const number = writer(String);
const quotedAsIs = writer((value) => `'${value}'`);

const text = writer(
  (value) => `'${escaped(String(value))}'`,
  (value) => {
    const plain = String(value);
    const isBare = plain !== '' && !/[\\",]/.test(plain);
    const inside = doubled(plain).replaceAll('\\', '\\\\').replaceAll('"', '\\"');
    return isBare ? inside : `"${inside}"`;
  },
);

const enumeration = writer(
  (value) => (value ? `'${doubled(String(value))}'` : ''),
  (value) => {
    const plain = String(value);
    const inside = escaped(plain).replaceAll('"', '\\"');
    return /[\\",]/.test(plain) ? `"${inside}"` : inside;
  },
);

function jsonText(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => (typeof each === 'string' ? doubled(each) : each));
}

const json: Writer = {
  one: (value) => `'${jsonText(value)}'`,
  array(values, _column, dimensions) {
    const inner = (value: unknown, depth: number): string => {
      if (depth === dimensions || !Array.isArray(value)) return `"${jsonText(value).replaceAll('"', '\\"')}"`;
      const list = value.map((each) => inner(each, depth + 1)).join(',');
      return depth === 0 ? `{${list}}` : list;
    };
    return `'${inner(values, 0)}'`;
  },
};

const withZone = (value: string) => (/([+-]\d{2}(:\d{2})?|Z)$/i.test(value) ? value : `${value}+00`);
const time = writer((value) => wrapped(String(value)));
const timeWithZone = writer(
  (value) => wrapped(withZone(String(value))),
  (value) => withZone(String(value)),
);
const day = (value: unknown) => (value instanceof Date ? (value.toISOString().split('T')[0] ?? '') : String(value));
const date = writer((value) => wrapped(day(value)), day);
const moment = (value: unknown) =>
  value instanceof Date ? value.toISOString().replace('T', ' ').replace('Z', ' ').slice(0, 23) : String(value);
const momentWithZone = (value: unknown) =>
  value instanceof Date ? value.toISOString().replace('T', ' ').replace('Z', '+00') : withZone(String(value));
const timestamp = writer(
  (value) => wrapped(moment(value)),
  (value) => `"${moment(value)}"`,
);
const timestampWithZone = writer(
  (value) => wrapped(momentWithZone(value)),
  (value) => `"${momentWithZone(value)}"`,
);
const interval = writer(quotedAsIs.one, (value) => `"${value}"`);
const vector: Writer = {
  one: (value) => `'[${String(value).replaceAll(' ', '')}]'`,
  array: (values) => wrapped(tuples(values, (value) => `"[${String(value).replaceAll(' ', '')}]"`).replaceAll(' ', '')),
};
const sparse = writer(
  (value) => wrapped(String(value)),
  (value) => `"${String(value).replaceAll(' ', '')}"`,
);

/** A value of several numbers, as a list or under names. */
function shape(names: readonly string[], write: (numbers: readonly unknown[], column: Value) => string): Writer {
  const numbers = (value: unknown) =>
    Array.isArray(value) ? value : names.map((name) => (value as Record<string, unknown>)[name]);
  const isEmpty = (value: unknown) => !value || Object.keys(value as object).length === 0;
  const one: Writer['one'] = (value, column) => (isEmpty(value) ? '' : `'${write(numbers(value), column)}'`);
  return {
    one,
    array(values, column) {
      const item = (value: unknown) => `"${isEmpty(value) ? '{}' : write(numbers(value), column)}"`;
      const isTuple = column.mode === 'tuple' || isA(column, 'PgPointTuple') || isA(column, 'PgLine');
      return wrapped(isTuple ? tuples(values, item) : elements(values, item));
    },
  };
}

const point = shape(['x', 'y'], ([x, y]) => `(${x},${y})`);
const line = shape(['a', 'b', 'c'], ([a, b, c]) => `{${a},${b},${c}}`);
const located = (column: Value) => (Number(column.srid) ? `SRID=${column.srid};` : '');
const geometry: Writer = {
  ...shape(['x', 'y'], ([x, y], column) => `${located(column)}POINT(${x} ${y})`),
  array(values, column) {
    const isTuple = column.mode === 'tuple' || isA(column, 'PgGeometry');
    const item = (value: unknown) => {
      const [x, y] = Array.isArray(value) ? value : [(value as Value).x, (value as Value).y];
      return `'${located(column)}POINT(${x} ${y})'`;
    };
    const list = (of: unknown): string => {
      const deep = Array.isArray(of) && (isTuple ? of.some(Array.isArray) : true);
      return deep ? `ARRAY[${(of as readonly unknown[]).map(list).join(',')}]` : item(of);
    };
    return wrapped(list(values));
  },
};

const CLASSES: readonly (readonly [kind: string, writer: Writer])[] = [
  ['PgPointTuple', point],
  ['PgPointObject', point],
  ['PgLineABC', line],
  ['PgLine', line],
  ['PgGeometry', geometry],
  ['PgGeometryObject', geometry],
  ['PgEnumColumn', enumeration],
  ['PgEnumObjectColumn', enumeration],
];

/** In the order in which drizzle-kit asks; some of its patterns are wider than they look. */
const TYPES: readonly (readonly [type: RegExp, writer: Writer])[] = [
  [/^\s*(smallint|integer|bigint)\s*$/i, number],
  [/^\s*numeric|decimal(\(\d+(,\d+)?\))?\s*$/i, quotedAsIs],
  [/^\s*(real|double|double precision)\s*$/i, number],
  [/^\s*boolean\s*$/i, writer(String, (value) => (value === true ? 't' : 'f'))],
  [/^\s*(char|varchar)|character( varying)?(\(\d+\))?\s*$|^\s*text\s*$/i, text],
  [/^\s*jsonb?\s*$/i, json],
  [/^\s*time(\(\d+\))?\s*$/i, time],
  [/^\s*time(\(\d+\))?\s+with time zone\s*$/i, timeWithZone],
  [/^\s*timestamp\s?(\(\d+\))?\s*$/i, timestamp],
  [/^\s*timestamp\s?(\(\d+\))?\s+with time zone\s*$/i, timestampWithZone],
  [/^\s*interval/i, interval],
  [/^\s*(uuid|inet|cidr|macaddr8?|bit(\(\d+\))?)\s*$/i, quotedAsIs],
  [/^\s*(vector|halfvec)\b/i, vector],
  [/^\s*sparsevec\b/i, sparse],
  [/^\s*date\s*$/i, date],
];

const custom: Writer = { one: String, array: String };

function writerOf(column: Value): Writer {
  const byClass = CLASSES.find(([kind]) => isA(column, kind));
  if (byClass) return byClass[1];
  const type = String((column.getSQLType as () => unknown).call(column));
  return TYPES.find(([pattern]) => pattern.test(type))?.[1] ?? custom;
}
