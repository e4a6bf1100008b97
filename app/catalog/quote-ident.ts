/**
 * Keywords that `quote_ident` quotes: every keyword of PostgreSQL's grammar that is not "unreserved".
 * Source: PostgreSQL 18 `src/include/parser/kwlist.h` (RESERVED, COL_NAME and TYPE_FUNC_NAME keywords); a test compares
 * the list with `pg_get_keywords()` of a running server.
 */
const QUOTED_KEYWORDS = new Set(
  `all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both case cast
  char character check coalesce collate collation column concurrently constraint create cross current_catalog
  current_date current_role current_schema current_time current_timestamp current_user dec decimal default deferrable
  desc distinct do else end except exists extract false fetch float for foreign freeze from full grant greatest group
  grouping having ilike in initially inner inout int integer intersect interval into is isnull join json json_array
  json_arrayagg json_exists json_object json_objectagg json_query json_scalar json_serialize json_table json_value
  lateral leading least left like limit localtime localtimestamp merge_action national natural nchar none normalize
  not notnull null nullif numeric offset on only or order out outer overlaps overlay placing position precision primary
  real references returning right row select session_user setof similar smallint some substring symmetric system_user
  table tablesample then time timestamp to trailing treat trim true union unique user using values varchar variadic
  verbose when where window with xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi
  xmlroot xmlserialize xmltable`.split(/\s+/),
);

/** Quotes an identifier exactly where PostgreSQL's `quote_ident` would. */
export function quoteIdent(name: string): string {
  if (isPlain(name) && !QUOTED_KEYWORDS.has(name)) return name;
  return `"${name.replaceAll('"', '""')}"`;
}

/** `[a-z_][a-z0-9_]*`, by hand: every name of a catalog is asked several times before anything is compared. */
function isPlain(name: string): boolean {
  for (let at = 0; at < name.length; at += 1) {
    const code = name.charCodeAt(at);
    const isLetter = (code >= 97 && code <= 122) || code === 95;
    if (!isLetter && (at === 0 || code < 48 || code > 57)) return false;
  }
  return name !== '';
}

/** `schema.name`, each part quoted where needed. */
export function quoteQualified(...parts: readonly string[]): string {
  return parts.map(quoteIdent).join('.');
}

/** The bytes PostgreSQL keeps of an identifier (NAMEDATALEN − 1). */
export const MAX_IDENTIFIER_BYTES = 63;

/** Cuts an identifier as PostgreSQL does: at 63 bytes of UTF-8, never inside a character. */
export function truncateIdentifier(name: string): string {
  return cutToBytes(name, MAX_IDENTIFIER_BYTES);
}

/** As much of the beginning as is no longer than that many bytes of UTF-8, never a part of a character. */
export function cutToBytes(name: string, most: number): string {
  let bytes = 0;
  let end = 0;
  for (const character of name) {
    bytes += bytesOfCharacter(character);
    if (bytes > most) return name.slice(0, end);
    end += character.length;
  }
  return name;
}

/** In UTF-8, as PostgreSQL counts the length of a name. */
export function bytesOf(text: string): number {
  let bytes = 0;
  for (const character of text) bytes += bytesOfCharacter(character);
  return bytes;
}

function bytesOfCharacter(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}
