import { type IndexKey, truncateIdentifier } from '#app/catalog';
import { scanSql, type Token } from '#app/sql';
import type { IndexKeyValues } from '../inside/values.ts';
import { withNamesCut } from './expression.ts';

/**
 * The keys an index really gets from what drizzle-kit writes. Line 0.31 writes no order beside an operator class, and
 * `NULLS LAST` after every `DESC`; line 1.0 writes what was asked for.
 * Sources: `CreatePgIndexConvertor` (0.31), `createIndexConvertor` (1.0 rc).
 */
export function indexKeys(values: IndexKeyValues, major: number): readonly IndexKey[] {
  if (values.column === null) return splitKeys(withNamesCut(values.sql ?? '')).map(parseKey);
  const operatorClass = values.operatorClass;
  const wantsDescending = values.order === 'desc';
  const wantsFirst = values.nulls === null ? wantsDescending : values.nulls === 'first';
  const ordered = major >= 1 || operatorClass === null;
  return [
    {
      expression: truncateIdentifier(values.column),
      isExpression: false,
      operatorClass,
      operatorClassOptions: {},
      collation: null,
      descending: ordered && wantsDescending,
      nullsFirst: ordered && wantsFirst,
    },
  ];
}

/** Splits text at the commas that stand outside of parentheses: one `sql` may hold several keys. */
function splitKeys(sql: string): readonly string[] {
  const keys: string[] = [];
  let depth = 0;
  let start = 0;
  for (const token of scanSql(sql)) {
    if (token.type !== 'symbol') continue;
    if (token.text === '(' || token.text === '[') depth += 1;
    if (token.text === ')' || token.text === ']') depth -= 1;
    if (token.text !== ',' || depth > 0) continue;
    keys.push(sql.slice(start, token.start));
    start = token.end;
  }
  return [...keys, sql.slice(start)].map((key) => key.trim()).filter((key) => key !== '');
}

/** Takes `lower("name") COLLATE "C" text_pattern_ops DESC NULLS LAST` apart, from its end. */
function parseKey(sql: string): IndexKey {
  let tokens = scanSql(sql);
  const take = (...words: readonly string[]): boolean => {
    const end = tokens.slice(-words.length);
    const fits = end.length === words.length && end.every((token, index) => isWord(token, words[index]));
    // A key is never made of these words alone.
    if (!fits || tokens.length <= words.length) return false;
    tokens = tokens.slice(0, -words.length);
    return true;
  };
  const nulls = take('nulls', 'first') ? 'first' : take('nulls', 'last') ? 'last' : null;
  const descending = take('desc') || (take('asc') && false);
  const operatorClass = takeOperatorClass(sql, tokens);
  if (operatorClass) tokens = operatorClass.rest;
  const collation = takeCollation(sql, tokens);
  if (collation) tokens = collation.rest;
  return {
    ...expressionOf(sql, tokens),
    operatorClass: operatorClass?.text ?? null,
    operatorClassOptions: {},
    collation: collation?.text ?? null,
    descending,
    nullsFirst: nulls === null ? descending : nulls === 'first',
  };
}

interface Taken {
  readonly text: string;
  readonly rest: readonly Token[];
}

/** A name at the end that follows something complete: a name, or a closing parenthesis. */
function takeOperatorClass(sql: string, tokens: readonly Token[]): Taken | null {
  const start = nameStart(tokens, tokens.length);
  const before = tokens[start - 1];
  if (start === tokens.length || !before || isWord(before, 'collate')) return null;
  const complete = before.type === 'quoted' || before.text === ')' || (before.type === 'word' && start === 1);
  const afterCollation = isWord(tokens[nameStart(tokens, start) - 1], 'collate');
  if (!complete && !afterCollation) return null;
  return { text: textOf(sql, tokens.slice(start)), rest: tokens.slice(0, start) };
}

function takeCollation(sql: string, tokens: readonly Token[]): Taken | null {
  const start = nameStart(tokens, tokens.length);
  if (start === tokens.length || !isWord(tokens[start - 1], 'collate')) return null;
  return { text: textOf(sql, tokens.slice(start)), rest: tokens.slice(0, start - 1) };
}

/** Where the (qualified) name that ends before `end` begins; `end` where there is none. */
function nameStart(tokens: readonly Token[], end: number): number {
  let start = end;
  while (start > 0) {
    const token = tokens[start - 1];
    if (token?.type !== 'word' && token?.type !== 'quoted') return end;
    start -= 1;
    if (tokens[start - 1]?.text !== '.' || tokens[start - 1]?.type !== 'symbol') return start;
    start -= 1;
  }
  return end;
}

function expressionOf(sql: string, tokens: readonly Token[]): Pick<IndexKey, 'expression' | 'isExpression'> {
  const [only] = tokens;
  if (tokens.length === 1 && only && (only.type === 'word' || only.type === 'quoted')) {
    return { expression: only.text, isExpression: false };
  }
  return { expression: stripParentheses(textOf(sql, tokens), tokens), isExpression: true };
}

/** Parentheses around the whole say nothing. */
function stripParentheses(text: string, tokens: readonly Token[]): string {
  if (tokens[0]?.text !== '(' || tokens.at(-1)?.text !== ')') return text;
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.type !== 'symbol') continue;
    if (token.text === '(') depth += 1;
    if (token.text === ')') depth -= 1;
    if (depth === 0 && index < tokens.length - 1) return text;
  }
  return text.slice(1, -1).trim();
}

function isWord(token: Token | undefined, word: string | undefined): boolean {
  return token?.type === 'word' && token.text === word;
}

function textOf(sql: string, tokens: readonly Token[]): string {
  return sql.slice(tokens[0]?.start ?? 0, tokens.at(-1)?.end ?? 0);
}
