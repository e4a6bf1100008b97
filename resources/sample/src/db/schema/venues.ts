import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { id, tenantIsolation, timestamps } from './columns';
import { occasions } from './occasions';
import { studios } from './tenancy';

export const venues = pgTable(
  'venues',
  {
    id: id(),
    studioId: uuid('studio_id')
      .notNull()
      .references(() => studios.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    city: text('city').notNull(),
    address: jsonb('address').$type<{ street: string; postalCode: string }>(),
    isOutdoor: boolean('is_outdoor').default(false).notNull(),
    features: text('features').array().default([]).notNull(),
    ...timestamps,
  },
  (table) => [
    unique('venues_studio_name_unique').on(table.studioId, table.name),
    index('venues_features_idx').using('gin', table.features),
    tenantIsolation(),
  ],
);

/** A venue has one or more halls; capacity is the halls' business. */
export const halls = pgTable(
  'halls',
  {
    id: id(),
    studioId: uuid('studio_id')
      .notNull()
      .references(() => studios.id, { onDelete: 'cascade' }),
    venueId: uuid('venue_id')
      .notNull()
      .references(() => venues.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    seated: integer('seated').notNull(),
    standing: integer('standing').notNull(),
    squareMetres: integer('square_metres'),
  },
  (table) => [
    index('halls_venue_idx').on(table.venueId),
    check('halls_capacity', sql`${table.seated} >= 0 and ${table.standing} >= ${table.seated}`),
    tenantIsolation(),
  ],
);

export const venueHolds = pgTable(
  'venue_holds',
  {
    id: id(),
    studioId: uuid('studio_id')
      .notNull()
      .references(() => studios.id, { onDelete: 'cascade' }),
    hallId: uuid('hall_id')
      .notNull()
      .references(() => halls.id, { onDelete: 'cascade' }),
    occasionId: uuid('occasion_id')
      .notNull()
      .references(() => occasions.id, { onDelete: 'cascade' }),
    fromDay: date('from_day').notNull(),
    toDay: date('to_day').notNull(),
    releasedAt: timestamp('released_at', { withTimezone: true }),
  },
  (table) => [
    index('venue_holds_hall_idx').on(table.hallId, table.fromDay).where(sql`${table.releasedAt} is null`),
    check('venue_holds_days_in_order', sql`${table.toDay} >= ${table.fromDay}`),
    tenantIsolation(),
  ],
);

export const floorPlans = pgTable(
  'floor_plans',
  {
    id: id(),
    studioId: uuid('studio_id')
      .notNull()
      .references(() => studios.id, { onDelete: 'cascade' }),
    hallId: uuid('hall_id').references(() => halls.id, { onDelete: 'set null' }),
    occasionId: uuid('occasion_id')
      .notNull()
      .references(() => occasions.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    drawing: jsonb('drawing').default({}).notNull(),
    ...timestamps,
  },
  (table) => [index('floor_plans_occasion_idx').on(table.occasionId), tenantIsolation()],
);
