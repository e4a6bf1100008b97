import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MigrationFacts, Problem } from '#app/catalog';
import { Failure, messageOf } from '#main/platform/failure.ts';

/** One migration as its file stands on disk. */
export interface MigrationText {
  /** Project-relative, with forward slashes. */
  readonly path: string;
  readonly tag: string;
  /** Milliseconds since the epoch, as the migrator compares them. */
  readonly when: number | null;
  readonly text: Buffer;
  /** SHA-256 of the text, as Drizzle's migrator notes it. */
  readonly hash: string;
}

export interface MigrationFolder {
  readonly layout: MigrationFacts['layout'];
  /** In the order in which the migrator runs them. */
  readonly files: readonly MigrationText[];
  readonly problems: readonly Problem[];
}

/**
 * Reads a migrations folder of either layout: drizzle-kit 0.x's `meta/_journal.json` with `<tag>.sql` beside it, or 1.0's
 * `<timestamp>_<name>/migration.sql`.
 * @throws {Failure} `source-not-available` where there is no folder or nothing in it, `bad-input` for a broken journal.
 */
export async function readMigrationFolder(root: string, folder: string): Promise<MigrationFolder> {
  const names = await readdir(join(root, folder)).catch((error: unknown) => {
    throw new Failure({
      code: 'source-not-available',
      message: `There is no migrations folder ${folder}.`,
      remedy: 'Run drizzle-kit generate, or correct `out` in drizzle.config.ts.',
      cause: error,
    });
  });
  const journal = await readFile(join(root, folder, 'meta', '_journal.json'), 'utf8').catch(() => null);
  const found =
    journal === null ? await readFolders(root, folder, names) : await readJournal(root, folder, names, journal);
  if (found.files.length > 0 || found.problems.length > 0) return found;
  throw new Failure({
    code: 'source-not-available',
    message: `The folder ${folder} holds no migrations.`,
    remedy: 'Run drizzle-kit generate, or correct `out` in drizzle.config.ts.',
  });
}

interface JournalEntry {
  readonly idx: number;
  readonly when: number;
  readonly tag: string;
}

async function readJournal(
  root: string,
  folder: string,
  names: readonly string[],
  text: string,
): Promise<MigrationFolder> {
  const journal = `${folder}/meta/_journal.json`;
  const files: MigrationText[] = [];
  const problems: Problem[] = [];
  const entries = parseJournal(text, journal);
  for (const { tag, when } of entries) {
    const file = await readMigration(root, `${folder}/${tag}.sql`, tag, when);
    if (file) files.push(file);
    else problems.push(missingFile(`${folder}/${tag}.sql`, journal));
  }
  const known = new Set(entries.map(({ tag }) => `${tag}.sql`));
  const strays = names.filter((name) => name.endsWith('.sql') && !known.has(name)).sort();
  problems.push(...strays.map((name) => strayFile(`${folder}/${name}`, journal)));
  return { layout: 'journal', files, problems };
}

function parseJournal(text: string, file: string): readonly JournalEntry[] {
  try {
    const { entries } = JSON.parse(text) as { entries?: unknown };
    if (!Array.isArray(entries)) throw new Error('it has no list of entries');
    return entries.map((entry: Partial<JournalEntry>) => {
      if (typeof entry?.tag !== 'string' || typeof entry.when !== 'number')
        throw new Error('an entry has no tag or when');
      return { idx: entry.idx ?? 0, tag: entry.tag, when: entry.when };
    });
  } catch (error) {
    throw new Failure({
      code: 'bad-input',
      message: `${file} cannot be read: ${messageOf(error)}.`,
      remedy: 'Restore it from version control, or let drizzle-kit write it anew.',
      origin: { source: 'migrations', file },
      cause: error,
    });
  }
}

async function readFolders(root: string, folder: string, names: readonly string[]): Promise<MigrationFolder> {
  const files: MigrationText[] = [];
  for (const name of [...names].sort((a, b) => a.localeCompare(b))) {
    const file = await readMigration(root, `${folder}/${name}/migration.sql`, name, millisecondsOf(name));
    if (file) files.push(file);
  }
  return { layout: 'folders', files, problems: [] };
}

/** A folder's name begins with `YYYYMMDDhhmmss`, in UTC. */
function millisecondsOf(name: string): number | null {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/.exec(name)?.slice(1).map(Number);
  if (!parts) return null;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

async function readMigration(
  root: string,
  path: string,
  tag: string,
  when: number | null,
): Promise<MigrationText | null> {
  const text = await readFile(join(root, path)).catch(() => null);
  if (!text) return null;
  // Drizzle hashes the decoded text, not the bytes.
  return { path, tag, when, text, hash: createHash('sha256').update(text.toString()).digest('hex') };
}

function missingFile(path: string, journal: string): Problem {
  return {
    code: 'migration-missing',
    effect: 'unread',
    message: `${journal} names ${path}, which is not there.`,
    remedy: 'Restore the file: Drizzle’s migrator stops at it.',
    object: null,
    origin: { source: 'migrations', file: journal },
    cause: null,
  };
}

function strayFile(path: string, journal: string): Problem {
  return {
    code: 'migration-not-in-journal',
    effect: 'note',
    message: `${path} is not in ${journal}: Drizzle’s migrator never runs it, and neither was it replayed.`,
    remedy: 'Add it with drizzle-kit generate --custom, or remove it.',
    object: null,
    origin: { source: 'migrations', file: path },
    cause: null,
  };
}
