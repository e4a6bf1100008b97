/** One statement of a text, without the semicolon that ends it. */
export interface StatementText {
  readonly sql: string;
  /** Characters (UTF-16) from the start of the text to its first word. */
  readonly at: number;
}

/** Whatever may hold a semicolon that ends no statement, and what does. */
const PARTS =
  /--[^\n]*|\/\*|\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$|[eE]'(?:[^'\\]|\\[\s\S]|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|\bbegin\s+atomic\b|\bcase\b|\bend\b|;/gi;

/**
 * The statements of a text that is being written, at the semicolons outside of quotes and bodies; blanks and comments before a
 * statement are no part of it. What does not parse is split all the same: somebody is in the middle of it.
 */
export function splitStatements(text: string): readonly StatementText[] {
  const pieces: StatementText[] = [];
  const pattern = new RegExp(PARTS);
  let start = 0;
  let depth = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [part] = match;
    if (part === '/*') pattern.lastIndex = afterComment(text, match.index);
    else if (part.startsWith('$')) {
      const close = text.indexOf(part, pattern.lastIndex);
      pattern.lastIndex = close < 0 ? text.length : close + part.length;
    } else if (/^begin/i.test(part)) depth = 1;
    else if (depth > 0 && /^(case|end)$/i.test(part)) depth += /^case$/i.test(part) ? 1 : -1;
    else if (part === ';' && depth === 0) {
      add(pieces, text, start, match.index);
      start = pattern.lastIndex;
    }
  }
  add(pieces, text, start, text.length);
  return pieces;
}

/**
 * The index of the statement that a place in the text belongs to: the one it stands in, with the comments above it and the rest of
 * the line behind its semicolon; the last one at the end of the text. -1 where there is none.
 */
export function statementIndexAt(text: string, statements: readonly StatementText[], place: number): number {
  const next = statements.findIndex(({ sql, at }) => {
    const end = at + sql.length;
    if (place <= end) return true;
    const line = text.indexOf('\n', end);
    return line < 0 || place <= line;
  });
  return next < 0 ? statements.length - 1 : next;
}

/** Block comments nest in PostgreSQL. */
function afterComment(text: string, start: number): number {
  const marks = /\/\*|\*\//g;
  marks.lastIndex = start;
  let depth = 0;
  for (let mark = marks.exec(text); mark; mark = marks.exec(text)) {
    depth += mark[0] === '/*' ? 1 : -1;
    if (depth === 0) return marks.lastIndex;
  }
  return text.length;
}

function add(pieces: StatementText[], text: string, start: number, end: number): void {
  let at = start;
  for (;;) {
    const blank = /^(?:\s+|--[^\n]*)+/.exec(text.slice(at, end))?.[0].length ?? 0;
    at += blank;
    if (!text.startsWith('/*', at) || at >= end) break;
    at = Math.min(afterComment(text, at), end);
  }
  const sql = text.slice(at, end).trimEnd();
  if (sql !== '') pieces.push({ sql, at });
}
