/**
 * Operator classes that are a type's default for the method, so that writing them changes nothing.
 * Source: `pg_opclass` with `opcdefault` of PostgreSQL 18, for the types Drizzle has builders for.
 */
const BTREE_DEFAULTS: Readonly<Record<string, string>> = {
  text: 'text_ops',
  'character varying': 'text_ops',
  character: 'bpchar_ops',
  uuid: 'uuid_ops',
  smallint: 'int2_ops',
  integer: 'int4_ops',
  bigint: 'int8_ops',
  numeric: 'numeric_ops',
  real: 'float4_ops',
  'double precision': 'float8_ops',
  boolean: 'bool_ops',
  date: 'date_ops',
  'time without time zone': 'time_ops',
  'time with time zone': 'timetz_ops',
  'timestamp without time zone': 'timestamp_ops',
  'timestamp with time zone': 'timestamptz_ops',
  interval: 'interval_ops',
  inet: 'inet_ops',
  cidr: 'inet_ops',
  macaddr: 'macaddr_ops',
  macaddr8: 'macaddr8_ops',
  bytea: 'bytea_ops',
  jsonb: 'jsonb_ops',
  bit: 'bit_ops',
  'bit varying': 'varbit_ops',
};

const OTHER_DEFAULTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  gin: { jsonb: 'jsonb_ops', tsvector: 'tsvector_ops' },
  gist: { point: 'point_ops', box: 'box_ops', circle: 'circle_ops', polygon: 'poly_ops', tsvector: 'tsvector_ops' },
  spgist: { text: 'text_ops', inet: 'inet_ops', point: 'quad_point_ops', box: 'box_ops' },
};

/** True where the operator class is what the column gets anyway. */
export function isDefaultOperatorClass(operatorClass: string, method: string, type: string): boolean {
  if (method === 'gin' && type.endsWith('[]')) return operatorClass === 'array_ops';
  const base = type.replace(/\(\d+(,\d+)?\)/, '').replace(/\s+/g, ' ');
  if (method === 'btree' || method === 'hash') return BTREE_DEFAULTS[base] === operatorClass;
  return OTHER_DEFAULTS[method]?.[base] === operatorClass;
}
