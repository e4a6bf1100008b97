import type { ShadowSession } from '#main/sources/live/session.ts';
import type { StatementMark } from './protocol.ts';

/**
 * How a statement is told from the next by what it wrote: before each statement a row is inserted, in the same
 * transaction where there is one. Transaction numbers only grow, and within one transaction the command counter does, so
 * whatever a statement wrote in the catalogs comes after its own row and before the next by (`xmin`, `cmin`); a
 * subtransaction has a number of its own and goes on with the counter. This sees what DO blocks and functions do too, and
 * costs one insert a statement. Where the log has not grown until the next row, the statement wrote nothing.
 */
export const markStatement = (index: number): string =>
  `INSERT INTO pg_temp.raingauge_statement VALUES (${index}, pg_catalog.pg_current_wal_insert_lsn())`;

/** The index of the row that ends a run. */
const END = -1;
export const MARK_END: string = markStatement(END);

/** The role that a script makes itself writes its marks too. */
export async function beginMarks(database: ShadowSession): Promise<void> {
  await database.exec(`CREATE TEMPORARY TABLE IF NOT EXISTS raingauge_statement (index integer, written pg_lsn);
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
      `SELECT xmin::text::bigint::float8 AS xid, cmin::text::bigint::float8 AS command, index,
              lead(written) OVER (ORDER BY xmin::text::bigint, cmin::text::bigint) = written AS idle
       FROM pg_temp.raingauge_statement ORDER BY 1, 2`,
    );
    const marks = rows as unknown as readonly StatementMark[];
    return marks.filter(({ index }) => index !== END);
  } catch {
    // DISCARD ALL or DROP in the script took them.
    return [];
  }
}
