import type { Answer, Question } from '#app/compare';
import type { Row } from '#main/sources/live/session.ts';

/**
 * What the shadow's two ends say to each other. A request carries a number; every reply carries it back. One request is
 * under way at a time, since PGlite has one connection. Values are structured-clone.
 */
export type ShadowRequest =
  | {
      readonly id: number;
      readonly type: 'open';
      /** Where the data directory is kept. */
      readonly dataFile: string;
      /** Where one is that was packed with the program. */
      readonly packed: string | null;
      /** What CREATE EXTENSION finds. */
      readonly extensions: readonly string[];
      /** What is there from the start. */
      readonly create: readonly string[];
    }
  | ({ readonly id: number; readonly type: 'run' } & RunRequest)
  | { readonly id: number; readonly type: 'query'; readonly statements: readonly string[] }
  | ({ readonly id: number; readonly type: 'step' } & StepRequest)
  | { readonly id: number; readonly type: 'deparse'; readonly questions: readonly Question[] };

export interface RunRequest {
  readonly statements: readonly RunStatement[];
  readonly mode: RunMode;
  /** Said where no table has a row, and none gets one: what only looks at rows is left out of `bulk`. */
  readonly rowless?: boolean;
}

/** One statement, run as it is written; it fails like a query. */
export interface StepRequest {
  readonly sql: string;
  /** Whether a transaction is open, which must outlive a role that is missing and made. */
  readonly inTransaction: boolean;
}

export interface RunStatement {
  readonly sql: string;
  /** Statements of one group share a transaction under `groups`; ascending. */
  readonly group: number;
  /** Not run at all. */
  readonly skip?: boolean;
}

/**
 * `each`: every statement commits on its own; one that fails is reported and the rest goes on. `one`: all in one
 * transaction; the first failure undoes all and ends the run. `groups`: a transaction per group; a group that fails is
 * undone and run again so that each statement may fail by itself, outside the transaction where it has to. `bulk`: as `each`,
 * with many statements at a time and without marks, as long as none fails: for what was written by ourselves.
 */
export type RunMode = 'each' | 'one' | 'groups' | 'bulk';

/** The server's own words on a statement that failed. */
export interface ServerError {
  readonly message: string;
  readonly code: string | null;
  readonly detail: string | null;
  readonly hint: string | null;
  /** 1-based character in the statement. */
  readonly position: number | null;
}

export interface StatementFailure extends ServerError {
  /** Index in the run's statements. */
  readonly index: number;
}

export interface Opened {
  /** `server_version`: `18.6`. */
  readonly version: string;
  readonly major: number;
  readonly flavour: 'pglite' | 'postgresql';
}

export interface RunResult {
  readonly failures: readonly StatementFailure[];
  /** Groups that had to be run statement by statement. */
  readonly splitGroups: readonly number[];
  /** Roles that statements named and nothing had made; they were made without any right. */
  readonly stubRoles: readonly string[];
  /** Indexes of statements on roles that were done with stand-ins. */
  readonly emulated: readonly number[];
  /** For each statement that ran, ascending: what it wrote in the catalogs comes after its mark and before the next. */
  readonly marks: readonly StatementMark[];
}

export interface StatementMark {
  /** `xmin` of what the statement wrote, or less where it had subtransactions. */
  readonly xid: number;
  /** `cmin` of what it wrote is greater. */
  readonly command: number;
  /** Index in the run's statements. */
  readonly index: number;
  /** True where the statement certainly wrote nothing. */
  readonly idle: boolean | null;
}

export type QueryResult = readonly (readonly Row[])[];
export type DeparseResult = readonly Answer[];

/** What each request is answered with. */
export interface ShadowResults {
  readonly open: Opened;
  readonly run: RunResult;
  readonly query: QueryResult;
  readonly step: null;
  readonly deparse: DeparseResult;
}

export type ShadowReply =
  /** The statement or question that is about to run: what hangs can be named after the child was killed. */
  | { readonly id: number; readonly type: 'running'; readonly index: number }
  | { readonly id: number; readonly type: 'done'; readonly result: ShadowResults[keyof ShadowResults] }
  | { readonly id: number; readonly type: 'failed'; readonly error: ServerError }
  /** The database is broken or gone: the child is of no further use. */
  | { readonly id: number; readonly type: 'crashed'; readonly message: string };
