import type { Server } from '#app/catalog';
import type { RunMode, RunResult } from './protocol.ts';

export type { RunMode } from './protocol.ts';

/** SQL to be built in a fresh database, statement by statement. */
export interface SqlScript {
  readonly statements: readonly { readonly sql: string; readonly group?: number }[];
  readonly mode: RunMode;
  /** Whom the session that reads the result speaks as; by default the superuser. */
  readonly asRole?: string | null;
  /** Milliseconds one statement may take before the database is thrown away; by default 20,000. */
  readonly statementLimit?: number;
}

/** What became of a script. */
export interface BuildReport extends RunResult {
  readonly server: Server;
}
