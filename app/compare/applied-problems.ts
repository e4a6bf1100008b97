import type { AppliedMigration, MigrationFacts, MigrationFile, Origin, Problem, Reading } from '#app/catalog';
import { joinApplied } from './applied.ts';

/**
 * The migrations as one database has them: each file's state, the rows that no file accounts for, and what the migrator
 * will do that nobody expects, as notes; what was said of another database before is replaced. A reading of a source whose
 * migrations table was not looked for changes nothing.
 */
export function withAppliedState(migrations: Reading, database: Reading): Reading {
  const facts = migrations.migrations;
  const { appliedState, applied, source } = database;
  const report = migrations.report.filter(({ code }) => !CODES.has(code));
  if (!facts || (appliedState === undefined && applied === undefined)) return migrations;
  if (applied === undefined) {
    const state = appliedState ?? 'missing';
    const problem = state === 'forbidden' ? forbidden(source.label) : neverMigrated(facts, source.label);
    const files = facts.files.map(state === 'missing' ? notApplied : notKnown);
    return {
      ...migrations,
      report: [...report, problem],
      migrations: { ...facts, files, database: state, appliedOnly: [] },
    };
  }
  const joined = joinApplied(facts, applied);
  const empty = applied.length === 0 ? [neverMigrated(facts, source.label)] : [];
  const problems = [...empty, ...fileProblems(joined, source.label), ...rowProblems(joined, source.label)];
  return { ...migrations, report: [...report, ...problems], migrations: joined };
}

/** The migrations alone: nothing is known of any database. */
export function withoutAppliedState(migrations: Reading): Reading {
  const facts = migrations.migrations;
  if (!facts || facts.database === null) return migrations;
  const report = migrations.report.filter(({ code }) => !CODES.has(code));
  const files = facts.files.map(notKnown);
  return { ...migrations, report, migrations: { ...facts, files, database: null, appliedOnly: [] } };
}

/** Of the problems made here. */
const CODES: ReadonlySet<string> = new Set([
  'applied-state-forbidden',
  'never-migrated',
  'migration-edited',
  'migration-will-be-skipped',
  'applied-without-file',
]);

function notApplied(file: MigrationFile): MigrationFile {
  return { ...file, state: 'not-applied', applied: false, edited: false };
}

function notKnown(file: MigrationFile): MigrationFile {
  return { ...file, state: null, applied: null, edited: false };
}

function note(code: string, message: string, remedy: string, origin: Origin | null): Problem {
  return { code, effect: 'note', message, remedy, object: null, origin, cause: null };
}

function forbidden(database: string): Problem {
  return note(
    'applied-state-forbidden',
    `Which migrations ${database} has is not known: the role may not read Drizzle’s table of migrations.`,
    'Grant the role SELECT on it, and USAGE on its schema.',
    null,
  );
}

/** The migrator would begin with the first file, on a database that may have it all. */
function neverMigrated({ files }: MigrationFacts, database: string): Problem {
  const newest = files.at(-1);
  return note(
    'never-migrated',
    `Drizzle never migrated ${database}: its table of migrations is missing or empty, so the migrator will run all ${files.length} files from the first.`,
    newest
      ? `Where the database already has what they make, note a baseline first: mark the files up to ${newest.tag} as applied.`
      : 'Generate a first migration.',
    null,
  );
}

function fileProblems({ files, layout }: MigrationFacts, database: string): readonly Problem[] {
  return files.flatMap(({ path, tag, state }): readonly Problem[] => {
    const origin: Origin = { source: 'migrations', file: path };
    if (state === 'edited') {
      const message = `${path} was changed after ${database} ran it: the database has what it said before.`;
      return [note('migration-edited', message, 'Undo the change, and make it in a new migration.', origin)];
    }
    if (state === 'will-be-skipped' && layout === 'journal') {
      const message = `${path} will never run on ${database}: drizzle-orm 0.x skips what is older than the newest it applied.`;
      return [
        note(
          'migration-will-be-skipped',
          message,
          `Give ${tag} a newer time (when) in the journal, if it has to run.`,
          origin,
        ),
      ];
    }
    return [];
  });
}

function rowProblems({ appliedOnly, folder, layout }: MigrationFacts, database: string): readonly Problem[] {
  return appliedOnly.map((row) =>
    note(
      'applied-without-file',
      `${database} ran ${nameOf(row)}, for which ${folder} has no file.`,
      layout === 'folders' && !row.name
        ? 'Restore the file: the migrator of drizzle-orm 1.0 refuses to take over a table with such a row.'
        : 'Restore the file from version control, or from the branch that was deployed.',
      { source: 'migrations', file: folder },
    ),
  );
}

function nameOf({ name, createdAt, hash }: AppliedMigration): string {
  return name ? `the migration ${name}` : `a migration of ${printTime(createdAt)} (hash ${hash.slice(0, 12)}…)`;
}

/** Milliseconds since the epoch, as people write a time. Whatever is no time is printed as the number it is. */
function printTime(milliseconds: number): string {
  const isTime = Number.isFinite(milliseconds) && Math.abs(milliseconds) <= 8.64e15;
  return isTime ? new Date(milliseconds).toISOString() : String(milliseconds);
}
