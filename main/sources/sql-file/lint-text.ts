import type { DraftProblem } from '#app/api';
import type { Catalog, Statistics } from '#app/catalog';
import { type LintMark, lintDraft, type StatementWords } from '#app/plan';
import { statementWords } from './actions/statement-words.ts';
import { loadParser } from './parse-statement.ts';

/** Says of a draft what should be known of it, as it is typed. Keeps what it parsed: an edit costs its own statement. */
export type TextLinter = (
  text: string,
  catalog: Catalog,
  statistics?: Statistics | null,
) => Promise<readonly DraftProblem[]>;

/** Statements that are kept parsed: those of several drafts of a thousand lines. */
const KEPT = 5_000;

export function createTextLinter(): TextLinter {
  let parsed = new Map<string, StatementWords>();
  return async (text, catalog, statistics = null) => {
    await loadParser();
    const statements = split(text);
    if (parsed.size > KEPT) parsed = new Map();
    const words = statements.map(({ sql }) => {
      const known = parsed.get(sql) ?? statementWords(sql);
      parsed.set(sql, known);
      return known;
    });
    const marks = lintDraft(words, catalog, statistics);
    const place = placesOf(text);
    return statements.flatMap(({ at }, index) => {
      const own = [...syntaxError(words[index]), ...(marks[index] ?? [])];
      return own.map((mark): DraftProblem => problemOf(mark, at, place));
    });
  };
}

interface Piece {
  readonly sql: string;
  /** Characters from the start of the text. */
  readonly at: number;
}

/** Whatever may hold a semicolon that ends no statement, and what does. */
const PARTS =
  /--[^\n]*|\/\*|\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$|[eE]'(?:[^'\\]|\\[\s\S]|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|\bbegin\s+atomic\b|\bcase\b|\bend\b|;/gi;

/** At the semicolons outside of quotes and bodies; blanks and comments before a statement are no part of it. */
function split(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
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

function add(pieces: Piece[], text: string, start: number, end: number): void {
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

function syntaxError(words: StatementWords | undefined): readonly LintMark[] {
  if (!words?.error) return [];
  const { message, at } = words.error;
  const place = Math.min(at, Math.max(words.sql.length - 1, 0));
  const length = /^("[^"]*"|[\w$.]+)/.exec(words.sql.slice(place))?.[0].length ?? 1;
  return [
    { rule: 'lint-syntax', severity: 'error', at: place, length, message: `${message}.`, table: null, fix: null },
  ];
}

interface Place {
  readonly line: number;
  readonly column: number;
}

function problemOf(mark: LintMark, start: number, place: (at: number) => Place): DraftProblem {
  const { rule, severity, message, length, fix } = mark;
  return {
    rule,
    severity,
    message,
    ...place(start + mark.at),
    length,
    fix: fix && {
      title: fix.title,
      edits: fix.edits.map((edit) => ({ ...place(start + edit.at), length: edit.length, text: edit.text })),
    },
  };
}

function placesOf(text: string): (at: number) => Place {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (at) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: at - (starts[low] ?? 0) + 1 };
  };
}
