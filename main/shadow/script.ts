import type { Server } from '#app/catalog';
import type { RunMode, RunResult } from './protocol.ts';

export type { RunMode } from './protocol.ts';

/** SQL to be built in a fresh database, statement by statement. */
export interface SqlScript {
  readonly statements: readonly { readonly sql: string; readonly group?: number }[];
  readonly mode: RunMode;
  /** Statements that are run later in what was built: the extensions that they make have to be at hand from the start. */
  readonly later?: readonly string[];
  /** Whom the session that reads the result speaks as; by default the superuser. */
  readonly asRole?: string | null;
  /** Milliseconds one statement may take before the database is thrown away; by default 20,000. */
  readonly statementLimit?: number;
}

/** A statement that was left out, and why. */
export interface SkippedStatement {
  /** Index in the script's statements. */
  readonly index: number;
  /**
   * `refused`: recognised as reaching out of the database; never run. `timed-out`, `crashed`: run once, after which the
   * database was thrown away and the script begun anew without it.
   */
  readonly why: 'refused' | 'timed-out' | 'crashed';
  /** What it does, or what became of it: the rest of a sentence that begins with "the statement". */
  readonly message: string;
  /** `note` where no schema can depend on it. */
  readonly effect: 'unread' | 'note';
}

/** What became of a script. */
export interface BuildReport extends RunResult {
  readonly server: Server;
  /** Which server it was built on, in the middle of a sentence: `the embedded PostgreSQL`. */
  readonly called: string;
  /** Ascending. */
  readonly skipped: readonly SkippedStatement[];
}
