import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MigrationFacts, MigrationJournal, Problem } from '#app/catalog';
import { Failure, messageOf } from '#main/platform/failure.ts';
import { isDownScript, withDownScripts } from './down-scripts.ts';
import { findFolder } from './find-folder.ts';
import { readFolders } from './folder-per-migration.ts';
import { brokenJournal, type Journal, parseJournal } from './journal.ts';
import { inFile, migrationProblem } from './migration-problem.ts';
import { type MigrationText, readMigrationText } from './migration-text.ts';
import { chainProblems, readSnapshot, type Snapshot, withoutSnapshot } from './snapshots.ts';

export interface MigrationFolder {
  readonly layout: MigrationFacts['layout'];
  /** Where the migrations were found, project-relative. */
  readonly folder: string;
  /** In the order in which the migrator runs them. */
  readonly files: readonly MigrationText[];
  readonly journal: MigrationJournal | null;
  readonly newestSnapshot: Snapshot | null;
  /** In the order of the migrations. */
  readonly snapshots: readonly Snapshot[];
  readonly problems: readonly Problem[];
}

const NOT_THERE = 'Run drizzle-kit generate, or correct `out` in drizzle.config.ts.';

/**
 * Reads a migrations folder of either layout: drizzle-kit 0.x's `meta/_journal.json` with `<tag>.sql` beside it, or 1.0's
 * `<timestamp>_<name>/migration.sql`. Where the journal is missing or broken, numbered files are read by number.
 * @throws {Failure} `source-not-available` where there is no folder, nothing in it, or another dialect's migrations;
 * `bad-input` for a broken journal with nothing beside it.
 */
export async function readMigrationFolder(root: string, configured: string): Promise<MigrationFolder> {
  const { folder, problems } = await findFolder(root, configured);
  const names = await namesIn(root, folder);
  const file = `${folder}/meta/_journal.json`;
  const text = await readFile(join(root, file), 'utf8').catch(() => null);
  const found =
    text === null ? await withoutJournal(root, folder, names) : await readJournal(root, folder, names, text);
  if (found.files.length === 0 && found.problems.length === 0) {
    throw new Failure({
      code: 'source-not-available',
      message: `The folder ${folder} holds no migrations.`,
      remedy: NOT_THERE,
    });
  }
  const files = withDownScripts(root, folder, found.files);
  return { ...found, files, problems: [...problems, ...found.problems, ...found.files.flatMap(emptyProblem)] };
}

async function namesIn(root: string, folder: string): Promise<readonly string[]> {
  try {
    return await readdir(join(root, folder));
  } catch (error) {
    throw new Failure({
      code: 'source-not-available',
      message: `There is no migrations folder ${folder}.`,
      remedy: NOT_THERE,
      cause: error,
    });
  }
}

/** A folder per migration; or numbered files whose journal is gone. */
async function withoutJournal(root: string, folder: string, names: readonly string[]): Promise<MigrationFolder> {
  const numbered = sqlFilesIn(names).filter((name) => !isDownScript(name));
  const found = await readFolders(root, folder, names);
  if (found.files.length > 0 || found.problems.length > 0 || numbered.length === 0) {
    return { ...found, problems: [...found.problems, ...numbered.map((name) => looseFile(`${folder}/${name}`))] };
  }
  const message = `${folder} has no meta/_journal.json: Drizzle’s migrator does not start. The files were taken in the order of their numbers.`;
  const missing = migrationProblem('journal-missing', message, {
    effect: 'replaced',
    remedy: 'Restore meta/_journal.json from version control.',
    origin: inFile(folder),
  });
  return byNumber(root, folder, numbered, missing);
}

async function readJournal(
  root: string,
  folder: string,
  names: readonly string[],
  text: string,
): Promise<MigrationFolder> {
  const file = `${folder}/meta/_journal.json`;
  let journal: Journal;
  try {
    journal = parseJournal(text, file);
  } catch (error) {
    const numbered = sqlFilesIn(names).filter((name) => !isDownScript(name));
    if (numbered.length > 0) return byNumber(root, folder, numbered, brokenJournal(file, error));
    throw new Failure({
      code: 'bad-input',
      message: `${file} cannot be read: ${messageOf(error)}.`,
      remedy: 'Restore it from version control, or let drizzle-kit write it anew.',
      origin: { source: 'migrations', file },
      cause: error,
    });
  }
  requirePostgres(journal, folder);
  const read = await Promise.all(
    journal.entries.map((entry) => readMigrationText(root, `${folder}/${entry.tag}.sql`, entry)),
  );
  const missing = journal.entries.flatMap(({ tag, line }, index) => {
    const each = read[index];
    return each?.file || each?.problems.length ? [] : [missingFile(`${folder}/${tag}.sql`, file, line)];
  });
  const known = new Set(journal.entries.map(({ tag }) => `${tag}.sql`));
  const strays = sqlFilesIn(names).filter((name) => !known.has(name) && !isDownScript(name));
  const snapshots = await readSnapshots(root, folder, journal);
  return {
    layout: 'journal',
    folder,
    files: read.flatMap(({ file: each }) => (each ? [each] : [])),
    journal: { ...journal.facts, snapshots: snapshots.count },
    newestSnapshot: snapshots.newest,
    snapshots: snapshots.all,
    problems: [
      ...journal.problems,
      ...read.flatMap(({ problems }) => problems),
      ...missing,
      ...strays.map((name) => strayFile(`${folder}/${name}`, file)),
      ...(await newerLayout(root, folder, names)),
      ...snapshots.problems,
    ],
  };
}

