import type { Catalog, Origin, Problem, Source } from '#app/catalog';
import type { Work } from '#main/platform/work.ts';
import type { BuildReport, RunMode } from '#main/shadow/script.ts';
import type { Shadow } from '#main/shadow/shadow.ts';
import { readLive } from '#main/sources/live/read-live.ts';
import type { ReadOnlySession } from '#main/sources/live/session.ts';
import { readObjectXmins } from '#main/sources/sql-file/catalog-xmins.ts';
import { type Noted, noteStatements } from '#main/sources/sql-file/note-statements.ts';
import { withOrigins } from '#main/sources/sql-file/origins.ts';
import { placeText, statementProblems, timeoutFailure, withoutEffect } from '#main/sources/sql-file/problems.ts';
import { migrationProblem } from './migration-problem.ts';
import type { Prelude } from './prelude.ts';
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
  readonly noted: Noted;
  readonly failed: ReadonlySet<number>;
  readonly report: readonly Problem[];
}

/**
 * Runs all statements in one transaction, as Drizzle's migrators do on an empty database. Where that fails, or can be seen
 * to fail, each file gets a transaction of its own, and a file that fails is run statement by statement; which is said.
 */
export async function replay(options: ReplayOptions): Promise<Replayed> {
  const { shadow, source, work, prelude, statements } = options;
  const made = prelude.statements.map((sql) => ({ sql, group: 0 }));
  const placeOf = (index: number): Origin | undefined => statements[index - made.length]?.origin;

  const build = async <T>(
    mode: RunMode,
    use: (session: ReadOnlySession, built: BuildReport) => Promise<T>,
  ): Promise<T> => {
    try {
      return await shadow.build({ statements: [...made, ...statements], mode }, use, work);
    } catch (error) {
      throw timeoutFailure(error, placeOf);
    }
  };

  async function read(session: ReadOnlySession, built: BuildReport, mode: RunMode): Promise<Replayed> {
    const reading = await readLive(session, { source, work });
    const marked = withOrigins(reading.catalog, await readObjectXmins(session), built.marks, placeOf);
    const failed = new Set([...withoutEffect(built)].map((index) => index - made.length));
    const noted = await noteStatements(statements, failed, { oneTransaction: mode === 'one' });
    const catalog = prelude.remove(noted.book.apply(marked));
    return { catalog, noted, failed, report: [...statementProblems(built, placeOf), ...reading.report] };
  }

  const outside = statements.find(({ parsed }) => parsed.outsideTransaction);
  if (outside) {
    const refused = `${outside.parsed.command} cannot run inside a transaction block`;
    return withNote(await build('groups', (session, built) => read(session, built, 'groups')), outside.origin, refused);
  }
  const whole = await build('one', async (session, built) => {
    const [failure] = built.failures;
    return failure ? { failure } : { replayed: await read(session, built, 'one') };
  });
  if ('replayed' in whole) return whole.replayed;
  const split = await build('groups', (session, built) => read(session, built, 'groups'));
  return withNote(split, placeOf(whole.failure.index), whole.failure.message);
}

function withNote(replayed: Replayed, origin: Origin | undefined, cause: string): Replayed {
  const message = `${placeText(origin ?? null)} fails where all migrations run in one transaction, as Drizzle’s migrators run them on an empty database; each file was run by itself.`;
  const remedy = 'Databases that were migrated step by step are not affected; a new one will stop here.';
  const note = migrationProblem('not-in-one-transaction', message, { remedy, origin: origin ?? null, cause });
  return { ...replayed, report: [note, ...replayed.report] };
}
