import type { DraftProblem } from '#app/api';
import type { Catalog, Statistics } from '#app/catalog';
import { type LintMark, lintDraft, type StatementWords } from '#app/plan';
import { scanSql } from '#app/sql';
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

/** At the semicolons outside of quotes and bodies; comments before a statement are no part of it. */
function split(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let start: number | null = null;
  let end = 0;
  let depth = 0;
  let before = '';
  const close = (from: number, to: number) => pieces.push({ sql: text.slice(from, to), at: from });
  for (const token of scanSql(text)) {
    const word = token.type === 'word' ? token.text : '';
    // `BEGIN ATOMIC … END` of a function holds statements of its own.
    if (word === 'atomic' && before === 'begin') depth = 1;
    else if (depth > 0 && word === 'case') depth += 1;
    else if (depth > 0 && word === 'end') depth -= 1;
    before = word;
    if (token.type === 'symbol' && token.text === ';' && depth === 0) {
      if (start !== null) close(start, end);
      start = null;
      continue;
    }
    start ??= token.start;
    end = token.end;
  }
  if (start !== null) close(start, end);
  return pieces;
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
