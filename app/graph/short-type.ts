const SHORT: readonly (readonly [RegExp, string])[] = [
  [/^timestamp(\(\d+\))? with time zone/, 'timestamptz$1'],
  [/^timestamp(\(\d+\))? without time zone/, 'timestamp$1'],
  [/^time(\(\d+\))? with time zone/, 'timetz$1'],
  [/^time(\(\d+\))? without time zone/, 'time$1'],
  [/^character varying/, 'varchar'],
  [/^character\b/, 'char'],
  [/^double precision/, 'float8'],
  [/^public\./, ''],
];

/** A type the way people write it: `timestamptz` for `timestamp with time zone`, without the schema `public`. */
export function shortType(type: string): string {
  const kept = known.get(type);
  if (kept !== undefined) return kept;
  let short = type;
  for (const [pattern, replacement] of SHORT) short = short.replace(pattern, replacement);
  known.set(type, short);
  return short;
}

/** A schema of thousands of columns has a few dozen types. */
const known = new Map<string, string>();
