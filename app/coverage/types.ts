import { type Catalog, quoteQualified } from '#app/catalog';

const ALIASES: Readonly<Record<string, string>> = {
  int: 'integer',
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
  serial: 'integer',
  smallserial: 'smallint',
  bigserial: 'bigint',
  varchar: 'character varying',
  char: 'character',
  bpchar: 'character',
  decimal: 'numeric',
  bool: 'boolean',
  timestamptz: 'timestamp with time zone',
  timestamp: 'timestamp without time zone',
};

/** The type as a foreign key sees it: without length or precision, domains down to what they are made of. */
export function baseType(catalog: Catalog, type: string): string {
  let bare = withoutModifier(type);
  for (let depth = 0; depth < 10; depth += 1) {
    const domain = catalog.objects.domain.find(
      (candidate) => bare === quoteQualified(candidate.schema, candidate.name) || bare === candidate.name,
    );
    if (!domain) return bare;
    bare = withoutModifier(domain.type);
  }
  return bare;
}

export function sameType(catalog: Catalog, a: string, b: string): boolean {
  return a === b || baseType(catalog, a) === baseType(catalog, b);
}

function withoutModifier(type: string): string {
  const bare = type.replace(/\s*\(\s*\d+(\s*,\s*-?\d+)?\s*\)/, '').trim();
  return ALIASES[bare] ?? bare;
}
