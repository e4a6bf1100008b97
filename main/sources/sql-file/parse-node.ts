/** A node of libpg_query's parse tree: a type and its fields, all of them optional. */
export type Node = Readonly<Record<string, unknown>>;

/** What stands for the schema of a name that leaves it to the search_path. */
export const UNQUALIFIED = '';

export function only(node: unknown): readonly [type: string, node: Node] {
  const [entry] = Object.entries(child(node));
  return entry ? [entry[0], child(entry[1])] : ['', {}];
}

export function child(node: unknown): Node {
  return typeof node === 'object' && node !== null ? (node as Node) : {};
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A location of 0 is left out of the parse tree. */
export function number(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

export function strings(value: unknown): readonly string[] {
  return list(value).map((each) => text(child(child(each).String).sval));
}

export function qualified(names: unknown): readonly [schema: string, name: string] {
  const parts = strings(names);
  return [parts.length > 1 ? (parts.at(-2) ?? UNQUALIFIED) : UNQUALIFIED, parts.at(-1) ?? ''];
}

export function rangeVar(node: unknown): readonly [schema: string, name: string] {
  const { schemaname, relname, relpersistence } = child(node);
  return [text(schemaname) || (relpersistence === 't' ? 'pg_temp' : UNQUALIFIED), text(relname)];
}

/** PostgreSQL's own names for what its grammar turns into internal ones. */
const TYPE_NAMES: Readonly<Record<string, string>> = {
  bool: 'boolean',
  bpchar: 'character',
  varchar: 'character varying',
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
  float4: 'real',
  float8: 'double precision',
  timetz: 'time with time zone',
  timestamptz: 'timestamp with time zone',
  time: 'time without time zone',
  timestamp: 'timestamp without time zone',
  varbit: 'bit varying',
};

/** A type as the catalogs print it among a function's arguments: without modifiers. */
export function typeText(type: Node): string {
  const names = strings(type.names);
  const last = names.at(-1) ?? '';
  const isOwn = names.length > 1 && names[0] !== 'pg_catalog';
  const name = isOwn ? names.join('.') : (TYPE_NAMES[last] ?? last);
  return list(type.arrayBounds).length > 0 ? `${name}[]` : name;
}
