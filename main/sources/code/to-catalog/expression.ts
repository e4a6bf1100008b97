import { truncateIdentifier } from '#app/catalog';
import { scanSql } from '#app/sql';

/** A name of more than 63 bytes may be in such a text; characters beyond ASCII take up to four bytes each. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the bounds of ASCII.
const LONG_NAME = /[\w$]{64}|"[^"]{64}|[^\u0000-\u007f]/;

/**
 * SQL text with every name in it cut as PostgreSQL cuts it, so that it names the columns and tables of the catalog. A text
 * that names nothing long stays as it is.
 */
export function withNamesCut(sql: string): string {
  if (!LONG_NAME.test(sql)) return sql;
  let written = '';
  let end = 0;
  for (const { type, text, start, end: stop } of scanSql(sql)) {
    if (type !== 'quoted' && type !== 'word') continue;
    const kept = truncateIdentifier(text);
    if (kept === text) continue;
    written += sql.slice(end, start) + (type === 'quoted' ? `"${kept.replaceAll('"', '""')}"` : kept);
    end = stop;
  }
  return written + sql.slice(end);
}

export function withNamesCutIn(sql: string | null): string | null {
  return sql === null ? null : withNamesCut(sql);
}
