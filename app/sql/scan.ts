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
    if (isNothing(text)) continue;
    if (text.length > 1 && text.charCodeAt(0) === DOLLAR) {
      const close = sql.indexOf(text, pattern.lastIndex);
      const bodyEnd = close < 0 ? sql.length : close;
      const end = close < 0 ? sql.length : close + text.length;
      tokens.push({ type: 'string', text: sql.slice(pattern.lastIndex, bodyEnd), start, end });
      pattern.lastIndex = end;
    } else {
      tokens.push(tokenOf(text, start, pattern.lastIndex));
    }
  }
  return tokens;
}

const DOLLAR = 0x24;
const DASH = 0x2d;
const SLASH = 0x2f;
const SPACE = 0x20;

/** White space or a comment. By its first character: schemas come to millions of tokens. */
function isNothing(text: string): boolean {
  const first = text.charCodeAt(0);
  if (first <= SPACE) return first === SPACE || (first >= 0x09 && first <= 0x0d);
  if (first === DASH || first === SLASH) return text.length > 1;
  return first >= 0x80 && /^\s/.test(text);
}

function tokenOf(text: string, start: number, end: number): Token {
  const last = text.charCodeAt(text.length - 1);
  if (last === 0x27 && text.length > 1) {
    return { type: 'string', text: text.slice(text.indexOf("'") + 1, -1).replaceAll("''", "'"), start, end };
  }
  if (last === 0x22 && text.length > 1) {
    return { type: 'quoted', text: text.slice(text.indexOf('"') + 1, -1).replaceAll('""', '"'), start, end };
  }
  if (startsName(text.charCodeAt(0))) return { type: 'word', text: text.toLowerCase(), start, end };
  return { type: 'symbol', text, start, end };
}

/** `[A-Za-z_\u0080-\uffff]`. */
function startsName(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f || code >= 0x80;
}
