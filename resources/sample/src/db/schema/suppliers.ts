import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  numeric,
  pgTable,
  smallint,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { id, tenantIsolation, timestamps } from './columns';
import { bookingStatus } from './enums';
import { occasions } from './occasions';
import { studios } from './tenancy';

/** Row-level security of suppliers and quotes is set up in drizzle/0007_row_security.sql. */
export const suppliers = pgTable(
  'suppliers',
  {
    id: id(),
    studioId: uuid('studio_id')
      .notNull()
      .references(() => studios.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    trade: text('trade').notNull(),
    website: text('website'),
    rating: smallint('rating'),
    deletedAt: timestamp('deleted_at', { withTimezone: true }),
    ...timestamps,
  },
  (table) => [
    uniqueIndex('suppliers_studio_name_key').on(table.studioId, table.name).where(sql`${table.deletedAt} is null`),
    check('suppliers_rating_range', sql`${table.rating} between 1 and 5`),
  ],
);

export const supplierContacts = pgTable(
  'supplier_contacts',
  {
    id: id(),
    studioId: uuid('studio_id')
      .notNull()
      .references(() => studios.id, { onDelete: 'cascade' }),
    supplierId: uuid('supplier_id')
      .notNull()
      .references(() => suppliers.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    email: text('email'),
    isPrimary: boolean('is_primary').default(false).notNull(),
  },
  (table) => [index('supplier_contacts_supplier_idx').on(table.supplierId), tenantIsolation()],
);

export const quotes = pgTable(
  'quotes',
  {
    id: id(),
    studioId: uuid('studio_id')
      .notNull()
      .references(() => studios.id, { onDelete: 'cascade' }),
    supplierId: uuid('supplier_id')
      .notNull()
      .references(() => suppliers.id, { onDelete: 'restrict' }),
    occasionId: uuid('occasion_id')
      .notNull()
      .references(() => occasions.id, { onDelete: 'cascade' }),
    total: numeric('total', { precision: 12, scale: 2 }).notNull(),
    currency: text('currency').default('EUR').notNull(),
    validUntil: timestamp('valid_until', { withTimezone: true }),
    ...timestamps,
  },
  (table) => [index('quotes_studio_occasion_idx').on(table.studioId, table.occasionId)],
);

export const quoteLines = pgTable('quote_lines', {
  id: id(),
  quoteId: uuid('quote_id')
    .notNull()
    .references(() => quotes.id, { onDelete: 'cascade' }),
  description: text('description').notNull(),
  quantity: numeric('quantity', { precision: 10, scale: 2 }).default('1').notNull(),
  unitPrice: numeric('unit_price', { precision: 12, scale: 2 }).notNull(),
  lineTotal: numeric('line_total', { precision: 14, scale: 2 }).generatedAlwaysAs(sql`round(quantity * unit_price, 2)`),
});

export const bookings = pgTable(
  'bookings',
  {
    id: id(),
    studioId: uuid('studio_id')
      .notNull()
      .references(() => studios.id, { onDelete: 'cascade' }),
    supplierId: uuid('supplier_id')
      .notNull()
      .references(() => suppliers.id, { onDelete: 'restrict' }),
    occasionId: uuid('occasion_id')
      .notNull()
      .references(() => occasions.id, { onDelete: 'cascade' }),
    quoteId: uuid('quote_id').references(() => quotes.id, { onDelete: 'set null' }),
    status: bookingStatus('status').default('enquired').notNull(),
    depositPercent: smallint('deposit_percent').default(0).notNull(),
    confirmedAt: timestamp('confirmed_at', { withTimezone: true }),
    ...timestamps,
  },
  (table) => [
    index('bookings_studio_status_idx').on(table.studioId, table.status),
    index('bookings_supplier_idx').on(table.supplierId),
    check('bookings_deposit_range', sql`${table.depositPercent} between 0 and 100`),
    tenantIsolation(),
  ],
);
