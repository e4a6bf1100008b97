import { type Catalog, type Column, type CompositeType, quoteIdent, quoteQualified } from '#app/catalog';

const TEXT = /^(text|character|character varying|name|"char"|(\S+\.)?citext)(\(|$)/;
const NUMBER = /^(smallint|integer|bigint|numeric|real|double precision|oid)\b/;
const TIMESTAMP = /^(timestamp|date)\b/;
const DURATION = /^(interval|time)\b/;
const JSON_TYPE = /^jsonb?$/;

const NUMBERS = ['smallint', 'integer', 'bigint', 'numeric', 'real', 'double precision'];

/** What PostgreSQL casts to what when it is told to, beside texts and ranges (`pg_cast` of 13). */
const CASTS: Readonly<Record<string, readonly string[]>> = {
  smallint: [...NUMBERS, 'oid'],
  integer: [...NUMBERS, 'oid', 'money', 'bit', 'boolean'],
  bigint: [...NUMBERS, 'oid', 'money', 'bit'],
  numeric: [...NUMBERS, 'money'],
  real: NUMBERS,
  'double precision': NUMBERS,
  oid: ['integer', 'bigint'],
  money: ['numeric'],
  bit: ['bit varying', 'integer', 'bigint'],
  'bit varying': ['bit'],
  boolean: ['integer'],
  date: ['timestamp without time zone', 'timestamp with time zone'],
  'timestamp without time zone': ['date', 'time without time zone', 'timestamp with time zone'],
  'timestamp with time zone': ['date', 'time without time zone', 'time with time zone', 'timestamp without time zone'],
  'time without time zone': ['interval', 'time with time zone'],
  'time with time zone': ['time without time zone'],
  interval: ['time without time zone'],
  json: ['jsonb'],
  jsonb: ['json', 'boolean', ...NUMBERS],
  inet: ['cidr'],
  cidr: ['inet'],
  macaddr: ['macaddr8'],
  macaddr8: ['macaddr'],
  point: ['box'],
  lseg: ['point'],
  path: ['point', 'polygon'],
  box: ['circle', 'lseg', 'point', 'polygon'],
  polygon: ['box', 'circle', 'path', 'point'],
  circle: ['box', 'point', 'polygon'],
};

/**
 * ` USING …` that carries the values over: by a cast where PostgreSQL has one, else by way of text, which every type reads
 * and prints. Empty where it casts by itself; among texts it must, since told to cast it would cut off what is too long.
 */
export function renderCast(from: Pick<Column, 'name' | 'type'>, to: Pick<Column, 'type'>): string {
  if (from.type === to.type) return '';
  const name = quoteIdent(from.name);
  const [before, after] = [elementOf(from.type), elementOf(to.type)];
  const areTexts =
    TEXT.test(before.type) && TEXT.test(after.type) && !(/^name|citext/.test(before.type) && after.type === '"char"');
  if (areTexts && before.isArray === after.isArray) return '';
  const isArray = before.isArray && after.isArray;
  if (before.isArray !== after.isArray) {
    // One value becomes the only element; a list becomes its text, or one of JSON.
    if (!after.isArray) return ` USING ${toJson(name, to.type) ?? `${name}::text::${to.type}`}`;
    return ` USING CASE WHEN ${name} IS NOT NULL THEN ARRAY[${name}]::${byWayOf(before.type, after.type)}${to.type} END`;
  }
  if (isWithin(before.type, after.type)) return ` USING ${name}::${to.type}`;
  const special = isArray ? null : betweenFamilies(name, before.type, to.type);
  return ` USING ${special ?? `${name}::text${isArray ? '[]' : ''}::${to.type}`}`;
}

function isWithin(from: string, to: string): boolean {
  // One byte, which only some texts are cast to and from.
  if (from === '"char"' || to === '"char"') return false;
  if (TEXT.test(from) || TEXT.test(to)) return true;
  const [before, after] = [plain(from), plain(to)];
  return before === after || CASTS[before]?.includes(after) === true || `${before.slice(0, -5)}multirange` === after;
}

/** Without length and precision: `timestamp(3) with time zone` is one with time zone. */
function plain(type: string): string {
  return type.replace(/\([^)]*\)/, '').replace(/^(interval)\b.*/, '$1');
}

function byWayOf(from: string, to: string): string {
  return isWithin(from, to) ? '' : 'text[]::';
}

/** Flags as 0 and 1, times as the seconds since 1970 that PostgreSQL's `to_timestamp` and `extract` go by. */
function betweenFamilies(name: string, from: string, to: string): string | null {
  if (from === 'boolean' && NUMBER.test(to)) return `${name}::integer::${to}`;
  if (NUMBER.test(from) && to === 'boolean') return `(${name} <> 0)`;
  if (NUMBER.test(from) && TIMESTAMP.test(to)) return `to_timestamp(${name}::double precision)::${to}`;
  if ((TIMESTAMP.test(from) || DURATION.test(from)) && NUMBER.test(to)) return `extract(epoch FROM ${name})::${to}`;
  if ((from === 'money' && NUMBER.test(to)) || (NUMBER.test(from) && to === 'money')) return `${name}::numeric::${to}`;
  return toJson(name, to);
}

/** As JSON has it; a text is read as JSON, which a cast does. */
function toJson(name: string, to: string): string | null {
  return JSON_TYPE.test(to) ? `to_${to}(${name})` : null;
}

function elementOf(type: string): { readonly type: string; readonly isArray: boolean } {
  const bare = type.replace(/(\[\])+$/, '');
  return { type: bare, isArray: bare !== type };
}

/**
 * The value of a column whose type was made anew under the same name: by way of text; one of a composite type whose
 * attributes are others is put together from those that stay.
 */
export function renderCarriedValue({ name, type }: Pick<Column, 'name' | 'type'>, from: Catalog, to: Catalog): string {
  const column = quoteIdent(name);
  const [before, after] = [from, to].map((catalog) =>
    catalog.objects['composite-type'].find((one) => quoteQualified(one.schema, one.name) === type),
  );
  if (before && after && !haveSameNames(before, after)) {
    const values = after.attributes.map((attribute) => {
      const old = before.attributes.find((one) => one.name === attribute.name);
      if (!old) return `NULL::${attribute.type}`;
      const value = `(${column}).${quoteIdent(attribute.name)}`;
      return old.type === attribute.type ? value : `${value}::text::${attribute.type}`;
    });
    return `CASE WHEN ${column} IS NOT NULL THEN ROW(${values.join(', ')})::${type} END`;
  }
  return `${column}::text${type.endsWith('[]') ? '[]' : ''}::${type}`;
}

function haveSameNames(a: CompositeType, b: CompositeType): boolean {
  return (
    a.attributes.length === b.attributes.length && a.attributes.every(({ name }, at) => b.attributes[at]?.name === name)
  );
}
