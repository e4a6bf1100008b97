import type { StatementLogEntry } from '#app/api';
import type { Work } from '#main/platform/work.ts';
import type { LoadedProject } from './project.ts';
import { askFirst } from './read-both.ts';
import { readDatabase } from './read-database.ts';
import { readingKey } from './reading-key.ts';
import type { ReadingState } from './reading-state.ts';
import { resolveGiven } from './resolve-source.ts';

export interface AskAheadOptions {
  /** The sources as they were named. */
  readonly names: readonly string[];
  readonly loaded: LoadedProject;
  /** Stands for the live database in place of the project's own. */
  readonly liveUrl: string | undefined;
  readonly statistics: boolean;
  readonly state: ReadingState;
  readonly work: Work;
}

/**
 * Asks the databases whose address is given, before the project's own configuration is evaluated: the server works
 * meanwhile. Whoever reads one of them next joins in. Resolves when all have been asked.
 */
export async function askAhead(options: AskAheadOptions): Promise<void> {
  const { names, loaded, liveUrl, statistics, work } = options;
  const { readings, statements, partings, rightOfWay } = options.state;
  const log = (entry: StatementLogEntry) => statements.add(entry);
  const settings = await loaded.settings;
  const migrations = async () => (await loaded.project()).drizzle?.migrations ?? null;
  const given = names.flatMap((name) => resolveGiven(settings, name, { liveUrl }) ?? []);
  const asked = given.map((resolved) => {
    const read = (own: Work) =>
      readDatabase(resolved, { migrations, statistics, log, partings, rightOfWay, work: own });
    return askFirst((own) => readings.get(readingKey(settings, resolved), own, read), work).asked;
  });
  await Promise.all(asked);
}
