import type { Statement } from '#app/sql';
import type { ReadOnlySession, Row } from '#main/sources/live/session.ts';
import type { RunResult, ServerError } from './protocol.ts';

/** A throw-away database that was built and may be changed. No transaction is open at first. */
export interface ScratchSession {
  /** Runs one statement of our own. */
  query(sql: string): Promise<readonly Row[]>;
  queryAll(statements: readonly string[]): Promise<readonly (readonly Row[])[]>;
  /** Hands over the database as the live reader is used to: in a transaction of its own, read-only. */
  reading<T>(use: (session: ReadOnlySession) => Promise<T>): Promise<T>;
  /**
   * Runs statements that somebody wrote, each by itself; what fails is told, and what reaches out is left out. `rowless` where
   * no table has a row and none gets one.
   */
  run(statements: readonly Pick<Statement, 'sql'>[], options?: { readonly rowless?: boolean }): Promise<RunResult>;
  /** Runs one statement that somebody wrote; the server's words where it fails. */
  step(sql: string, options: { readonly inTransaction: boolean }): Promise<ServerError | null>;
}
