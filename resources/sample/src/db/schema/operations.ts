import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgPolicy, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { id } from './columns';
import { people, studios } from './tenancy';

/** Who did what. Written on every change, never updated. */
export const activityLog = pgTable(
  'activity_log',
  {
    id: id(),
    studioId: uuid('studio_id').references(() => studios.id, { onDelete: 'cascade' }),
    actorId: uuid('actor_id').references(() => people.id, { onDelete: 'set null' }),
    entityType: text('entity_type').notNull(),
    entityId: uuid('entity_id').notNull(),
    action: text('action').notNull(),
    details: jsonb('details').default({}).notNull(),
    at: timestamp('at', { withTimezone: true }).defaultNow().notNull(),
  },
  (table) => [
    index('activity_log_studio_at_idx').on(table.studioId, table.at),
    pgPolicy('tenant_isolation', {
      using: sql`studio_id is null or studio_id = (select current_setting('app.studio_id', true)::uuid)`,
    }),
  ],
);

export const jobQueue = pgTable(
  'job_queue',
  {
    id: id(),
    studioId: uuid('studio_id').references(() => studios.id, { onDelete: 'cascade' }),
    kind: text('kind').notNull(),
    payload: jsonb('payload').default({}).notNull(),
    attempts: integer('attempts').default(0).notNull(),
    runAt: timestamp('run_at', { withTimezone: true }).defaultNow().notNull(),
  },
  (table) => [index('job_queue_run_idx').on(table.runAt)],
);

/** Counters that may be lost in a crash. */
export const rateLimits = pgTable('rate_limits', {
  key: text('key').notNull(),
  windowStart: timestamp('window_start', { withTimezone: true }).notNull(),
  hits: integer('hits').default(0).notNull(),
});
