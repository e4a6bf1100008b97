import { type Catalog, type Enum, quoteQualified } from '#app/catalog';
import { baseType } from '#app/coverage';

/** What kind of value a type holds, domains down to what they are made of; `other` for what no rule asks about. */
export type TypeFamily =
  | 'text'
  | 'uuid'
  | 'boolean'
  | 'integer'
  | 'numeric'
  | 'float'
  | 'money'
  | 'date'
  | 'timestamp'
  | 'time'
  | 'json'
  | 'bytes'
  | 'other';

const FAMILIES: Readonly<Record<string, TypeFamily>> = {
  text: 'text',
  character: 'text',
  'character varying': 'text',
  bpchar: 'text',
  name: 'text',
  uuid: 'uuid',
  boolean: 'boolean',
  smallint: 'integer',
  integer: 'integer',
  bigint: 'integer',
  numeric: 'numeric',
  real: 'float',
  'double precision': 'float',
  money: 'money',
  date: 'date',
  'timestamp without time zone': 'timestamp',
  'timestamp with time zone': 'timestamp',
  'time without time zone': 'time',
  'time with time zone': 'time',
  json: 'json',
  jsonb: 'json',
  bytea: 'bytes',
};

/** The family of a column's type; arrays are `other`. */
export function familyOf(catalog: Catalog, type: string): TypeFamily {
  if (type.endsWith('[]')) return 'other';
  const base = baseType(catalog, type);
  return FAMILIES[base] ?? (isCitext(base) ? 'text' : 'other');
}

/** Text that compares without regard to case, wherever the extension put it. */
export function isCitext(type: string): boolean {
  return /^([\w"]+\.)?citext$/.test(type);
}

export function isDomain(catalog: Catalog, type: string): boolean {
  return catalog.objects.domain.some(({ schema, name }) => type === quoteQualified(schema, name));
}

/** The enum that a type is, if it is one. */
export function enumOf(catalog: Catalog, type: string): Enum | null {
  return catalog.objects.enum.find(({ schema, name }) => type === quoteQualified(schema, name)) ?? null;
}
