export type Row = Readonly<Record<string, unknown>>;

/**
 * A connection that can only read: what the live reader is handed. Inside one read-only, repeatable-read transaction.
 * PGlite and pg both stand behind it.
 */
export interface ReadOnlySession {
  /** Runs one statement of the reader's own; never text that a person wrote. */
  query(sql: string): Promise<readonly Row[]>;
  /**
   * Runs several in one round trip where the driver can; results in order. `onDone` hears the index of each statement
   * that has ended, where the driver can tell.
   */
  queryAll(statements: readonly string[], onDone?: (index: number) => void): Promise<readonly (readonly Row[])[]>;
  /** Ends the transaction and begins anew, with a fresh snapshot. Absent where nobody else can change the database. */
  restart?(): Promise<void>;
}

declare const writable: unique symbol;

/** A connection to a throw-away database. By type it is no {@link ReadOnlySession}, nor the other way round. */
export interface ShadowSession {
  readonly [writable]: true;
  /** Runs SQL text of any number of statements; the rows of each, in order. */
  exec(sql: string): Promise<readonly (readonly Row[])[]>;
  /** Runs one statement. */
  query(sql: string): Promise<readonly Row[]>;
}

/** Makes a session of what runs SQL text. Only what opens throw-away databases calls it. */
export function shadowSession(exec: ShadowSession['exec']): ShadowSession {
  const session: Omit<ShadowSession, typeof writable> = {
    exec,
    query: async (sql) => (await exec(sql)).at(-1) ?? [],
  };
  return session as ShadowSession;
}
