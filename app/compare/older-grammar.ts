import { scanSql } from '#app/sql';
import type { Side } from './attribute-rule.ts';

/** Until then EXTRACT was a spelling of `date_part`, and printed so (release notes of PostgreSQL 14). */
const EXTRACT_SINCE = 14;

/** True of what a server printed that knew no EXTRACT of its own. */
export function isOfOlderGrammar({ account }: Side): boolean {
  const { server } = account.catalog;
  return server !== null && server.major < EXTRACT_SINCE;
}

/**
 * A text as the grammar of PostgreSQL 13 takes it: `EXTRACT(year FROM x)` is `date_part('year', x)`, which is no numeric but a
 * double, so that what it is compared with is cast otherwise.
 */
export function inOlderGrammar(text: string): string {
  const tokens = scanSql(text);
  let result = '';
  let at = 0;
  tokens.forEach((token, index) => {
    const [open, field, from] = tokens.slice(index + 1, index + 4);
    if (token.type !== 'word' || token.text !== 'extract' || open?.text !== '(' || from?.text !== 'from') return;
    if (!field || field.type === 'symbol') return;
    result += `${text.slice(at, token.start)}date_part('${field.text.replaceAll("'", "''")}',`;
    at = from.end;
  });
  return result + text.slice(at);
}
