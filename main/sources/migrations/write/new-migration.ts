import type { Problem } from '#app/catalog';
import { Failure } from '#main/platform/failure.ts';
import type { MigrationFolder } from '../folder.ts';
import { inFile, migrationProblem } from '../migration-problem.ts';
import type { MigrationSql } from './migration-sql.ts';
import { type OneState, snapshotOne } from './snapshot-one.ts';
import { snapshotZero } from './snapshot-zero.ts';
import type { Wanted } from './wanted.ts';

/** A file that a migration consists of. */
export interface NewFile {
  /** Project-relative, with forward slashes. */
  readonly path: string;
  readonly content: string;
  readonly role: 'migration' | 'snapshot' | 'journal' | 'by-hand' | 'down';
}

export interface NewMigration {
  readonly tag: string;
  readonly layout: 'journal' | 'folders';
  readonly files: readonly NewFile[];
  readonly problems: readonly Problem[];
}

export interface NewMigrationInput {
  /** As it is now; `null` where there is none yet. */
  readonly folder: MigrationFolder | null;
  /** Where a new one is made, project-relative. */
  readonly out: string;
  readonly wanted: Wanted;
  readonly sql: MigrationSql;
  /** What follows number or time in its name. */
  readonly name: string;
  readonly prefix: Prefix;
  readonly breakpoints: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly newId: string;
  /** Texts of files of the folder as they are, by path: the journal. */
  readonly journalText: string | null;
}

export type Prefix = 'index' | 'timestamp' | 'supabase' | 'unix' | 'none';

/**
 * The files of one more migration in the layout that the folder has, or, in a new one, that the project's drizzle-kit writes.
 * @throws {Failure} `bad-input` where the folder is not what the project's drizzle-kit reads.
 */
export function newMigration(input: NewMigrationInput): NewMigration {
  requireLayout(input);
  return input.wanted.kit.isOne ? folderMigration(input) : journalMigration(input);
}

function requireLayout({ folder, wanted }: NewMigrationInput): void {
  if (!folder) return;
  const { kit } = wanted;
  const broken = folder.problems.find(({ code }) => BROKEN.includes(code) || (kit.isOne && code === CHAIN));
  if (broken) throw refused(broken.message, broken.remedy ?? 'Mend the folder first.', broken.origin?.file);
  if ((folder.layout === 'folders') === kit.isOne || folder.files.length === 0) return;
  throw refused(
    `The migrations in ${folder.folder} are in the layout of drizzle-kit ${kit.isOne ? '0.x' : '1.0'}, and the project uses ${kit.name}.`,
    kit.isOne ? 'Run drizzle-kit up first.' : 'Install the drizzle-kit that the folder was written with.',
    folder.folder,
  );
}

/** What makes it impossible to say which migration comes next, or what the newest snapshot is. */
const BROKEN = ['journal-missing', 'journal-invalid', 'journal-entry-invalid', 'snapshot-invalid', 'mixed-layouts'];

/** drizzle-kit 0.x goes on from the last snapshot, whatever it follows; 1.0 puts the state together from all of them. */
const CHAIN = 'snapshot-chain-broken';

function refused(message: string, remedy: string, file: string | undefined): Failure {
  return new Failure({
    code: 'bad-input',
    message,
    remedy,
    origin: file === undefined ? null : { source: 'migrations', file },
  });
}

interface JournalText {
  readonly version: string;
  readonly dialect: string;
  readonly entries: readonly { readonly idx?: unknown; readonly when?: unknown; readonly tag?: unknown }[];
}

