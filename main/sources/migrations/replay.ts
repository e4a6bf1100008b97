import type { Catalog, MigrationFacts, Origin, Problem, Source } from '#app/catalog';
import type { Work } from '#main/platform/work.ts';
import type { BuildReport, RunMode } from '#main/shadow/script.ts';
import type { Shadow } from '#main/shadow/shadow.ts';
import { extensionsCreated, type LackingExtension, stubExtensions } from '#main/shadow/stub-extensions.ts';
import { readLive } from '#main/sources/live/read-live.ts';
import type { ReadOnlySession } from '#main/sources/live/session.ts';
import { readObjectXmins } from '#main/sources/sql-file/catalog-xmins.ts';
import { causesOf } from '#main/sources/sql-file/follow-ups.ts';
import { sayLacking } from '#main/sources/sql-file/lacking-extensions.ts';
import { noteStatements, placeOfPosition } from '#main/sources/sql-file/note-statements.ts';
import { withOrigins } from '#main/sources/sql-file/origins.ts';
import { type Prelude, preludeFiles, withoutPrelude } from '#main/sources/sql-file/prelude/prelude.ts';
import { placeText, statementProblems, timeoutFailure, withoutEffect } from '#main/sources/sql-file/problems.ts';
import { migrationProblem } from './migration-problem.ts';
import type { Outcomes } from './statement-facts.ts';
import type { ReplayStatement } from './statements-of.ts';

export interface ReplayOptions {
  readonly shadow: Shadow;
  readonly source: Source;
  readonly work: Work;
  readonly prelude: Prelude;
  readonly statements: readonly ReplayStatement[];
}

export interface Replayed {
  readonly catalog: Catalog;
  readonly removed: NonNullable<MigrationFacts['removed']>;
  readonly outcomes: Outcomes;
  readonly report: readonly Problem[];
}

const MADE_ELSEWHERE =
  'Where it is made outside of the migrations, write the statement that makes it into a file and list that file under "shadow.prelude" in raingauge.config.json.';

/**
 * Runs all statements in one transaction, as Drizzle's migrators do on an empty database. Where that fails, or can be seen
 * to fail, each file gets a transaction of its own, and a file that fails is run statement by statement; which is said.
 */
export async function replay(options: ReplayOptions): Promise<Replayed> {
  const { shadow, source, work, prelude, statements } = options;
  const written = [...prelude.statements, ...statements];
  const lacking = await shadow.lacking(extensionsCreated(written), work);
  const stubbed = stubExtensions(written, lacking, shadow.standsIn);
  const all = stubbed.statements;
  const files = preludeFiles(prelude);
  const own = (index: number) => index - prelude.statements.length;
  const placeOf = (index: number, position?: number | null): Origin | undefined => {
    const statement = written[index];
    // What stands in for a statement has other positions.
    return (
      statement && placeOfPosition(statement.origin, statement.sql, statement.sql === all[index]?.sql ? position : null)
    );
  };

  const build = async <T>(
    mode: RunMode,
    use: (session: ReadOnlySession, built: BuildReport) => Promise<T>,
  ): Promise<T> => {
    try {
      return await shadow.build({ statements: all, mode }, use, work);
    } catch (error) {
      throw timeoutFailure(error, placeOf);
    }
  };

  async function read(session: ReadOnlySession, built: BuildReport, mode: RunMode): Promise<Replayed> {
    const reading = await readLive(session, { source, work });
    const marked = withOrigins(reading.catalog, await readObjectXmins(session), built.marks, placeOf);
    const without = withoutEffect(built);
    const noted = await noteStatements(written, without, { oneTransaction: mode === 'one' });
    const catalog = withoutPrelude(stubbed.restore(noted.book.apply(marked)), files);
    const indexes = (list: readonly { readonly index: number }[]) => new Set(list.map(({ index }) => own(index)));
    return {
      catalog,
      removed: noted.book.removals().filter(({ origin }) => origin.file === undefined || !files.has(origin.file)),
      outcomes: {
        failed: indexes(built.failures),
        notRun: indexes(built.skipped),
        idle: indexes(built.marks.filter(({ idle }) => idle === true)),
        did: noted.did.slice(prelude.statements.length),
        meant: new Map([...noted.meant].map(([index, objects]) => [own(index), objects])),
      },
      report: [
        ...outsideProblems(statements),
        ...lackingProblems(stubbed.lacking, written),
        ...statementProblems(built, placeOf, {
          causes: causesOf(built.failures, noted.meant),
          elsewhere: MADE_ELSEWHERE,
        }),
        ...reading.report,
      ],
    };
  }

  const outside = statements.find(({ parsed }) => parsed.outsideTransaction);
  if (outside) {
    const refused = `${outside.parsed.command} cannot run inside a transaction block`;
    const split = await build('groups', (session, built) => read(session, built, 'groups'));
    return withNote(split, outside.origin, refused, MIGRATED_IN_STEPS);
  }
  const whole = await build('one', async (session, built) => {
    const [failure] = built.failures;
    return failure ? { failure } : { replayed: await read(session, built, 'one') };
  });
  if ('replayed' in whole) return whole.replayed;
  const split = await build('groups', (session, built) => read(session, built, 'groups'));
  const { index, message } = whole.failure;
  const failsAlone = split.outcomes.failed.has(own(index));
  return withNote(split, placeOf(index), message, failsAlone ? 'It fails by itself, too.' : MIGRATED_IN_STEPS);
}

function outsideProblems(statements: readonly ReplayStatement[]): readonly Problem[] {
  return statements.flatMap(({ parsed, origin }) => {
    if (!parsed.outsideTransaction) return [];
    const message = `${placeText(origin)}: PostgreSQL runs this ${parsed.command} outside of a transaction only, and Drizzle’s migrators run all files in one: they stop here.`;
    const remedy =
      'Run it by hand on each database, and leave a migration that does nothing where it is there (IF NOT EXISTS).';
    return [migrationProblem('outside-transaction', message, { remedy, origin })];
  });
}

const MIGRATED_IN_STEPS = 'Databases that were migrated step by step are not affected; a new one will stop here.';

function withNote(replayed: Replayed, origin: Origin | undefined, cause: string, remedy: string): Replayed {
  const message = `${placeText(origin ?? null)} fails where all migrations run in one transaction, as Drizzle’s migrators run them on an empty database; each file was run by itself.`;
  const note = migrationProblem('not-in-one-transaction', message, { remedy, origin: origin ?? null, cause });
  return { ...replayed, report: [note, ...replayed.report] };
}

/** One for each extension, where it is created first. */
function lackingProblems(
  lacking: readonly LackingExtension[],
  statements: readonly ReplayStatement[],
): readonly Problem[] {
  return lacking.flatMap((each) => {
    const origin = statements[each.index]?.origin;
    if (!origin) return [];
    const { code, message, ...details } = sayLacking(each, origin);
    return [migrationProblem(code, message, { ...details, origin })];
  });
}
