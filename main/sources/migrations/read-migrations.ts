import type { AppliedMigration, MigrationFacts, MigrationFile, Origin, Problem, Reading, Source } from '#app/catalog';
import { joinApplied } from '#app/compare';
import type { Work } from '#main/platform/work.ts';
import type { BuildReport, RunMode } from '#main/shadow/script.ts';
import type { Shadow } from '#main/shadow/shadow.ts';
import { readLive } from '#main/sources/live/read-live.ts';
import type { ReadOnlySession } from '#main/sources/live/session.ts';
import { readObjectXmins } from '#main/sources/sql-file/catalog-xmins.ts';
import { noteStatements, type PlacedStatement } from '#main/sources/sql-file/note-statements.ts';
import { withOrigins } from '#main/sources/sql-file/origins.ts';
import { placeText, statementProblems, timeoutFailure } from '#main/sources/sql-file/problems.ts';
import { splitSql } from '#main/sources/sql-file/split-sql.ts';
import { type MigrationText, readMigrationFolder } from './folder.ts';
import { preludeFor } from './prelude.ts';

export interface ReadMigrationsOptions {
  /** Absolute path of the project. */
  readonly root: string;
  /** The migrations folder, relative to `root`. */
  readonly folder: string;
  readonly shadow: Shadow;
  readonly work: Work;
  /** By default `{ kind: 'migrations', label: 'migrations' }`. */
  readonly source?: Source;
  /** What the live database's migrations table holds, where it was asked. */
  readonly applied?: readonly AppliedMigration[];
}

interface ReplayStatement extends PlacedStatement {
  readonly sql: string;
  /** Index of the file; 0 is the prelude. */
  readonly group: number;
}

/**
 * Replays the migrations in order on the shadow and reads what they made. All run in one transaction, as Drizzle's migrator
 * runs them; where that fails each file gets its own, and a file that fails is run statement by statement, which is said.
 * Each object's origins are the statement that made it and the one that changed it last.
 * @throws {Failure} `source-not-available`, `bad-input`, `timed-out` for a statement that does not end, `shadow-failed`.
 */
export async function readMigrations(options: ReadMigrationsOptions): Promise<Reading> {
  const { root, folder, shadow, work } = options;
  const source = options.source ?? { kind: 'migrations', label: 'migrations' };
  const found = await readMigrationFolder(root, folder.replaceAll('\\', '/').replace(/^\.\//, '').replace(/\/$/, ''));
  const prelude = preludeFor(found.files.map(({ text }) => text.toString()));
  const own = await statementsOf(found.files, source);
  const made = prelude.statements.map((sql) => ({ sql, group: 0 }));
  const placeOf = (index: number): Origin | undefined => own[index - made.length]?.origin;

  async function replay<T>(
    mode: RunMode,
    use: (session: ReadOnlySession, built: BuildReport) => Promise<T>,
  ): Promise<T> {
    try {
      return await shadow.build({ statements: [...made, ...own], mode }, use, work);
    } catch (error) {
      throw timeoutFailure(error, placeOf);
    }
  }

  async function read(session: ReadOnlySession, built: BuildReport): Promise<Reading> {
    const reading = await readLive(session, { source, work });
    const marked = withOrigins(reading.catalog, await readObjectXmins(session), built.marks, placeOf);
    const failed = new Set(built.failures.map(({ index }) => index - made.length));
    const book = await noteStatements(own, failed);
    const facts: MigrationFacts = {
      layout: found.layout,
      folder,
      files: found.files.map((file, index) => factsOf(file, index, own)),
      statements: own.map(({ origin }, index) => ({
        origin,
        command: 'unknown',
        objects: [],
        outcome: failed.has(index) ? 'failed' : 'ran',
        outsideTransaction: false,
        flags: [],
      })),
      journal: null,
      database: null,
      appliedOnly: [],
      removed: book.removals(),
    };
    return {
      source,
      catalog: prelude.remove(book.apply(marked)),
      report: [...found.problems, ...prelude.problems, ...statementProblems(built, placeOf), ...reading.report],
      migrations: options.applied ? joinApplied(facts, options.applied) : facts,
    };
  }

  // Most folders run as one: only those that do not are replayed a second time.
  const whole = await replay('one', async (session, built) => {
    const [failure] = built.failures;
    return failure ? { failure } : { reading: await read(session, built) };
  });
  if ('reading' in whole) return whole.reading;
  const split = await replay('groups', read);
  return {
    ...split,
    report: [notInOneTransaction(placeOf(whole.failure.index), whole.failure.message), ...split.report],
  };
}

async function statementsOf(files: readonly MigrationText[], source: Source): Promise<readonly ReplayStatement[]> {
  const all: ReplayStatement[] = [];
  for (const [index, { path, text }] of files.entries()) {
    const statements = await splitSql(text);
    statements.forEach((statement, number) => {
      const { line, column, sql } = statement;
      const origin: Origin = { source: source.kind, file: path, line, column, statement: number + 1 };
      all.push({ sql, group: index + 1, statement, origin });
    });
  }
  return all;
}

function factsOf(file: MigrationText, index: number, statements: readonly ReplayStatement[]): MigrationFile {
  const { path, tag, when, hash } = file;
  return {
    path,
    tag,
    when,
    hash,
    statements: statements.filter(({ group }) => group === index + 1).length,
    state: null,
    applied: null,
  };
}

function notInOneTransaction(origin: Origin | undefined, cause: string): Problem {
  return {
    code: 'not-in-one-transaction',
    effect: 'note',
    message: `${placeText(origin ?? null)} fails where all migrations run in one transaction, as Drizzle’s migrator runs them on an empty database; each file was run by itself.`,
    remedy: 'Databases that were migrated step by step are not affected; a new one will stop here.',
    object: null,
    origin: origin ?? null,
    cause,
  };
}
