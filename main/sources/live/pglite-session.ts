import { quoteIdent } from '#app/catalog';
import type { ReadOnlySession, Row } from './session.ts';
import { allowStatement, isAllowedStatement } from './statements.ts';
import { BEGIN_READ_ONLY, ROLLBACK, SETTINGS } from './transaction.ts';

/** What the adapter needs of PGlite (or of whatever stands for one in another process): `PGlite` itself fits. */
export interface StatementRunner {
  /** Runs SQL text of any number of statements and gives one result for each, commands included. */
  exec(sql: string): Promise<readonly { readonly rows: readonly Row[] }[]>;
}

/**
 * Reads an embedded database inside a read-only transaction with the reader's settings, and rolls it back. `role` is the
 * role to read as.
 */
export async function withPgliteSession<T>(
  database: StatementRunner,
  use: (session: ReadOnlySession) => Promise<T>,
  options: { readonly role?: string } = {},
): Promise<T> {
  const role = options.role === undefined ? [] : [allowStatement(`set local role ${quoteIdent(options.role)}`)];
  await database.exec([BEGIN_READ_ONLY, ...SETTINGS, ...role].join(';\n'));
  try {
    return await use(pgliteSession(database));
  } finally {
    await database.exec(ROLLBACK);
  }
}

/** Reads inside a transaction that the caller began and ends; the reader's settings are made with `readerSettings`. */
export function pgliteSession(database: StatementRunner): ReadOnlySession {
  async function queryAll(statements: readonly string[], onDone?: (index: number) => void) {
    for (const sql of statements) {
      if (!isAllowedStatement(sql)) throw new Error(`Not a statement of the live reader: ${sql}`);
    }
    const results = await database.exec(statements.join(';\n'));
    return statements.map((_, index) => {
      onDone?.(index);
      return results[index]?.rows ?? [];
    });
  }
  return { queryAll, query: async (sql) => (await queryAll([sql]))[0] ?? [] };
}

/** For a transaction of the caller's own: the settings that make `pg_get_*` print what the reader expects. */
export const readerSettings: string = SETTINGS.join(';\n');