/** drizzle-kit 0.x: `<prefix>_<name>.sql`, `meta/<prefix>_snapshot.json` and a line in `meta/_journal.json`. */
function journalMigration(input: NewMigrationInput): NewMigration {
  const { folder, out, name, prefix, now, newId, breakpoints, wanted, sql } = input;
  const place = folder?.folder ?? out;
  const text = input.journalText ?? JSON.stringify({ version: '7', dialect: 'postgresql', entries: [] }, null, 2);
  const journal = JSON.parse(text.replace(/^\uFEFF/, '')) as JournalText;
  const last = journal.entries.at(-1);
  const taken = new Set(journal.entries.map(({ tag }) => String(tag).split('_')[0]));
  let idx = typeof last?.idx === 'number' ? last.idx + 1 : journal.entries.length;
  while (prefix === 'index' && taken.has(String(idx).padStart(4, '0'))) idx += 1;
  // What is not newer than the newest that was applied is passed over for ever.
  const when = Math.max(now, ...journal.entries.map((entry) => (typeof entry.when === 'number' ? entry.when + 1 : 0)));
  const first = prefixText(prefix, idx, when);
  const tag = `${first}_${name}`;
  const snapshot = `${place}/meta/${first}_snapshot.json`;
  const previous = folder?.newestSnapshot ?? null;
  const value = snapshotZero({ previous, wanted, id: newId });
  const entry = { idx, version: '7', when, tag, breakpoints };
  const entries = [...journal.entries, entry];
  return {
    tag,
    layout: 'journal',
    files: [
      { path: `${place}/${tag}.sql`, content: sql.migration, role: 'migration' },
      { path: snapshot, content: JSON.stringify(value, null, 2), role: 'snapshot' },
      {
        path: `${place}/meta/_journal.json`,
        content: `${JSON.stringify({ ...journal, entries }, null, indentOf(text))}${text.endsWith('\n') ? '\n' : ''}`,
        role: 'journal',
      },
      ...sql.byHand.map((script) => ({
        path: `${place}/by-hand/${tag}.${script.when}.sql`,
        content: script.sql,
        role: 'by-hand' as const,
      })),
      ...(sql.down === null ? [] : [{ path: `${place}/down/${tag}.sql`, content: sql.down, role: 'down' as const }]),
    ],
    problems: [
      ...wanted.problems,
      ...(folder?.problems.filter(({ code }) => code === CHAIN) ?? []),
      ...orderProblems(folder, snapshot, prefix),
    ],
  };
}

function prefixText(prefix: Prefix, idx: number, when: number): string {
  switch (prefix) {
    case 'index':
      return String(idx).padStart(4, '0');
    case 'timestamp':
    case 'supabase':
      return new Date(when).toISOString().replace(/[-T:]/g, '').slice(0, 14);
    case 'unix':
      return String(Math.floor(when / 1000));
    case 'none':
      return '';
  }
}

function indentOf(text: string): string {
  return /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ';
}

/** drizzle-kit 0.x takes the last snapshot by name for the newest, and passes over names that begin with `_`. */
function orderProblems(folder: MigrationFolder | null, path: string, prefix: Prefix): readonly Problem[] {
  const later = folder?.snapshots.find((snapshot) => snapshot.path > path);
  if (!later && prefix !== 'none') return [];
  const message = later
    ? `drizzle-kit takes snapshots by name, and ${later.path} comes after ${path}: it would go on from the older one.`
    : `With the prefix "none" drizzle-kit never finds its snapshots again: it would go on as if there were none.`;
  const remedy = later
    ? 'Keep the prefix that the later names have ("migrations.prefix" in drizzle.config.ts).'
    : 'Choose another "migrations.prefix" in drizzle.config.ts.';
  return [migrationProblem('snapshot-out-of-order', message, { remedy, origin: inFile(path) })];
}

/** drizzle-kit 1.0: `<time>_<name>/migration.sql` and `snapshot.json` beside it. */
function folderMigration(input: NewMigrationInput): NewMigration {
  const { folder, out, name, now, newId, wanted, sql } = input;
  const place = folder?.folder ?? out;
  const times = folder?.files.map(({ when }) => (when ?? 0) + 1000) ?? [];
  const stamp = new Date(Math.max(now, ...times)).toISOString().replace(/[-T:]/g, '').slice(0, 14);
  const tag = `${stamp}_${name}`;
  const state: OneState = { snapshots: folder?.snapshots ?? [], wanted, id: newId };
  const own = `${place}/${tag}`;
  return {
    tag,
    layout: 'folders',
    files: [
      { path: `${own}/migration.sql`, content: sql.migration, role: 'migration' },
      { path: `${own}/snapshot.json`, content: JSON.stringify(snapshotOne(state), null, 2), role: 'snapshot' },
      ...sql.byHand.map((script) => ({
        path: `${own}/by-hand.${script.when}.sql`,
        content: script.sql,
        role: 'by-hand' as const,
      })),
      ...(sql.down === null ? [] : [{ path: `${own}/down.sql`, content: sql.down, role: 'down' as const }]),
    ],
    problems: wanted.problems,
  };
}
