import type { StatementLogEntry } from '#app/api';
import type { Problem, Reading } from '#app/catalog';
import type { RightOfWay } from '#main/platform/right-of-way.ts';
import type { Work } from '#main/platform/work.ts';
import type { DrizzleProject } from '#main/sources/code/project.ts';
import type { ReadOnlySession } from '#main/sources/live/session.ts';
import type { Partings } from './reading-state.ts';
import type { ResolvedDatabase } from './resolve-source.ts';

type MigrationsTable = DrizzleProject['migrations'];

export interface ReadDatabaseOptions {
  /** Where Drizzle notes what it applied; `null` without a Drizzle project. Asked for once the structure is read. */
  readonly migrations: () => Promise<MigrationsTable | null>;
  /** Whether it is asked, too, what it counted of the use of its tables. */
  readonly statistics: boolean;
  readonly log: (entry: StatementLogEntry) => void;
  /** Is given the end of the connection, which comes after the reading was handed over. */
  readonly partings: Partings;
  readonly rightOfWay: RightOfWay;
  readonly work: Work;
}

/** A live database, with what Drizzle noted in it of the migrations it applied. */
export async function readDatabase(
  { source, url, ssl, environment }: ResolvedDatabase,
  { migrations, statistics, log, partings, rightOfWay, work }: ReadDatabaseOptions,
): Promise<Reading> {
  const [{ withLiveSession }, { readLive }, { withStatistics }, { readAppliedMigrations }] = await Promise.all([
    import('#main/sources/live/connect.ts'),
    import('#main/sources/live/read-live.ts'),
    import('#main/sources/live/read-statistics.ts'),
    import('#main/sources/live/applied-migrations.ts'),
  ]);
  const read = async (session: ReadOnlySession, notes: readonly Problem[]): Promise<Reading> => {
    const structure = await readLive(session, { source, statistics, work });
    const live = statistics ? await withStatistics(session, structure) : structure;
    const reading = { ...live, report: [...notes, ...live.report] };
    const table = await migrations();
    if (!table) return reading;
    const noted = await readAppliedMigrations(session, { schema: table.schema, name: table.table });
    return {
      ...reading,
      appliedState: noted.state,
      ...(noted.state === 'read' ? { applied: noted.rows } : {}),
    };
  };
  return new Promise((resolve, reject) => {
    const ended = withLiveSession(
      { source, url, ssl, environment },
      { work, log, rightOfWay },
      async (session, notes) => {
        resolve(await read(session, notes));
      },
    );
    partings.add(ended.catch(reject));
  });
}
