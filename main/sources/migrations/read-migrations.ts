import type { AppliedMigration, Catalog, MigrationFacts, Problem, Reading, Source } from '#app/catalog';
import { joinApplied } from '#app/compare';
import type { Work } from '#main/platform/work.ts';
import type { Shadow } from '#main/shadow/shadow.ts';
import { builtInPrelude, type Whose } from '#main/sources/sql-file/prelude/prelude.ts';
import { type MigrationFolder, readMigrationFolder } from './folder.ts';
import { type PreludeConfig, projectPrelude } from './project-prelude.ts';
import { type Replayed, replay } from './replay.ts';
import { foreignSnapshot, snapshotFacts } from './snapshots.ts';
import { statementFacts } from './statement-facts.ts';
import { withMarks } from './statement-marks.ts';
import { type ReplayStatement, statementsOf } from './statements-of.ts';

export interface ReadMigrationsOptions {
  /** Absolute path of the project. */
  readonly root: string;
  /** The migrations folder, relative to `root`. */
  readonly folder: string;
  /** Where `folder` is read from, where that is not the project itself: a copy of it. */
  readonly from?: string;
  readonly shadow: Shadow;
  readonly work: Work;
  /** By default `{ kind: 'migrations', label: 'migrations' }`. */
  readonly source?: Source;
  /** What is there before the migrations, by the project's configuration. */
  readonly before?: PreludeConfig;
  /** What the live database's migrations table holds, where it was asked. */
  readonly applied?: readonly AppliedMigration[];
}

const MIGRATIONS: Whose = {
  name: 'The migrations',
  otherwise: 'Where it is something else, list prelude files under "shadow" in raingauge.config.json.',
  where: 'a migration',
};

/**
 * Replays the migrations in order on the shadow and reads what they made. Each object's origins are the statement that made
 * it and those that changed it last. What the folder itself gets wrong is in the report.
 * @throws {Failure} `source-not-available`, `bad-input`, `timed-out` for a statement that does not end, `shadow-failed`.
 */
export async function readMigrations(options: ReadMigrationsOptions): Promise<Reading> {
  const { root, shadow, work } = options;
  const source = options.source ?? { kind: 'migrations', label: 'migrations' };
  const found = await readMigrationFolder(options.from ?? root, options.folder);
  const statements: ReplayStatement[] = [];
  const problems: Problem[] = [...found.problems];
  for (const [index, file] of found.files.entries()) {
    const own = await statementsOf(file, index + 1, source);
    statements.push(...own.statements);
    problems.push(...own.problems);
  }
  const before = await projectPrelude(root, options.before ?? {}, source);
  const builtIn = builtInPrelude([...before.statements, ...statements], source.kind, MIGRATIONS);
  const prelude = {
    statements: [...builtIn.statements, ...before.statements],
    problems: [...builtIn.problems, ...before.problems],
  };
  const replayed = await replay({ shadow, source, work, prelude, statements });
  const newest = snapshotFacts(found.newestSnapshot, found.snapshots);
  const known = factsOf(found, statements, replayed);
  const facts: MigrationFacts = {
    ...known,
    statements: await withMarks(statements, known.statements, replayed.catalog),
    snapshot: newest.snapshot,
  };
  const snapshot =
    replayed.outcomes.failed.size > 0 ? [] : foreignSnapshot(found.newestSnapshot, namesIn(replayed.catalog));
  return {
    source,
    catalog: replayed.catalog,
    report: [...problems, ...snapshot, ...newest.problems, ...prelude.problems, ...replayed.report],
    migrations: options.applied ? joinApplied(facts, options.applied) : facts,
  };
}

function factsOf(
  { layout, folder, files, journal }: MigrationFolder,
  statements: readonly ReplayStatement[],
  { catalog, outcomes, removed }: Replayed,
): MigrationFacts {
  const counts = new Map<number, number>();
  for (const { group } of statements) counts.set(group, (counts.get(group) ?? 0) + 1);
  return {
    layout,
    folder,
    files: files.map(({ path, tag, when, hash, down }, index) => ({
      path,
      tag,
      when,
      hash,
      statements: counts.get(index + 1) ?? 0,
      state: null,
      applied: null,
      ...(down === undefined ? {} : { down }),
    })),
    statements: statementFacts(statements, outcomes, catalog),
    journal,
    database: null,
    appliedOnly: [],
    removed,
  };
}

/** Tables and columns, as snapshots name them. */
function namesIn({ objects }: Catalog): ReadonlySet<string> {
  return new Set([
    ...objects.table.map(({ schema, name }) => `${schema}.${name}`),
    ...objects.column.map(({ schema, table, name }) => `${schema}.${table}.${name}`),
  ]);
}
