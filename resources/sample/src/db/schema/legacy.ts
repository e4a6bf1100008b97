import { pgTable, serial, text, timestamp } from 'drizzle-orm/pg-core';

/**
 * Planners of the first version, before people could work for several studios.
 * @deprecated Use `people` with `memberships`.
 */
export const planners = pgTable('planners', {
  id: serial('id').primaryKey(),
  login: text('login').notNull().unique(),
  displayName: text('display_name'),
  createdAt: timestamp('created_at'),
});
