import type { Catalog } from '#app/catalog';
import { canonicalType, quoteLiteral } from '#app/sql';

/** Makes values of types as SQL text: `'00000001-…'::uuid`. The same number gives the same value, another one another. */
export interface ValueMaker {
  /** `null` for a type that it knows no values of. */
  valueOf(type: string, number: number): string | null;
}

const DAY = 86_400_000;
const START = Date.UTC(2024, 0, 1);

type Maker = (number: number, first: number | null, second: number | null) => string;

const BUILT_IN: Readonly<Record<string, Maker>> = {
  smallint: (n) => `${n % 32_000}`,
  integer: (n) => `${n}`,
  bigint: (n) => `${n}`,
  oid: (n) => `${n}`,
  numeric: (n, precision, scale) => (precision === null ? `${n}.5` : numeric(n, precision, scale ?? 0)),
  real: (n) => `${n}.5`,
  'double precision': (n) => `${n}.5`,
  money: (n) => `${n}::money`,
  boolean: (n) => (n % 2 === 1 ? 'true' : 'false'),
  text: (n) => `'text ${n}'`,
  'character varying': (n, length) => quoteLiteral(cut(`text ${n}`, n, length)),
  character: (n, length) => quoteLiteral(cut(`${n}`, n, length ?? 1)),
  bpchar: (n, length) => quoteLiteral(cut(`${n}`, n, length)),
  name: (n) => `'name_${n}'`,
  '"char"': (n) => quoteLiteral(String.fromCharCode(97 + (n % 26))),
  uuid: (n) => `'${hex(n, 8)}-0000-4000-8000-${hex(n, 12)}'`,
  date: (n) => `'${day(n)}'`,
  'timestamp without time zone': (n) => `'${day(n)} 12:00:00'`,
  'timestamp with time zone': (n) => `'${day(n)} 12:00:00+00'`,
  'time without time zone': (n) => `'${pad(n % 24)}:${pad(n % 60)}:00'`,
  'time with time zone': (n) => `'${pad(n % 24)}:${pad(n % 60)}:00+00'`,
  interval: (n) => `'${n} hours'`,
  json: (n) => `'{"n": ${n}}'`,
  jsonb: (n) => `'{"n": ${n}}'`,
  jsonpath: (n) => `'$.n${n}'`,
  xml: (n) => `'<n>${n}</n>'`,
  bytea: (n) => `'\\x${hex(n, 8)}'`,
  inet: (n) => `'10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}'`,
  cidr: (n) => `'10.${(n >> 8) & 255}.${n & 255}.0/24'`,
  macaddr: (n) => `'08:00:2b:${hex(n, 6).replace(/(..)(..)(..)/, '$1:$2:$3')}'`,
  macaddr8: (n) => `'08:00:2b:01:02:${hex(n, 6).replace(/(..)(..)(..)/, '$1:$2:$3')}'`,
  'bit varying': (n, length) => `B'${bits(n, Math.min(length ?? 8, 8))}'`,
  bit: (n, length) => `B'${bits(n, length ?? 1)}'`,
  '"bit"': (n, length) => `B'${bits(n, length ?? 1)}'`,
  tsvector: (n) => `'word${n}'`,
  tsquery: (n) => `'word${n}'`,
  point: (n) => `'(${n},${n})'`,
  line: (n) => `'{1,1,${n}}'`,
  lseg: (n) => `'[(0,0),(${n},1)]'`,
  box: (n) => `'((0,0),(${n},1))'`,
  path: (n) => `'((0,0),(${n},1))'`,
  polygon: (n) => `'((0,0),(${n},1),(1,${n}))'`,
  circle: (n) => `'<(0,0),${n}>'`,
  int4range: (n) => `'[${n * 10},${n * 10 + 5})'`,
  int8range: (n) => `'[${n * 10},${n * 10 + 5})'`,
  numrange: (n) => `'[${n * 10},${n * 10 + 5})'`,
  daterange: (n) => `'[${day(n * 10)},${day(n * 10 + 5)})'`,
  tsrange: (n) => `'[${day(n * 10)},${day(n * 10 + 5)})'`,
  tstzrange: (n) => `'[${day(n * 10)},${day(n * 10 + 5)})'`,
  int4multirange: (n) => `'{[${n * 10},${n * 10 + 5})}'`,
  int8multirange: (n) => `'{[${n * 10},${n * 10 + 5})}'`,
  nummultirange: (n) => `'{[${n * 10},${n * 10 + 5})}'`,
  datemultirange: (n) => `'{[${day(n * 10)},${day(n * 10 + 5)})}'`,
  tsmultirange: (n) => `'{[${day(n * 10)},${day(n * 10 + 5)})}'`,
  tstzmultirange: (n) => `'{[${day(n * 10)},${day(n * 10 + 5)})}'`,
  pg_lsn: (n) => `'0/${n.toString(16).toUpperCase()}'`,
  regclass: () => `'pg_catalog.pg_class'`,
  regtype: () => `'pg_catalog.int4'`,
  // Types of well-known extensions.
  citext: (n) => `'text ${n}'`,
  hstore: (n) => `'n=>${n}'`,
  ltree: (n) => `'top.n${n}'`,
  vector: (n, length) => `'[${Array.from({ length: length ?? 3 }, (_, at) => (at === 0 ? n : 0)).join(',')}]'`,
  halfvec: (n, length) => `'[${Array.from({ length: length ?? 3 }, (_, at) => (at === 0 ? n : 0)).join(',')}]'`,
  geometry: (n) => `'SRID=4326;POINT(${n % 180} ${n % 90})'`,
  geography: (n) => `'SRID=4326;POINT(${n % 180} ${n % 90})'`,
};