function requirePostgres({ facts: { dialect } }: Journal, folder: string): void {
  if (dialect === null || ['postgresql', 'pg'].includes(dialect)) return;
  throw new Failure({
    code: 'source-not-available',
    message: `The migrations in ${folder} are for ${dialect}, not for PostgreSQL.`,
    remedy: 'Name the drizzle config whose dialect is postgresql ("drizzleConfig" in raingauge.config.json).',
    origin: inFile(`${folder}/meta/_journal.json`),
  });
}

async function byNumber(
  root: string,
  folder: string,
  names: readonly string[],
  problem: Problem,
): Promise<MigrationFolder> {
  const read = await Promise.all(
    names.map((name) =>
      readMigrationText(root, `${folder}/${name}`, { tag: name.slice(0, -'.sql'.length), when: null }),
    ),
  );
  const files = read.flatMap(({ file }) => (file ? [file] : []));
  const problems = [problem, ...read.flatMap((each) => each.problems)];
  return { layout: 'journal', folder, files, journal: null, newestSnapshot: null, snapshots: [], problems };
}

/** By number where they have one, so that 10 comes after 9. */
function sqlFilesIn(names: readonly string[]): readonly string[] {
  return names.filter((name) => name.endsWith('.sql')).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}

interface Snapshots {
  readonly count: number;
  readonly all: readonly Snapshot[];
  readonly newest: Snapshot | null;
  readonly problems: readonly Problem[];
}

/** Each entry's snapshot bears the first part of its tag: `0003_snapshot.json`. */
async function readSnapshots(root: string, folder: string, { entries }: Journal): Promise<Snapshots> {
  const names = await readdir(join(root, folder, 'meta')).catch(() => []);
  const there = names.filter((name) => name.endsWith('_snapshot.json'));
  const nameOf = (tag: string) => `${tag.split('_')[0]}_snapshot.json`;
  const wanted = [...new Set(entries.map(({ tag }) => nameOf(tag)))];
  const read = await Promise.all(
    wanted.filter((name) => there.includes(name)).map((name) => readSnapshot(root, `${folder}/meta/${name}`)),
  );
  const snapshots = read.flatMap(({ snapshot }) => (snapshot ? [snapshot] : []));
  const without = entries.filter(({ tag }) => !there.includes(nameOf(tag))).map(({ tag }) => tag);
  const strays = there
    .filter((name) => !wanted.includes(name))
    .map((name) => strayFile(`${folder}/meta/${name}`, `${folder}/meta/_journal.json`));
  const last = entries.at(-1);
  const newest = last && there.includes(nameOf(last.tag)) ? (snapshots.at(-1) ?? null) : null;
  return {
    count: there.length,
    all: snapshots,
    newest,
    problems: [
      ...withoutSnapshot(`${folder}/meta`, without),
      ...strays.map((problem) => ({ ...problem, code: 'snapshot-without-entry' })),
      ...read.flatMap(({ problems }) => problems),
      // A gap breaks the chain at one place only; it was told already.
      ...(without.length === 0 ? chainProblems(snapshots) : []),
    ],
  };
}

async function newerLayout(root: string, folder: string, names: readonly string[]): Promise<readonly Problem[]> {
  const { files } = await readFolders(root, folder, names);
  if (files.length === 0) return [];
  const message = `${folder} holds both layouts: ${files.length} folders beside the journal, which drizzle-orm 0.x never runs; 1.0 does not start while the journal is there.`;
  return [
    migrationProblem('mixed-layouts', message, {
      remedy: 'Run drizzle-kit up of the 1.0 line, or move the folders away.',
      origin: inFile(files[0]?.path ?? folder),
    }),
  ];
}

function missingFile(path: string, journal: string, line: number): Problem {
  return migrationProblem('migration-missing', `${journal}:${line} names ${path}, which is not there.`, {
    effect: 'unread',
    remedy: 'Restore the file: Drizzle’s migrator stops at it.',
    origin: inFile(journal, line),
  });
}

function strayFile(path: string, journal: string): Problem {
  const isSnapshot = path.endsWith('.json');
  const message = isSnapshot
    ? `${path} belongs to no entry of ${journal}.`
    : `${path} is not in ${journal}: Drizzle’s migrator never runs it, and neither was it replayed.`;
  const remedy = isSnapshot
    ? 'Remove it, or restore its entry.'
    : 'Add it with drizzle-kit generate --custom, or remove it.';
  return migrationProblem('migration-not-in-journal', message, { remedy, origin: inFile(path) });
}

function looseFile(path: string): Problem {
  const message = `${path} lies beside the folders of the migrations: Drizzle’s migrator never runs it.`;
  const remedy = 'Give it a folder of its own, or remove it.';
  return migrationProblem('migration-not-in-journal', message, { remedy, origin: inFile(path) });
}

function emptyProblem({ path, text }: MigrationText): readonly Problem[] {
  const isEmpty =
    text.replaceAll(/--[^\n]*|\/\*[\s\S]*?\*\//g, '').trim() === '' && !/\/\*[\s\S]*\S[\s\S]*\*\//.test(text);
  if (!isEmpty) return [];
  const message = `${path} holds no statement.`;
  return [
    migrationProblem('migration-empty', message, {
      remedy: 'Write its SQL, or remove it before it is applied.',
      origin: inFile(path),
    }),
  ];
}
