import type { PGlite } from '@electric-sql/pglite';
import type { StatementMark } from './protocol.ts';

/**
 * How a statement is told from the next by what it wrote: before each statement a row is inserted, in the same
 * (sub)transaction where there is one. Transaction numbers only grow, so whatever a statement wrote in the catalogs carries
 * an `xmin` not below its own row's and below the next row's. This sees what DO blocks and functions do too, and costs one
 * insert a statement.
 */
export const MARK = 'INSERT INTO pg_temp.raingauge_statement VALUES ($1)';

export async function beginMarks(database: PGlite): Promise<void> {
  await database.exec(`DROP TABLE IF EXISTS pg_temp.raingauge_statement;
    CREATE TEMPORARY TABLE raingauge_statement (index integer)`);
}

/** Reads the marks and removes them, whatever role or transaction the script left behind. */
export async function readMarks(database: PGlite): Promise<readonly StatementMark[]> {
  await database.exec('ROLLBACK; RESET SESSION AUTHORIZATION; RESET ROLE');
  try {
    const { rows } = await database.query<StatementMark>(
      'SELECT xmin::text::bigint::float8 AS xid, index FROM pg_temp.raingauge_statement ORDER BY 1',
    );
    return rows;
  } catch {
    // DISCARD ALL or DISCARD TEMP in the script took them.
    return [];
  } finally {
    await database.exec('DROP TABLE IF EXISTS pg_temp.raingauge_statement');
  }
}
