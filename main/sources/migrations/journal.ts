import type { MigrationJournal, Problem } from '#app/catalog';
import { messageOf } from '#main/platform/failure.ts';
import { inFile, migrationProblem } from './migration-problem.ts';

export interface JournalEntry {
  /** 1-based line in the journal. */
  readonly line: number;
  readonly idx: number | null;
  /** Milliseconds since the epoch. */
  readonly when: number | null;
  readonly tag: string;
  readonly breakpoints: boolean | null;
}

export interface Journal {
  readonly facts: Omit<MigrationJournal, 'snapshots'>;
  /** In the order in which the migrator runs them: that of the file. */
  readonly entries: readonly JournalEntry[];
  readonly problems: readonly Problem[];
}

const RESTORE = 'Restore it from version control: Drizzle’s migrator stops at it.';

/**
 * Reads `meta/_journal.json` of drizzle-kit 0.x. An entry that is none is a problem and the others count.
 * @throws where the text is no journal at all.
 */
export function parseJournal(text: string, file: string): Journal {
  const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
  const { entries: found, dialect, version } = (value ?? {}) as Record<string, unknown>;
  if (!Array.isArray(found)) throw new Error('it has no list of entries');
  const entries: JournalEntry[] = [];
  const problems: Problem[] = [];
  let from = 0;
  found.forEach((each: unknown, index) => {
    const entry = (each ?? {}) as Record<string, unknown>;
    const at = placeOf(text, entry.tag, from);
    if (at >= 0) from = at + 1;
    const line = at < 0 ? 1 : text.slice(0, at).split('\n').length;
    if (typeof entry.tag !== 'string' || entry.tag === '') {
      problems.push(entryProblem(file, `entry ${index + 1} of ${file} names no file (tag).`));
      return;
    }
    const when = typeof entry.when === 'number' ? entry.when : null;
    if (when === null) problems.push(entryProblem(file, `${file}:${line}: ${entry.tag} has no time (when).`, line));
    const idx = typeof entry.idx === 'number' ? entry.idx : null;
    const breakpoints = typeof entry.breakpoints === 'boolean' ? entry.breakpoints : null;
    entries.push({ line, idx, when, tag: entry.tag, breakpoints });
  });
  const facts = {
    dialect: typeof dialect === 'string' ? dialect : null,
    version: typeof version === 'string' ? version : null,
    entries: found.length,
    breakpoints: breakpointsOf(entries),
  };
  return { facts, entries, problems: [...problems, ...orderProblems(entries, file)] };
}

function breakpointsOf(entries: readonly JournalEntry[]): boolean | null {
  const values = new Set(entries.map(({ breakpoints }) => breakpoints));
  return values.size === 1 ? ([...values][0] ?? null) : null;
}

/** Entries stand in their order: a tag that occurs twice is found twice. */
function placeOf(text: string, tag: unknown, from: number): number {
  return typeof tag === 'string' ? text.indexOf(JSON.stringify(tag), from) : -1;
}

function entryProblem(file: string, message: string, line = 1): Problem {
  return migrationProblem('journal-entry-invalid', message, {
    effect: 'unread',
    remedy: RESTORE,
    origin: inFile(file, line),
  });
}

/** Order by time against order in the file, and whatever occurs twice. */
function orderProblems(entries: readonly JournalEntry[], file: string): readonly Problem[] {
  const problems: Problem[] = [];
  const seen = { tag: new Map<string, JournalEntry>(), idx: new Map<number, JournalEntry>() };
  const numbers = new Map<string, JournalEntry>();
  let newest: JournalEntry | null = null;
  for (const entry of entries) {
    const { line, tag, idx, when } = entry;
    const say = (code: string, message: string, remedy: string) =>
      problems.push(migrationProblem(code, `${file}:${line}: ${message}`, { remedy, origin: inFile(file, line) }));
    if (seen.tag.has(tag)) say('journal-duplicate', `${tag} is listed twice, so it runs twice.`, 'Remove one entry.');
    else {
      const number = /^\d+/.exec(tag)?.[0];
      const twin = number === undefined ? undefined : numbers.get(number);
      const remedy = 'Generate the later one anew: two branches took the same number.';
      if (twin) say('journal-duplicate', `${tag} has the number of ${twin.tag}.`, remedy);
      const sameIdx = idx === null ? undefined : seen.idx.get(idx);
      if (sameIdx && !twin) say('journal-duplicate', `${tag} has the idx ${idx} of ${sameIdx.tag}.`, remedy);
      if (number !== undefined) numbers.set(number, entry);
    }
    if (newest?.when != null && when !== null && when < newest.when) {
      const message = `${tag} is older (when) than ${newest.tag} before it: drizzle-orm 0.x skips it for ever on a database that already ran ${newest.tag}.`;
      say('journal-out-of-order', message, `Give it a time after that of ${newest.tag} (when ${newest.when}).`);
    }
    if (when !== null && (newest?.when == null || when >= newest.when)) newest = entry;
    seen.tag.set(tag, entry);
    if (idx !== null) seen.idx.set(idx, entry);
  }
  return problems;
}

/** The problem of a journal that is none, where the folder is read without it. */
export function brokenJournal(file: string, error: unknown): Problem {
  const message = `${file} cannot be read: ${messageOf(error)}. The files were taken in the order of their numbers.`;
  return migrationProblem('journal-invalid', message, { effect: 'replaced', remedy: RESTORE, origin: inFile(file) });
}
