import type { Reading } from '#app/catalog';
import { createRightOfWay, type RightOfWay } from '#main/platform/right-of-way.ts';
import { createSharedWork, type SharedWork } from './shared-work.ts';
import { createStatementLog, type StatementLog } from './statement-log.ts';

/** What readings leave behind. It is there before the session where something is read before it. */
export interface ReadingState {
  readonly readings: SharedWork<Reading>;
  /** What was sent to live databases. */
  readonly statements: StatementLog;
  readonly partings: Partings;
  /** Had by the bundler; databases are read round it. */
  readonly rightOfWay: RightOfWay;
}

/** Connections that end after their reading was handed over: nobody has to wait for the server to say good-bye. */
export interface Partings {
  add(parting: Promise<void>): void;
  /** Resolves when none is left. */
  done(): Promise<void>;
}

export function createReadingState(): ReadingState {
  return {
    readings: createSharedWork(),
    statements: createStatementLog(),
    partings: createPartings(),
    rightOfWay: createRightOfWay(),
  };
}

function createPartings(): Partings {
  const open = new Set<Promise<void>>();
  return {
    add(parting) {
      const settled = parting
        .catch(() => {})
        .finally(() => {
          open.delete(settled);
        });
      open.add(settled);
    },
    async done() {
      await Promise.all(open);
    },
  };
}
