import type { DraftLint, DraftProblem } from '#app/api';
import type { Catalog, Statistics } from '#app/catalog';
import { type LintMark, lintDraft, type StatementWords } from '#app/plan';
import type { WordsOfText } from './text-words.ts';

/** Says of a draft what should be known of it, as it is typed. What was parsed is kept: an edit costs its own statement. */
export type TextLinter = (text: string, catalog: Catalog, statistics?: Statistics | null) => Promise<DraftLint>;

export function createTextLinter(wordsOf: WordsOfText): TextLinter {
  return async (text, catalog, statistics = null) => {
    const statements = await wordsOf(text);
    const linted = lintDraft(
      statements.map(({ words }) => words),
      catalog,
      statistics,
    );
    const place = placesOf(text);
    return {
      problems: statements.flatMap(({ words, at }, index) => {
        const own = [...syntaxError(words), ...(linted[index]?.marks ?? [])];
        return own.map((mark): DraftProblem => problemOf(mark, at, place));
      }),
      statements: linted.map(({ object, hazards }) => ({ object, hazards })),
    };
  };
}

function syntaxError(words: StatementWords): readonly LintMark[] {
  if (!words.error) return [];
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
