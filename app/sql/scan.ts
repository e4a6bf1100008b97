/** A piece of SQL text, as far as this stage needs to tell pieces apart. */
export interface Token {
  readonly type: 'word' | 'quoted' | 'string' | 'symbol';
  /** Words folded to lower case, quoted identifiers and strings without their quotes, symbols as they are. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const PATTERN =
  /\s+|--[^\n]*|\/\*[\s\S]*?\*\/|\$([A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$|[eE]'(?:[^'\\]|\\[\s\S]|'')*'|(?:[bBxXnN]|[uU]&)?'(?:[^']|'')*'|(?:[uU]&)?"(?:[^"]|"")*"|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*|\d[\w.]*|[\s\S]/gy;

/** Splits SQL text into tokens, without white space and comments. Never fails: an open quote becomes a symbol. */
export function scanSql(sql: string): readonly Token[] {
  const tokens: Token[] = [];
  const pattern = PATTERN;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(sql); match; match = pattern.exec(sql)) {
    const start = match.index;
    const text = match[0];
    const first = text[0] ?? '';
    if (/\s/.test(first) || text.startsWith('--') || text.startsWith('/*')) continue;
    if (first === '$' && text.length > 1) {
      const close = sql.indexOf(text, pattern.lastIndex);
      const bodyEnd = close < 0 ? sql.length : close;
      const end = close < 0 ? sql.length : close + text.length;
      tokens.push({ type: 'string', text: sql.slice(pattern.lastIndex, bodyEnd), start, end });
      pattern.lastIndex = end;
    } else {
      tokens.push({ ...classify(text), start, end: pattern.lastIndex });
    }
  }
  return tokens;
}

function classify(text: string): Pick<Token, 'type' | 'text'> {
  if (text.endsWith("'") && text.length > 1) {
    return { type: 'string', text: text.slice(text.indexOf("'") + 1, -1).replaceAll("''", "'") };
  }
  if (text.endsWith('"') && text.length > 1) {
    return { type: 'quoted', text: text.slice(text.indexOf('"') + 1, -1).replaceAll('""', '"') };
  }
  if (/^[A-Za-z_\u0080-\uffff]/.test(text)) return { type: 'word', text: text.toLowerCase() };
  return { type: 'symbol', text };
}
