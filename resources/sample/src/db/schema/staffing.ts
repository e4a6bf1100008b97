import { sql } from 'drizzle-orm';
import {
  check,
  index,
  integer,
  numeric,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { id, tenantIsolation, timestamps } from './columns';
import { occasions } from './occasions';
import { people, studios } from './tenancy';

export const crewMembers = pgTable(
  'crew_members',
  {
    id: id(),
    studioId: uuid('studio_id')
      .notNull()
      .references(() => studios.id, { onDelete: 'cascade' }),
    personId: uuid('person_id').references(() => people.id, { onDelete: 'set null' }),
    displayName: text('display_name').notNull(),
    skill: text('skill').notNull(),
    hourlyRate: numeric('hourly_rate', { precision: 8, scale: 2 }),
    ...timestamps,
  },
  (table) => [index('crew_members_studio_idx').on(table.studioId), tenantIsolation()],
);

const ownShift = sql`studio_id = (select current_setting('app.studio_id', true)::uuid)`;

export const shifts = pgTable(
  'shifts',
  {
    id: id(),
    studioId: uuid('studio_id')
      .notNull()
      .references(() => studios.id, { onDelete: 'cascade' }),
    occasionId: uuid('occasion_id')
      .notNull()
      .references(() => occasions.id, { onDelete: 'cascade' }),
    role: text('role').notNull(),
    startsAt: timestamp('starts_at', { withTimezone: true }).notNull(),
    endsAt: timestamp('ends_at', { withTimezone: true }).notNull(),
    crewNeeded: integer('crew_needed').default(1).notNull(),
  },
  (table) => [
    index('shifts_occasion_idx').on(table.occasionId, table.startsAt),
    check('shifts_end_after_start', sql`${table.endsAt} > ${table.startsAt}`),
    pgPolicy('shifts_read', { for: 'select', using: ownShift }),
    pgPolicy('shifts_add', { for: 'insert', withCheck: ownShift }),
    pgPolicy('shifts_change', { for: 'update', using: ownShift, withCheck: ownShift }),
  ],
);

/** Who works which shift; scoped through the shift. */
export const shiftAssignments = pgTable(
  'shift_assignments',
  {
    shiftId: uuid('shift_id')
      .notNull()
      .references(() => shifts.id, { onDelete: 'cascade' }),
    crewMemberId: uuid('crew_member_id').notNull(),
    confirmedAt: timestamp('confirmed_at', { withTimezone: true }),
  },
  (table) => [primaryKey({ columns: [table.shiftId, table.crewMemberId] })],
);

export const equipment = pgTable(
  'equipment',
  {
    id: id(),
    studioId: uuid('studio_id')
      .notNull()
      .references(() => studios.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    onHand: integer('on_hand').default(0).notNull(),
    reserved: integer('reserved').default(0).notNull(),
    available: integer('available').default(0).notNull(),
  },
  (table) => [index('equipment_studio_idx').on(table.studioId), tenantIsolation()],
);

export const equipmentReservations = pgTable(
  'equipment_reservations',
  {
    id: id(),
    studioId: uuid('studio_id')
      .notNull()
      .references(() => studios.id, { onDelete: 'cascade' }),
    equipmentId: uuid('equipment_id')
      .notNull()
      .references(() => equipment.id, { onDelete: 'cascade' }),
    occasionId: uuid('occasion_id')
      .notNull()
      .references(() => occasions.id, { onDelete: 'cascade' }),
    quantity: integer('quantity').default(1).notNull(),
  },
  (table) => [index('equipment_reservations_equipment_idx').on(table.equipmentId), tenantIsolation()],
);
