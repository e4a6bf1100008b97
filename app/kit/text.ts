import { scanSql } from '#app/sql';

/**
 * Whether drizzle-kit would take two texts for one: it compares what it wrote itself, so spacing, quotes that are not
 * needed and the own table before a column are all that Raingauge's account of the code may have otherwise. A text with
 * places for bound values (`$1`, drizzle-kit 0.x) has lost them: nobody can tell, and it counts as the same.
 */
export function isSameText(a: string | null, b: string | null, table: string | null): boolean {
  if (a === null || b === null || a === b) return a === b;
  if (/\$\d/.test(a) || /\$\d/.test(b)) return true;
  return squash(a, table) === squash(b, table);
}

function squash(text: string, table: string | null): string {
  const tokens = scanSql(text);
  const kept: string[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token) continue;
    const isOwn = table !== null && token.text === table && token.type !== 'string' && tokens[at + 1]?.text === '.';
    // `schema.table.column` and `table.column` are the column.
    if (isOwn) {
      if (kept.at(-1) === '.') kept.splice(-2);
      at += 1;
    } else kept.push(token.type === 'string' ? `'${token.text}'` : token.text);
  }
  return stripParentheses(kept).join(' ');
}

/** Without the parentheses around the whole. */
function stripParentheses(tokens: readonly string[]): readonly string[] {
  if (tokens[0] !== '(' || tokens.at(-1) !== ')') return tokens;
  let depth = 0;
  for (const [at, token] of tokens.entries()) {
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    if (depth === 0 && at < tokens.length - 1) return tokens;
  }
  return stripParentheses(tokens.slice(1, -1));
}
