import type { ShadowSession } from '#main/sources/live/session.ts';
import type { StatementMark } from './protocol.ts';

/**
 * How a statement is told from the next by what it wrote: before each statement a row is inserted, in the same
 * (sub)transaction where there is one. Transaction numbers only grow, so whatever a statement wrote in the catalogs carries
 * an `xmin` not below its own row's and below the next row's. This sees what DO blocks and functions do too, and costs one
 * insert a statement.
 */
export const markStatement = (index: number): string => `INSERT INTO pg_temp.raingauge_statement VALUES (${index})`;

/** The role that a script makes itself writes its marks too. */
export async function beginMarks(database: ShadowSession): Promise<void> {
  await database.exec(`CREATE TEMPORARY TABLE IF NOT EXISTS raingauge_statement (index integer);
    GRANT INSERT ON pg_temp.raingauge_statement TO PUBLIC`);
}

/** Leaves whatever transaction, role and path a script left behind. */
export const LEAVE_SCRIPT = 'ROLLBACK; RESET SESSION AUTHORIZATION; RESET ROLE; RESET ALL';

/**
 * Reads the marks. Their table stays: a script's event trigger may refuse that it is dropped, and the database is thrown
 * away anyhow.
 */
export async function readMarks(database: ShadowSession): Promise<readonly StatementMark[]> {
  await database.exec(LEAVE_SCRIPT);
  try {
    const rows = await database.query(
      'SELECT xmin::text::bigint::float8 AS xid, index FROM pg_temp.raingauge_statement ORDER BY 1',
    );
    return rows as unknown as readonly StatementMark[];
  } catch {
    // DISCARD ALL or DROP in the script took them.
    return [];
  }
}
