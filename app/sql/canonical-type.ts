import { scanSql, type Token } from './scan.ts';

/** What `format_type` prints for a type's internal name. `%` stands for the place of the modifiers, where it has one. */
const INTERNAL_NAMES: Readonly<Record<string, string>> = {
  bool: 'boolean',
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
  float4: 'real',
  float8: 'double precision',
  numeric: 'numeric%',
  bpchar: 'bpchar',
  varchar: 'character varying%',
  bit: '"bit"',
  varbit: 'bit varying%',
  time: 'time% without time zone',
  timetz: 'time% with time zone',
  timestamp: 'timestamp% without time zone',
  timestamptz: 'timestamp% with time zone',
  interval: 'interval%',
};

/** Built-in types whose name is printed as it is. */
const PLAIN_NAMES = new Set(
  `text uuid json jsonb jsonpath xml bytea date money name oid xid xid8 cid tid inet cidr macaddr macaddr8 point line
  lseg box path polygon circle tsvector tsquery int4range int8range numrange tsrange tstzrange daterange int4multirange
  int8multirange nummultirange tsmultirange tstzmultirange datemultirange regclass regtype regproc regprocedure regoper
  regoperator regrole regnamespace regconfig regdictionary regcollation pg_lsn pg_snapshot txid_snapshot refcursor
  int2vector oidvector record void trigger event_trigger cstring internal`.split(/\s+/),
);

/** The grammar's own words for types: longest first, so that `character varying` goes before `character`. */
const PHRASES: readonly (readonly [words: string, type: string])[] = [
  ['national character varying', 'varchar'],
  ['national char varying', 'varchar'],
  ['character varying', 'varchar'],
  ['nchar varying', 'varchar'],
  ['char varying', 'varchar'],
  ['national character', '%character'],
  ['national char', '%character'],
  ['double precision', 'float8'],
  ['bit varying', 'varbit'],
  ['character', '%character'],
  ['nchar', '%character'],
  ['char', '%character'],
  ['boolean', 'bool'],
  ['smallint', 'int2'],
  ['integer', 'int4'],
  ['bigint', 'int8'],
  ['int', 'int4'],
  ['real', 'float4'],
  ['float', '%float'],
  ['decimal', 'numeric'],
  ['dec', 'numeric'],
  ['bit', '%bit'],
];

/**
 * The spelling that `format_type` gives to a built-in type, however a person, Drizzle or a tool wrote it:
 * `varchar(255)` → `character varying(255)`, `int4[3]` → `integer[]`. Types that are not built in are returned as they
 * are, but for white space around them; so are the serial macros (`expandSerial`).
 */
export function canonicalType(text: string): string {
  const { base, isArray } = splitArray(text.trim());
  const element = canonicalElement(base);
  return isArray ? `${element}[]` : element;
}

function splitArray(text: string): { base: string; isArray: boolean } {
  const match = /(?:\s*\[\s*\d*\s*\])+$|\s+array(?:\s*\[\s*\d+\s*\])?$/i.exec(text);
  return match ? { base: text.slice(0, match.index), isArray: true } : { base: text, isArray: false };
}

function canonicalElement(text: string): string {
  const parsed = parseType(text);
  if (parsed === null) return text;
  const { name, modifiers, rest } = parsed;
  if (name.startsWith('_') && rest === '' && modifiers === null) {
    const element = canonicalInternal(name.slice(1), null, '');
    return element === null ? text : `${element}[]`;
  }
  return canonicalInternal(name, modifiers, rest) ?? text;
}