export function createValueMaker(catalog: Catalog): ValueMaker {
  const { enum: enums, domain } = catalog.objects;
  const composites = catalog.objects['composite-type'];
  const ranges = catalog.objects['range-type'];
  const isNamed = (type: string) => (one: { readonly schema: string; readonly name: string }) => {
    const [last = '', first] = type.replaceAll('"', '').split('.').reverse();
    return one.name === last && (first === undefined || one.schema === first);
  };

  function make(type: string, number: number, depth = 0): string | null {
    if (depth > 5) return null;
    const array = /^(.*?)(\[\d*\])+$/.exec(type);
    if (array) {
      const element = make(array[1] ?? '', number, depth + 1);
      return element === null ? null : `ARRAY[${element}]::${type}`;
    }
    const labels = enums.find(isNamed(type))?.labels;
    if (labels)
      return labels.length === 0 ? null : `${quoteLiteral(labels[(number - 1) % labels.length] ?? '')}::${type}`;
    const base = domain.find(isNamed(type))?.type;
    // What a domain does not take, the server says when it is stored; its base can be looked at before.
    if (base !== undefined) return make(base, number, depth + 1);
    const attributes = composites.find(isNamed(type))?.attributes;
    if (attributes) {
      const values = attributes.map((attribute) => make(attribute.type, number, depth + 1) ?? 'NULL');
      return `ROW(${values.join(', ')})::${type}`;
    }
    const subtype = ranges.find(isNamed(type))?.subtype;
    if (subtype !== undefined) {
      const [low, high] = [make(subtype, number * 10, depth + 1), make(subtype, number * 10 + 5, depth + 1)];
      return low === null || high === null ? null : `${type}(${low}, ${high})`;
    }
    return builtIn(type, number);
  }

  return { valueOf: (type, number) => make(type, number) };
}

function builtIn(written: string, number: number): string | null {
  const type = canonicalType(written);
  const [, first, second] = /\((\d+)(?:\s*,\s*(\d+))?\)/.exec(type) ?? [];
  const base = type
    .replace(/\s*\([^)]*\)/, '')
    .replace(/^(public|extensions)\./, '')
    .trim();
  const make = BUILT_IN[base.startsWith('interval') ? 'interval' : base];
  if (!make) return null;
  const value = make(number, first === undefined ? null : Number(first), second === undefined ? null : Number(second));
  return `${value}::${written}`;
}

function numeric(n: number, precision: number, scale: number): string {
  const whole = n % 10 ** Math.min(Math.max(precision - scale, 0), 9);
  return scale > 0 ? `${precision > scale ? whole : 0}.${n % 10}` : `${whole}`;
}

/** A text as long as there is room for, and still another one for each number. */
function cut(text: string, n: number, length: number | null): string {
  if (length === null || text.length <= length) return text;
  return n.toString(36).slice(-length).padStart(Math.min(length, 1), '0');
}

function day(n: number): string {
  return new Date(START + n * DAY).toISOString().slice(0, 10);
}

function hex(n: number, width: number): string {
  return n.toString(16).padStart(width, '0').slice(-width);
}

function bits(n: number, width: number): string {
  return n.toString(2).padStart(width, '0').slice(-width);
}

function pad(n: number): string {
  return String(n).padStart(2, '0');
}
