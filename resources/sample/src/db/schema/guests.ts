import { relations, sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  integer,
  pgSequence,
  pgTable,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { id, tenantIsolation, timestamps } from './columns';
import { rsvpAnswer } from './enums';
import { occasions } from './occasions';
import { studios } from './tenancy';

export const ticketNumbers = pgSequence('ticket_numbers', { startWith: 100000, increment: 1, cache: 50 });

export const households = pgTable(
  'households',
  {
    id: id(),
    studioId: uuid('studio_id')
      .notNull()
      .references(() => studios.id, { onDelete: 'cascade' }),
    occasionId: uuid('occasion_id')
      .notNull()
      .references(() => occasions.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    postalAddress: text('postal_address'),
    ...timestamps,
  },
  (table) => [index('households_occasion_idx').on(table.occasionId), tenantIsolation()],
);

export const guests = pgTable(
  'guests',
  {
    id: id(),
    studioId: uuid('studio_id')
      .notNull()
      .references(() => studios.id, { onDelete: 'cascade' }),
    occasionId: uuid('occasion_id')
      .notNull()
      .references(() => occasions.id, { onDelete: 'cascade' }),
    householdId: uuid('household_id').references(() => households.id, { onDelete: 'set null' }),
    givenName: text('given_name').notNull(),
    familyName: text('family_name').notNull(),
    fullName: text('full_name').generatedAlwaysAs(sql`given_name || ' ' || family_name`).notNull(),
    email: text('email'),
    ticketNumber: integer('ticket_number').default(sql`nextval('ticket_numbers')`).notNull(),
    isChild: boolean('is_child').default(false).notNull(),
    ...timestamps,
    plusOneOf: uuid('plus_one_of'),
  },
  (table) => [
    index('guests_studio_idx').on(table.studioId),
    index('guests_occasion_name_idx').on(table.occasionId, table.familyName, table.givenName),
    check('guests_email_shape', sql`${table.email} is null or ${table.email} like '%_@_%'`),
    tenantIsolation(),
  ],
);

export const rsvps = pgTable(
  'rsvps',
  {
    id: id(),
    studioId: uuid('studio_id')
      .notNull()
      .references(() => studios.id, { onDelete: 'cascade' }),
    guestId: uuid('guest_id')
      .notNull()
      .references(() => guests.id, { onDelete: 'cascade' }),
    answer: rsvpAnswer('answer').notNull(),
    mealOptionId: uuid('meal_option_id').references(() => mealOptions.id, { onDelete: 'set null' }),
    note: text('note'),
    answeredAt: timestamp('answered_at', { withTimezone: true }).defaultNow().notNull(),
  },
  (table) => [unique('rsvps_one_per_guest').on(table.guestId), tenantIsolation()],
);

export const mealOptions = pgTable(
  'meal_options',
  {
    id: id(),
    studioId: uuid('studio_id')
      .notNull()
      .references(() => studios.id, { onDelete: 'cascade' }),
    occasionId: uuid('occasion_id')
      .notNull()
      .references(() => occasions.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    isVegan: boolean('is_vegan').default(false).notNull(),
  },
  (table) => [index('meal_options_occasion_idx').on(table.occasionId), tenantIsolation()],
);

/** `table` would need quotes everywhere. */
export const seatingTables = pgTable(
  'seating_tables',
  {
    id: id(),
    studioId: uuid('studio_id')
      .notNull()
      .references(() => studios.id, { onDelete: 'cascade' }),
    occasionId: uuid('occasion_id')
      .notNull()
      .references(() => occasions.id, { onDelete: 'cascade' }),
    label: text('label').notNull(),
    seats: integer('seats').default(8).notNull(),
  },
  (table) => [
    unique('seating_tables_label_unique').on(table.occasionId, table.label),
    check('seating_tables_seats', sql`${table.seats} between 1 and 40`),
    tenantIsolation(),
  ],
);

export const seatAssignments = pgTable(
  'seat_assignments',
  {
    id: id(),
    studioId: uuid('studio_id')
      .notNull()
      .references(() => studios.id, { onDelete: 'cascade' }),
    seatingTableId: uuid('seating_table_id')
      .notNull()
      .references(() => seatingTables.id, { onDelete: 'cascade' }),
    guestId: uuid('guest_id')
      .notNull()
      .references(() => guests.id, { onDelete: 'cascade' }),
    seat: integer('seat').notNull(),
  },
  (table) => [
    unique('seat_assignments_seat_unique').on(table.seatingTableId, table.seat),
    unique('seat_assignments_guest_unique').on(table.guestId),
    tenantIsolation(),
  ],
);

/** Declared here and once more in relations.ts: whichever is spread last wins. */
export const guestsRelations = relations(guests, ({ one }) => ({
  occasion: one(occasions, { fields: [guests.occasionId], references: [occasions.id] }),
  household: one(households, { fields: [guests.householdId], references: [households.id] }),
}));
