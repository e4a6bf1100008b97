import { quoteIdent } from '#app/catalog';
import type { ShadowSession } from '#main/sources/live/session.ts';
import type { ServerError } from './protocol.ts';

/** Roles belong to a server, not to a database: how a script's roles are made where it runs. */
export interface ScriptRoles {
  /**
   * The statement as it is run, `null` where it was done another way; with the roles that it names and nothing had made,
   * which were made without any right. `index` tells a statement that is run again from another one.
   */
  prepare(sql: string, index: number): Promise<{ readonly sql: string | null; readonly stubs: readonly string[] }>;
  /** Makes a role without any right. False where that cannot be. */
  make(name: string): Promise<boolean>;
  /** The server's words with the script's own names. */
  inOwnWords(error: ServerError): ServerError;
}

/** In a server that is thrown away whole, roles are what they are. */
export function ownRoles(database: ShadowSession): ScriptRoles {
  return {
    prepare: async (sql) => ({ sql, stubs: [] }),
    async make(name) {
      await database.exec(`CREATE ROLE ${quoteIdent(name)}`);
      return true;
    },
    inOwnWords: (error) => error,
  };
}
