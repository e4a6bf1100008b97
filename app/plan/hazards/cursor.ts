import { quoteQualified } from '#app/catalog';
import { scanSql, type Token } from '#app/sql';

/** Reads a statement token by token, as far as its hazards need it. */
export class Cursor {
  readonly sql: string;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(sql: string, tokens: readonly Token[] = scanSql(sql)) {
    this.sql = sql;
    this.#tokens = tokens;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#tokens.length;
  }

  peek(ahead = 0): Token | undefined {
    return this.#tokens[this.#at + ahead];
  }

  /** True, and past them, where the next words are these. */
  take(words: string): boolean {
    const list = words.split(' ');
    if (!list.every((word, ahead) => isWord(this.peek(ahead), word))) return false;
    this.#at += list.length;
    return true;
  }

  skip(): Token | undefined {
    const token = this.peek();
    this.#at += 1;
    return token;
  }

  /** Forward until one of the words, outside of parentheses; false where none comes. */
  seek(...words: readonly string[]): boolean {
    let depth = 0;
    for (; !this.isAtEnd; this.#at += 1) {
      const token = this.peek();
      if (token?.type === 'symbol')
        depth += token.text === '(' || token.text === '[' ? 1 : token.text === ')' || token.text === ']' ? -1 : 0;
      else if (depth === 0 && words.some((word) => isWord(token, word))) return true;
    }
    return false;
  }

  name(): string | null {
    const token = this.peek();
    if (token?.type !== 'word' && token?.type !== 'quoted') return null;
    this.#at += 1;
    return token.text;
  }

  /** `schema.name`, with `public` where none is written. */
  qualified(): readonly [schema: string, name: string] | null {
    const first = this.name();
    if (first === null) return null;
    if (this.peek()?.text !== '.') return ['public', first];
    this.#at += 1;
    return [first, this.name() ?? ''];
  }

  /** What stands in parentheses, as it is written; past them. */
  parenthesised(): string | null {
    const open = this.peek();
    if (open?.type !== 'symbol' || open.text !== '(') return null;
    let depth = 0;
    for (; !this.isAtEnd; ) {
      const token = this.skip();
      if (token?.type !== 'symbol') continue;
      if (token.text === '(') depth += 1;
      else if (token.text === ')') {
        depth -= 1;
        if (depth === 0) return this.sql.slice(open.end, token.start).trim();
      }
    }
    return null;
  }

  /** The names in a list of columns. */
  columns(): readonly string[] {
    const text = this.parenthesised();
    if (text === null) return [];
    return splitTopLevel(text).map((part) => scanSql(part)[0]?.text ?? '');
  }

  /** From here to the end of the statement. */
  rest(): string {
    const token = this.peek();
    return token ? this.sql.slice(token.start) : '';
  }
}

function isWord(token: Token | undefined, word: string): boolean {
  return token?.type === 'word' && token.text === word;
}

/** The parts between commas that stand in no parentheses. */
export function splitTopLevel(sql: string): readonly string[] {
  const parts: string[] = [];
  let [depth, start] = [0, 0];
  for (const { type, text, start: at, end } of scanSql(sql)) {
    if (type !== 'symbol') continue;
    if (text === '(' || text === '[') depth += 1;
    else if (text === ')' || text === ']') depth -= 1;
    else if (text === ',' && depth === 0) {
      parts.push(sql.slice(start, at).trim());
      start = end;
    }
  }
  return [...parts, sql.slice(start).trim()].filter((part) => part !== '');
}

export function printName([schema, name]: readonly [string, string]): string {
  return quoteQualified(schema, name);
}
