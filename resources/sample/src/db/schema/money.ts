import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  date,
  doublePrecision,
  index,
  numeric,
  pgTable,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { id, tenantIsolation, timestamps } from './columns';
import { invoiceStatus } from './enums';
import { clients, occasions } from './occasions';
import { suppliers } from './suppliers';
import { studios } from './tenancy';

export const budgets = pgTable(
  'budgets',
  {
    id: id(),
    studioId: uuid('studio_id')
      .notNull()
      .references(() => studios.id, { onDelete: 'cascade' }),
    occasionId: uuid('occasion_id')
      .notNull()
      .references(() => occasions.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    contingency: doublePrecision('contingency').default(0.1).notNull(),
    ...timestamps,
  },
  (table) => [unique('budgets_name_unique').on(table.occasionId, table.name), tenantIsolation()],
);

export const budgetLines = pgTable(
  'budget_lines',
  {
    id: id(),
    studioId: uuid('studio_id')
      .notNull()
      .references(() => studios.id, { onDelete: 'cascade' }),
    budgetId: uuid('budget_id')
      .notNull()
      .references(() => budgets.id, { onDelete: 'cascade' }),
    supplierId: uuid('supplier_id').references(() => suppliers.id, { onDelete: 'set null' }),
    label: text('label').notNull(),
    planned: numeric('planned', { precision: 12, scale: 2 }).default('0').notNull(),
    spent: numeric('spent', { precision: 12, scale: 2 }).default('0').notNull(),
    remaining: numeric('remaining', { precision: 12, scale: 2 }).generatedAlwaysAs(sql`planned - spent`),
  },
  (table) => [
    index('budget_lines_budget_idx').on(table.budgetId),
    check('budget_lines_amounts', sql`${table.planned} >= 0 and ${table.spent} >= 0`),
    tenantIsolation(),
  ],
);

export const invoices = pgTable(
  'invoices',
  {
    id: id(),
    studioId: uuid('studio_id')
      .notNull()
      .references(() => studios.id, { onDelete: 'restrict' }),
    occasionId: uuid('occasion_id').references(() => occasions.id, { onDelete: 'set null' }),
    clientId: uuid('client_id')
      .notNull()
      .references(() => clients.id, { onDelete: 'restrict' }),
    number: bigint('number', { mode: 'number' }).notNull().generatedAlwaysAsIdentity({ startWith: 1000 }),
    status: invoiceStatus('status').default('draft').notNull(),
    subtotal: numeric('subtotal', { precision: 12, scale: 2 }).notNull(),
    tax: numeric('tax', { precision: 12, scale: 2 }).notNull(),
    total: numeric('total', { precision: 12, scale: 2 }).notNull(),
    issuedOn: date('issued_on'),
    dueOn: date('due_on'),
    ...timestamps,
  },
  (table) => [
    unique('invoices_number_unique').on(table.studioId, table.number),
    index('invoices_overdue_idx').on(table.studioId, table.dueOn).where(sql`${table.status} = 'sent'`),
    index('invoices_client_idx').on(table.clientId),
    tenantIsolation(),
  ],
);

export const payments = pgTable(
  'payments',
  {
    id: id(),
    studioId: uuid('studio_id')
      .notNull()
      .references(() => studios.id, { onDelete: 'restrict' }),
    invoiceId: uuid('invoice_id')
      .notNull()
      .references(() => invoices.id, { onDelete: 'restrict' }),
    amount: numeric('amount', { precision: 12, scale: 2 }).notNull(),
    method: text('method').default('transfer').notNull(),
    receivedAt: timestamp('received_at', { withTimezone: true }).defaultNow().notNull(),
    /** The bank's own day, kept as it was sent. */
    valueDate: text('value_date'),
  },
  (table) => [
    index('payments_invoice_idx').on(table.invoiceId),
    check('payments_amount_positive', sql`${table.amount} > 0`),
    tenantIsolation(),
  ],
);
