import { scanSql, type Token } from '#app/sql';

/** A call in an expression that is made for every row: it stands in no scalar subquery and takes nothing of the row. */
export interface PerRowCall {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Calls whose text `reads` knows to ask the session, outside `(SELECT …)` and without a column of the row among their
 * arguments: PostgreSQL would answer them once per statement, if it were told to.
 */
export function perRowCalls(
  sql: string,
  columns: ReadonlySet<string>,
  reads: (call: string) => boolean,
): readonly PerRowCall[] {
  const tokens = scanSql(sql);
  const found: PerRowCall[] = [];
  const inSelect: boolean[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token) continue;
    if (is(token, '(')) inSelect.push(inSelect.at(-1) === true || tokens[at + 1]?.text === 'select');
    else if (is(token, ')')) inSelect.pop();
    if (inSelect.at(-1) === true || !is(tokens[at + 1], '(') || !isCallable(token)) continue;
    const from = is(tokens[at - 1], '.') ? at - 2 : at;
    const name = from === at ? token.text : `${tokens[from]?.text}.${token.text}`;
    const close = closingOf(tokens, at + 1);
    const inner = tokens.slice(at + 2, close);
    const takesRow = inner.some((one) => (one.type === 'word' || one.type === 'quoted') && columns.has(one.text));
    if (close < 0 || takesRow) continue;
    const [start, end] = [tokens[from]?.start ?? token.start, tokens[close]?.end ?? token.end];
    if (!reads(sql.slice(start, end))) continue;
    found.push({ name, start, end });
    // What stands in its brackets is part of it.
    at = close;
  }
  return found;
}

/** The text with each of the calls asked once per statement. */
export function withSelects(sql: string, calls: readonly PerRowCall[]): string {
  let text = '';
  let at = 0;
  for (const { start, end } of calls) {
    text += `${sql.slice(at, start)}( SELECT ${sql.slice(start, end)})`;
    at = end;
  }
  return text + sql.slice(at);
}

/** Words that brackets may follow and that call nothing. */
const OPERATORS = new Set(
  'and or not in any all some exists case when then else between like ilike similar is distinct from array row values cast'.split(
    ' ',
  ),
);

function isCallable({ type, text }: Token): boolean {
  return type === 'quoted' || (type === 'word' && !OPERATORS.has(text.toLowerCase()));
}

function closingOf(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at += 1) {
    if (is(tokens[at], '(')) depth += 1;
    if (is(tokens[at], ')')) depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}

function is(token: Token | undefined, symbol: string): boolean {
  return token?.type === 'symbol' && token.text === symbol;
}
