import type { StatementWords } from '#app/plan';
import { splitStatements } from '#app/sql';
import { statementWords } from './actions/statement-words.ts';
import { loadParser } from './parse-statement.ts';

/** A statement of a text, and where it begins, in characters. */
export interface PlacedWords {
  readonly words: StatementWords;
  readonly at: number;
}

/** Parses a text that is being written, statement by statement. */
export type WordsOfText = (text: string) => Promise<readonly PlacedWords[]>;

/** Statements that are kept parsed: those of several drafts of a thousand lines. */
const KEPT = 5_000;

export function createTextWords(): WordsOfText {
  let parsed = new Map<string, StatementWords>();
  return async (text) => {
    await loadParser();
    if (parsed.size > KEPT) parsed = new Map();
    return splitStatements(text).map(({ sql, at }) => {
      const words = parsed.get(sql) ?? statementWords(sql);
      parsed.set(sql, words);
      return { words, at };
    });
  };
}
