import { sql } from 'drizzle-orm';
import {
  check,
  date,
  index,
  integer,
  numeric,
  pgTable,
  smallint,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { id, tenantIsolation, timestamps } from './columns';
import { occasionKind, occasionStatus, taskStatus } from './enums';
import { people, studios } from './tenancy';

/** Who commissions an occasion. */
export const clients = pgTable(
  'clients',
  {
    id: id(),
    studioId: uuid('studio_id')
      .notNull()
      .references(() => studios.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    email: text('email'),
    phone: text('phone'),
    referredBy: text('referred_by'),
    deletedAt: timestamp('deleted_at', { withTimezone: true }),
    ...timestamps,
  },
  (table) => [
    unique('clients_studio_email_unique').on(table.studioId, table.email),
    index('clients_name_search_idx').on(table.studioId, sql`lower(${table.name})`),
    tenantIsolation(),
  ],
);

/** The thing being planned: a wedding, a festival, a conference. */
export const occasions = pgTable(
  'occasions',
  {
    id: id(),
    studioId: uuid('studio_id')
      .notNull()
      .references(() => studios.id, { onDelete: 'cascade' }),
    clientId: uuid('client_id')
      .notNull()
      .references(() => clients.id, { onDelete: 'restrict' }),
    leadPlannerId: uuid('lead_planner_id').references(() => people.id, { onDelete: 'set null' }),
    kind: occasionKind('kind').notNull(),
    status: occasionStatus('status').default('lead').notNull(),
    title: text('title').notNull(),
    reference: text('reference').notNull(),
    startsOn: date('starts_on'),
    endsOn: date('ends_on'),
    expectedGuests: integer('expected_guests').default(0).notNull(),
    ...timestamps,
    coverImageUrl: text('cover_image_url'),
  },
  (table) => [
    unique('occasions_reference_unique').on(table.reference),
    index('occasions_studio_status_idx').on(table.studioId, table.status, table.startsOn.desc()),
    index('occasions_client_idx').on(table.clientId),
    check('occasions_dates_in_order', sql`${table.endsOn} is null or ${table.endsOn} >= ${table.startsOn}`),
    tenantIsolation(),
  ],
);

export const occasionDays = pgTable(
  'occasion_days',
  {
    id: id(),
    studioId: uuid('studio_id')
      .notNull()
      .references(() => studios.id, { onDelete: 'cascade' }),
    occasionId: uuid('occasion_id')
      .notNull()
      .references(() => occasions.id, { onDelete: 'cascade' }),
    day: date('day').notNull(),
    doorsAt: text('doors_at'),
    lineNumber: text('line_number').default('1').notNull(),
  },
  (table) => [unique('occasion_days_once').on(table.occasionId, table.day), tenantIsolation()],
);

export const milestones = pgTable(
  'milestones',
  {
    id: id(),
    studioId: uuid('studio_id')
      .notNull()
      .references(() => studios.id, { onDelete: 'cascade' }),
    occasionId: uuid('occasion_id')
      .notNull()
      .references(() => occasions.id, { onDelete: 'cascade' }),
    title: text('title').notNull(),
    dueOn: date('due_on').notNull(),
    reachedAt: timestamp('reached_at', { withTimezone: true }),
    weight: smallint('weight').default(1).notNull(),
  },
  (table) => [index('milestones_studio_due_idx').on(table.studioId, table.dueOn), tenantIsolation()],
);

export const tasks = pgTable(
  'tasks',
  {
    id: id(),
    studioId: uuid('studio_id')
      .notNull()
      .references(() => studios.id, { onDelete: 'cascade' }),
    occasionId: uuid('occasion_id').references(() => occasions.id, { onDelete: 'cascade' }),
    milestoneId: uuid('milestone_id').references(() => milestones.id, { onDelete: 'set null' }),
    assigneeId: uuid('assignee_id').references(() => people.id, { onDelete: 'set null' }),
    title: text('title').notNull(),
    status: taskStatus('status').default('open').notNull(),
    estimateHours: numeric('estimate_hours', { precision: 5, scale: 1 }),
    dueAt: timestamp('due_at', { withTimezone: true }),
    ...timestamps,
  },
  (table) => [
    index('tasks_open_idx').on(table.studioId, table.dueAt).where(sql`${table.status} <> 'done'`),
    index('tasks_occasion_idx').on(table.occasionId),
    index('tasks_assignee_idx').on(table.assigneeId),
    tenantIsolation(),
  ],
);

/** Has no studio of its own: it belongs to one through its task. */
export const taskComments = pgTable(
  'task_comments',
  {
    id: id(),
    taskId: uuid('task_id')
      .notNull()
      .references(() => tasks.id, { onDelete: 'cascade' }),
    authorId: uuid('author_id').references(() => people.id),
    body: text('body').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).defaultNow().notNull(),
  },
  (table) => [index('task_comments_task_idx').on(table.taskId, table.createdAt)],
);

/** Room for those who came too late. */
export const waitlistEntries = pgTable(
  'waitlist_entries',
  {
    id: id(),
    studioId: uuid('studio_id')
      .notNull()
      .references(() => studios.id, { onDelete: 'cascade' }),
    occasionId: uuid('occasion_id')
      .notNull()
      .references(() => occasions.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    partySize: smallint('party_size').default(1).notNull(),
    joinedAt: timestamp('joined_at', { withTimezone: true }).defaultNow().notNull(),
  },
  (table) => [
    uniqueIndex('waitlist_entries_name_key').on(table.occasionId, sql`lower(${table.name})`),
    check('waitlist_entries_party_size', sql`${table.partySize} between 1 and 20`),
    tenantIsolation(),
  ],
);
