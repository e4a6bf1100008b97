import { sql } from 'drizzle-orm';
import { boolean, check, index, jsonb, pgTable, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import { id, tenantIsolation, timestamps } from './columns';
import { memberRole } from './enums';

/** The tenant: a planning studio. Everything a studio owns carries its `studio_id`. */
export const studios = pgTable('studios', {
  id: id(),
  name: text('name').notNull(),
  slug: text('slug').notNull().unique(),
  plan: text('plan').default('trial').notNull(),
  timeZone: text('time_zone').default('Europe/Vienna').notNull(),
  stripeCustomerId: text('stripe_customer_id'),
  settings: jsonb('settings')
    .$type<{ currency: string; weekStartsOn: 0 | 1 }>()
    .default({ currency: 'EUR', weekStartsOn: 1 })
    .notNull(),
  ...timestamps,
});

/** A person signs in once and may work for several studios. */
export const people = pgTable(
  'people',
  {
    id: id(),
    authId: uuid('auth_id'),
    fullName: text('full_name').notNull(),
    email: text('email').notNull().unique(),
    locale: text('locale').default('en').notNull(),
    isSupport: boolean('is_support').default(false).notNull(),
    ...timestamps,
  },
  (table) => [check('people_email_shape', sql`${table.email} like '%_@_%'`)],
);

export const memberships = pgTable(
  'memberships',
  {
    id: id(),
    studioId: uuid('studio_id')
      .notNull()
      .references(() => studios.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    role: memberRole('role').default('assistant').notNull(),
    ...timestamps,
  },
  (table) => [
    unique('memberships_studio_person_unique').on(table.studioId, table.personId),
    index('memberships_person_idx').on(table.personId),
    tenantIsolation(),
  ],
);

export const memberInvitations = pgTable(
  'member_invitations',
  {
    id: id(),
    studioId: uuid('studio_id')
      .notNull()
      .references(() => studios.id, { onDelete: 'cascade' }),
    email: text('email').notNull(),
    role: memberRole('role').default('viewer').notNull(),
    token: text('token').notNull().unique(),
    invitedBy: uuid('invited_by').references(() => people.id, { onDelete: 'set null' }),
    expiresAt: timestamp('expires_at', { withTimezone: true }).defaultNow().notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).defaultNow().notNull(),
  },
  (table) => [index('member_invitations_studio_idx').on(table.studioId), tenantIsolation()],
);

export const apiTokens = pgTable(
  'api_tokens',
  {
    id: id(),
    studioId: uuid('studio_id')
      .notNull()
      .references(() => studios.id, { onDelete: 'cascade' }),
    label: text('label').notNull(),
    secret: text('secret').notNull(),
    lastUsedAt: timestamp('last_used_at', { withTimezone: true }),
    expiresAt: timestamp('expires_at', { withTimezone: true }),
    ...timestamps,
  },
  (table) => [index('api_tokens_studio_idx').on(table.studioId), tenantIsolation()],
);
