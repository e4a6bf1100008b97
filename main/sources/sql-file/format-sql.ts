import { format } from 'sql-formatter';
import { splitStatements } from '#app/sql';
import { loadParser, parseTree } from './parse-statement.ts';

export interface FormattedSql {
  readonly sql: string;
  /** How many statements stayed as they were written. */
  readonly left: number;
}

/**
 * Lays the statements of a text out. PostgreSQL's parser reads each before and after: one that would not mean the same, or that
 * does not parse, stays as it is, and so does all that stands between statements.
 */
export async function formatSql(text: string): Promise<FormattedSql> {
  await loadParser();
  let left = 0;
  let end = 0;
  const parts: string[] = [];
  for (const { sql, at } of splitStatements(text)) {
    const formatted = formatStatement(sql);
    if (formatted === null) left += 1;
    parts.push(text.slice(end, at), formatted ?? sql);
    end = at + sql.length;
  }
  return { sql: parts.join('') + text.slice(end), left };
}

/** One line each, which it would spread over five. */
const PLAIN = /^(?:grant|revoke)\b/i;

function formatStatement(sql: string): string | null {
  if (PLAIN.test(sql)) return sql;
  const before = meaningOf(sql);
  if (before === null) return null;
  try {
    const formatted = format(sql, {
      language: 'postgresql',
      keywordCase: 'upper',
      tabWidth: 2,
      expressionWidth: 90,
    }).trim();
    return meaningOf(formatted) === before ? formatted : null;
  } catch {
    // Its own grammar is smaller than PostgreSQL's.
    return null;
  }
}

/** The parse tree without places; `null` where it does not parse. */
function meaningOf(sql: string): string | null {
  try {
    return JSON.stringify(parseTree(sql), (key, value) =>
      key === 'location' || key === 'stmt_location' || key === 'stmt_len' || /_location$/.test(key) ? undefined : value,
    );
  } catch {
    return null;
  }
}
