import type { Name } from './sql-action.ts';

/** Text that takes the place of a stretch of the statement. */
export interface TextEdit {
  /** Characters (UTF-16) from the start of the statement. */
  readonly at: number;
  readonly length: number;
  readonly text: string;
}

export interface QuickFix {
  /** What it does, as an imperative sentence. */
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/**
 * `error`: it fails, or loses what nobody brings back; `warning`: it hurts on a database that is in use; `info`: it could be
 * better.
 */
export type LintSeverity = 'error' | 'warning' | 'info';

/** Something about a place in a statement that should be known before it is run. */
export interface LintMark {
  /** A rule of the audit (`migration-…`), or a check of drafts alone (`lint-…`). */
  readonly rule: string;
  readonly severity: LintSeverity;
  readonly at: number;
  readonly length: number;
  /** One sentence. */
  readonly message: string;
  /** The table it is about, as it is called then. */
  readonly table: Name | null;
  readonly fix: QuickFix | null;
}

/** Where a name stands in a text, from a place on; the word at that place where it is not found. */
export function rangeOf(sql: string, at: number, name: string): Pick<LintMark, 'at' | 'length'> {
  const quoted = `"${name.replaceAll('"', '""')}"`;
  const asQuoted = sql.indexOf(quoted, at);
  const asWord = wordAt(sql, at, name);
  if (asQuoted >= 0 && (asWord < 0 || asQuoted < asWord)) return { at: asQuoted, length: quoted.length };
  if (asWord >= 0) return { at: asWord, length: name.length };
  return wordFrom(sql, at);
}

function wordAt(sql: string, from: number, name: string): number {
  const [text, wanted] = [sql.toLowerCase(), name.toLowerCase()];
  const isWord = (index: number) => /[\w$"]/.test(sql[index] ?? '');
  for (let at = text.indexOf(wanted, from); at >= 0; at = text.indexOf(wanted, at + 1))
    if (!isWord(at - 1) && !isWord(at + wanted.length)) return at;
  return -1;
}

/** The word at a place, or the first one of the statement. */
export function wordFrom(sql: string, at: number): Pick<LintMark, 'at' | 'length'> {
  const start = at + (/^\s*/.exec(sql.slice(at))?.[0].length ?? 0);
  return { at: start, length: Math.max(/^("(?:[^"]|"")*"|[\w$.]+)/.exec(sql.slice(start))?.[0].length ?? 1, 1) };
}

/** The words at a place where a pattern begins in a statement; its first word where it is not there. */
export function wordsAt(sql: string, pattern: RegExp): Pick<LintMark, 'at' | 'length'> {
  const match = pattern.exec(sql);
  return match ? { at: match.index, length: match[0].length } : wordFrom(sql, 0);
}
