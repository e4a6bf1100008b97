import { scanSql } from './scan.ts';

/**
 * Puts an expression between parentheses, unless one pair already encloses all of it. The pair around a subquery is the
 * subquery's own: `USING (SELECT true)` is no SQL.
 */
export function parenthesise(expression: string): string {
  const text = expression.trim();
  // A line comment at the end would swallow the closing parenthesis.
  return isEnclosed(text) ? text : text.includes('--') ? `(${text}\n)` : `(${text})`;
}

const SUBQUERY = /^(select|with|values|table)$/;

function isEnclosed(text: string): boolean {
  if (!text.startsWith('(') || !text.endsWith(')')) return false;
  const tokens = scanSql(text);
  if (tokens[1]?.type === 'word' && SUBQUERY.test(tokens[1].text)) return false;
  let depth = 0;
  for (const token of tokens) {
    if (token.type !== 'symbol') continue;
    if (token.text === '(') depth += 1;
    else if (token.text === ')') depth -= 1;
    if (depth === 0) return token.end === text.length;
  }
  return false;
}
