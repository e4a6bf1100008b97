import type { Answers, Question } from '#app/compare';
import type { Statement } from '#app/sql';
import type { SpawnChild } from '#main/platform/child.ts';
import type { Work } from '#main/platform/work.ts';
import type { ReadOnlySession } from '#main/sources/live/session.ts';
import { createAnswerStore } from './answer-store.ts';
import { buildInShadow, type LostStatements, scratchInShadow } from './build.ts';
import { deparseInShadow } from './deparse.ts';
import { isCarried } from './extensions.ts';
import { createLink } from './link.ts';
import { PGLITE_VERSION } from './pglite-version.ts';
import type { ScratchSession } from './scratch-session.ts';
import type { BuildReport, SqlScript } from './script.ts';

export type { ScratchSession } from './scratch-session.ts';
export type { BuildReport, SkippedStatement, SqlScript } from './script.ts';

/** A throw-away PostgreSQL: PGlite in a child process, or a database of our own on a real server. Started on first use. */
export interface Shadow {
  /** Which server judges, for people: `PGlite 0.5.16`. */
  readonly name: string;
  /** Has each text deparsed. Answers are kept on disk: a question that was ever asked before starts no server. */
  deparse(questions: readonly Question[], work: Work): Promise<Answers>;
  /**
   * Starts where nothing that was ever asked is kept: the first comparison is sure to ask, and the sources are read as long
   * as starting takes. Returns at once; what goes wrong is told to whoever asks. `surely` where something is built in any case.
   */
  prepare(work: Work, surely?: boolean): void;
  /** Every answer that is kept on disk: with them a comparison has nothing left to ask, where all was asked before. */
  known(): Promise<Answers>;
  /**
   * Runs statements in a fresh database, then hands it to `use` inside a read-only transaction. Statements that fail, and
   * those that were left out (refused, hanging, fatal to the server), are in the report; nothing is thrown for them.
   * @throws {Failure} `shadow-failed` where the server does not start or more than four statements in a row end it,
   * {@link StatementTimeout} where more than four do not end in time.
   */
  build<T>(
    input: readonly Statement[] | SqlScript,
    use: (session: ReadOnlySession, built: BuildReport) => Promise<T>,
    work: Work,
  ): Promise<T>;
  /** As {@link build}, and what was built may be changed: nobody else sees it, and it is thrown away. */
  scratch<T>(
    input: readonly Statement[] | SqlScript,
    use: (session: ScratchSession, built: BuildReport) => Promise<T>,
    work: Work,
  ): Promise<T>;
  /** True where scripts run as a superuser, who can make stand-ins for extensions. */
  readonly standsIn: boolean;
  /** Which of the extensions it has not, or does not let a script create. */
  lacking(extensions: readonly string[], work: Work): Promise<readonly string[]>;
  /** Ends the child. A closed shadow may be used again: it starts anew. */
  close(): Promise<void>;
}

export interface ShadowOptions {
  readonly spawn: SpawnChild;
  /** Where the saved data directory and the answers are kept. Safe to delete at any time. */
  readonly cacheFolder: string;
  /** Extensions that every database has from the start; bundled ones (see `isCarried`). */
  readonly extensions?: readonly string[];
  /** Milliseconds without a request after which the child is ended. */
  readonly idleMilliseconds?: number;
}

/** Raised when what stands in for extensions gives other answers than before. */
const STAND_INS = 1;

/** PGlite in a child process, ended when idle. */
export function createShadow(options: ShadowOptions): Shadow {
  const link = createLink(options);
  const lost: LostStatements = new Map();
  const answers = createAnswerStore(options.cacheFolder, `${PGLITE_VERSION}-${STAND_INS}`);
  return {
    name: `PGlite ${PGLITE_VERSION}`,
    prepare(work, surely = false) {
      const start = async () => {
        if (surely || (await answers.read()).size === 0)
          await link.use((exclusive) => exclusive.open([], work.signal), work.signal);
      };
      start().catch(() => {});
    },
    known: () => answers.read(),
    deparse: (questions, work) => deparseInShadow({ link, answers, standsIn: true }, questions, work),
    build: (input, use, work) => buildInShadow({ link, lost }, input, use, work),
    scratch: (input, use, work) => scratchInShadow({ link, lost }, input, use, work),
    standsIn: true,
    lacking: async (extensions) => extensions.filter((name) => !isCarried(name)),
    close: () => link.close(),
  };
}
