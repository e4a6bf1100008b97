import type { DraftCompletions, DraftHover } from '#app/api';
import type { Catalog } from '#app/catalog';
import { completeAt, describeAt } from '#app/plan';
import { statementIndexAt } from '#app/sql';
import type { WordsOfText } from './text-words.ts';

/** What helps whoever writes a draft for a schema. Places are characters (UTF-16) from the start of the text. */
export interface TextHelp {
  complete(text: string, at: number, catalog: Catalog): Promise<DraftCompletions | null>;
  describe(text: string, at: number, catalog: Catalog): Promise<DraftHover | null>;
}

export function createTextHelp(wordsOf: WordsOfText): TextHelp {
  async function caretOf(text: string, at: number) {
    const statements = await wordsOf(text);
    const index = statementIndexAt(
      text,
      statements.map(({ words, at: start }) => ({ sql: words.sql, at: start })),
      at,
    );
    const own = statements[index];
    const before = statements.slice(0, Math.max(index, 0)).map(({ words }) => words);
    // Behind the last semicolon a statement begins that has no words yet.
    const isBehind = own === undefined || at > endOf(text, own.at + own.words.sql.length) || at < own.at;
    if (!isBehind) return { sql: own.words.sql, start: own.at, before };
    const start = text.lastIndexOf('\n', at - 1) + 1;
    const isAfter = own !== undefined && at > own.at;
    return { sql: text.slice(start, at), start, before: isAfter ? [...before, own.words] : before };
  }
  return {
    async complete(text, at, catalog) {
      const { sql, start, before } = await caretOf(text, at);
      // Blanks behind the last word are no part of the statement, but the caret stands there.
      const whole = at - start > sql.length ? text.slice(start, at) : sql;
      const found = completeAt({ sql: whole, place: at - start, before, catalog });
      return found && { ...found, at: found.at + start };
    },
    async describe(text, at, catalog) {
      const { sql, start, before } = await caretOf(text, at);
      const found = describeAt({ sql, place: at - start, before, catalog });
      return found && { ...found, at: found.at + start };
    },
  };
}

/** Up to its semicolon, or to the end of the text where there is none yet. */
function endOf(text: string, end: number): number {
  const semicolon = text.indexOf(';', end);
  return semicolon < 0 ? text.length : semicolon;
}
