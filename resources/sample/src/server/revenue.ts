import { sql } from 'drizzle-orm';
import { db } from './db';

/** Raw SQL against tables the schema knows. */
export async function overdueTotal(studioId: string): Promise<string> {
  const rows = await db.execute<{ total: string }>(
    sql`select coalesce(sum(total), 0) as total from invoices where studio_id = ${studioId} and status = 'sent' and due_on < current_date`,
  );
  return rows[0]?.total ?? '0';
}
