import { sql } from 'drizzle-orm';
import { index, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { id, tenantIsolation, timestamps } from './columns';
import { channel } from './enums';
import { guests } from './guests';
import { occasions } from './occasions';
import { studios } from './tenancy';

/** Row-level security was meant to come with drizzle/0007_row_security.sql, when there was no studio_id yet. */
export const messageTemplates = pgTable('message_templates', {
  id: id(),
  name: text('name').notNull(),
  channel: channel('channel').default('email').notNull(),
  subject: text('subject'),
  body: text('body').notNull(),
  ...timestamps,
  studioId: uuid('studio_id')
    .notNull()
    .references(() => studios.id, { onDelete: 'cascade' }),
});

/** Append-only; the whole body stays in the row. */
export const messages = pgTable(
  'messages',
  {
    id: id(),
    studioId: uuid('studio_id')
      .notNull()
      .references(() => studios.id, { onDelete: 'cascade' }),
    occasionId: uuid('occasion_id').references(() => occasions.id, { onDelete: 'set null' }),
    guestId: uuid('guest_id').references(() => guests.id, { onDelete: 'set null' }),
    templateId: uuid('template_id'),
    channel: channel('channel').notNull(),
    bodyHtml: text('body_html'),
    bodyText: text('body_text'),
    sentAt: timestamp('sent_at', { withTimezone: true }).defaultNow().notNull(),
  },
  (table) => [
    index('messages_studio_sent_idx').on(table.studioId, table.sentAt.desc()),
    index('messages_search_idx').using('gin', sql`to_tsvector('simple', coalesce(${table.bodyText}, ''))`),
    tenantIsolation(),
  ],
);

/** Events that payment and mail services send us. */
export const webhookEvents = pgTable(
  'webhook_events',
  {
    id: id(),
    studioId: uuid('studio_id'),
    service: text('service').notNull(),
    externalId: text('external_id').notNull(),
    payload: jsonb('payload').notNull(),
    receivedAt: timestamp('received_at', { withTimezone: true }).defaultNow().notNull(),
  },
  (table) => [index('webhook_events_service_idx').on(table.service, table.externalId)],
);
