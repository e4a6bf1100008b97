import type { StatementLogEntry } from '#app/api';
import type { Reading } from '#app/catalog';
import type { Work } from '#main/platform/work.ts';
import type { LoadedProject } from './project.ts';
import { askFirst } from './read-both.ts';
import { readDatabase } from './read-database.ts';
import { readingKey } from './reading-key.ts';
import { resolveGiven } from './resolve-source.ts';
import type { SharedWork } from './shared-work.ts';

export interface AskAheadOptions {
  /** The sources as they were named. */
  readonly names: readonly string[];
  readonly loaded: LoadedProject;
  /** Stands for the live database in place of the project's own. */
  readonly liveUrl: string | undefined;
  readonly statistics: boolean;
  readonly readings: SharedWork<Reading>;
  readonly log: (entry: StatementLogEntry) => void;
  readonly work: Work;
}

/**
 * Asks the databases whose address is given, before the project's own configuration is evaluated: the server works
 * meanwhile. Whoever reads one of them next joins in. Resolves when all have been asked.
 */
export async function askAhead(options: AskAheadOptions): Promise<void> {
  const { names, loaded, liveUrl, statistics, readings, log, work } = options;
  const settings = await loaded.settings;
  const migrations = async () => (await loaded.project()).drizzle?.migrations ?? null;
  const given = names.flatMap((name) => resolveGiven(settings, name, { liveUrl }) ?? []);
  const asked = given.map((resolved) => {
    const read = (own: Work) => readDatabase(resolved, { migrations, statistics, log, work: own });
    return askFirst((own) => readings.get(readingKey(settings, resolved), own, read), work).asked;
  });
  await Promise.all(asked);
}
