import type { Rename } from '#app/compare';
import { scanSql } from '#app/sql';

const BEFORE_RELATIONS = new Set(['from', 'join', 'into', 'update', 'only', 'table', 'truncate']);
const RELATIONS: ReadonlySet<string> = new Set(['table', 'view', 'materialized-view']);

/**
 * A text of SQL with a column or a relation under its new name. Of a column every word counts (the text is one of its table); of a
 * relation what stands where relations stand: behind FROM and its like, or before a dot. Other kinds are not named in expressions.
 */
export function renamedInSql(sql: string, { kind, from, to }: Rename): string {
  const [schema = ''] = from;
  const [old, now] = [from.at(-1) ?? '', to.at(-1) ?? ''];
  if (kind !== 'column' && !RELATIONS.has(kind)) return sql;
  const tokens = [...scanSql(sql)];
  let written = '';
  let end = 0;
  for (const [at, { type, text, start, end: stop }] of tokens.entries()) {
    if ((type !== 'quoted' && type !== 'word') || text !== old) continue;
    const [before, behind] = [tokens[at - 1]?.text, tokens[at + 1]?.text];
    const isQualified = before === '.' && tokens[at - 2]?.text === schema;
    const isRelation =
      isQualified || (before !== '.' && behind === '.') || BEFORE_RELATIONS.has(before?.toLowerCase() ?? '');
    if (kind !== 'column' && !isRelation) continue;
    const isPlain = type === 'word' && /^[a-z_][a-z0-9_$]*$/.test(now);
    written += sql.slice(end, start) + (isPlain ? now : `"${now.replaceAll('"', '""')}"`);
    end = stop;
  }
  return written + sql.slice(end);
}
