import { sql } from 'drizzle-orm';
import { pgPolicy, timestamp, uuid } from 'drizzle-orm/pg-core';

/** Column sets that most tables share. */
export const id = () => uuid('id').primaryKey().defaultRandom();

export const timestamps = {
  createdAt: timestamp('created_at', { withTimezone: true }).defaultNow().notNull(),
  updatedAt: timestamp('updated_at', { withTimezone: true }).defaultNow().notNull(),
};

const sameStudio = sql`studio_id = (select current_setting('app.studio_id', true)::uuid)`;

/** A studio sees and writes its own rows only. */
export const tenantIsolation = () => pgPolicy('tenant_isolation', { using: sameStudio, withCheck: sameStudio });