function canonicalInternal(name: string, modifiers: readonly string[] | null, rest: string): string | null {
  switch (name) {
    case '%character':
      return rest === '' ? `character(${modifiers?.[0] ?? '1'})` : null;
    case '%bit':
      return rest === '' ? `bit(${modifiers?.[0] ?? '1'})` : null;
    case 'bpchar':
      return rest !== '' ? null : modifiers === null ? 'bpchar' : `character(${modifiers[0]})`;
    case 'char':
      return '"char"';
    case '%float':
      return modifiers === null || Number(modifiers[0]) > 24 ? 'double precision' : 'real';
    case 'numeric':
      return modifiers === null ? 'numeric' : `numeric(${modifiers[0]},${modifiers[1] ?? '0'})`;
    case 'interval':
      return interval(modifiers, rest);
    case 'time':
    case 'timestamp':
      return canonicalTime(name, modifiers, rest);
  }
  if (rest !== '') return null;
  if (PLAIN_NAMES.has(name)) return modifiers === null ? name : null;
  const pattern = Object.hasOwn(INTERNAL_NAMES, name) ? INTERNAL_NAMES[name] : undefined;
  if (pattern === undefined) return null;
  if (!pattern.includes('%')) return modifiers === null ? pattern : null;
  return fill(pattern, name.startsWith('time') ? precision(modifiers) : modifiers);
}

function canonicalTime(name: 'time' | 'timestamp', modifiers: readonly string[] | null, rest: string): string | null {
  if (rest !== '' && rest !== 'with time zone' && rest !== 'without time zone') return null;
  return fill(INTERNAL_NAMES[rest === 'with time zone' ? `${name}tz` : name] ?? '', precision(modifiers));
}

const INTERVAL_FIELDS =
  /^(year|month|day|hour|minute|second|year to month|day to hour|day to minute|day to second|hour to minute|hour to second|minute to second)?$/;

function interval(modifiers: readonly string[] | null, rest: string): string | null {
  if (!INTERVAL_FIELDS.test(rest)) return null;
  return fill(`interval${rest === '' ? '' : ` ${rest}`}%`, precision(modifiers));
}

/** Above six digits the server warns and takes six. */
function precision(modifiers: readonly string[] | null): readonly string[] | null {
  return modifiers?.map((digits) => (Number(digits) > 6 ? '6' : digits)) ?? null;
}

function fill(pattern: string, modifiers: readonly string[] | null): string {
  return pattern.replace('%', modifiers === null ? '' : `(${modifiers.join(',')})`);
}

interface ParsedType {
  /** An internal name, or one with `%` for what only the grammar knows: `character`, `bit` and `float`. */
  readonly name: string;
  readonly modifiers: readonly string[] | null;
  /** Words beside the name: `with time zone`, `year to month`. */
  readonly rest: string;
}

/** `null` for anything that cannot be a built-in type. */
function parseType(text: string): ParsedType | null {
  let tokens = scanSql(text);
  if (tokens[0]?.text === 'pg_catalog' && tokens[1]?.text === '.') {
    // Qualified, a name is never the grammar's: pg_catalog.char is "char".
    tokens = [...tokens.slice(2, 3).map((token): Token => ({ ...token, type: 'quoted' })), ...tokens.slice(3)];
  }
  const open = tokens.findIndex((token) => token.text === '(' && token.type === 'symbol');
  const close = tokens.findIndex((token) => token.text === ')' && token.type === 'symbol');
  const hasModifiers = open > 0 && close > open;
  const modifiers = hasModifiers ? readModifiers(tokens.slice(open + 1, close)) : null;
  if (hasModifiers && modifiers === null) return null;
  const names = hasModifiers ? [...tokens.slice(0, open), ...tokens.slice(close + 1)] : tokens;
  const [first, ...others] = names;
  if (!first || names.some((token) => token.type === 'symbol' || token.type === 'string')) return null;
  if (first.type === 'quoted') {
    return { name: first.text, modifiers, rest: others.map((token) => token.text).join(' ') };
  }
  return matchPhrase(names.map((token) => token.text).join(' '), modifiers);
}

function matchPhrase(words: string, modifiers: readonly string[] | null): ParsedType {
  const found = PHRASES.find(([phrase]) => words === phrase || words.startsWith(`${phrase} `));
  if (found) return { name: found[1], modifiers, rest: words.slice(found[0].length).trim() };
  const [name = '', ...rest] = words.split(' ');
  return { name, modifiers, rest: rest.join(' ') };
}

function readModifiers(tokens: readonly Token[]): readonly string[] | null {
  const text = tokens.map((token) => token.text).join('');
  return /^-?\d+(,-?\d+)*$/.test(text) ? text.split(',') : null;
}
