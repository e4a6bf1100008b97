import { column, foreignKey, type Point, table } from './point.ts';

const WITHOUT_KEY = [
  'activities',
  'contacts',
  'customers',
  'email_history',
  'notifications',
  'opportunities',
  'order_lines',
  'orders',
  'products',
  'quotes',
  'stock',
  'stock_movements',
];

/** What might go wrong, thought of before the start: 37 risks in five dimensions. */
export const POINTS_001: readonly Point[] = [
  {
    id: 'RISK-SCALE-001',
    what: 'Mails are only ever added, with their bodies in the row.',
    finds: [
      { rule: 'append-only-unpartitioned', severity: 'high', at: table('email_history') },
      { rule: 'wide-body-inline', severity: 'medium', at: table('email_history') },
    ],
  },
  {
    id: 'RISK-SCALE-002',
    what: 'Every change of anything is noted, for ever, by type and id.',
    finds: [
      { rule: 'append-only-unpartitioned', severity: 'high', at: table('activities') },
      { rule: 'polymorphic-reference', severity: 'low', at: table('activities') },
    ],
  },
  {
    id: 'RISK-SCALE-003',
    what: 'Every change of a stock level is noted, for ever.',
    finds: [{ rule: 'append-only-unpartitioned', severity: 'high', at: table('stock_movements') }],
  },
  {
    id: 'RISK-SCALE-004',
    what: 'Tenant, status and time are indexed apart and asked for together.',
    finds: [{ rule: 'composite-index-missing', severity: 'medium', at: table('customers', 'orders') }],
  },
  {
    id: 'RISK-SCALE-005',
    what: 'Code looks into the lines of quotes, and no index does.',
    finds: [{ rule: 'json-not-indexed', severity: 'low', at: column('quotes.line_items') }],
  },
  {
    id: 'RISK-SCALE-006',
    what: 'Every mail that is added feeds a full-text index.',
    finds: [{ rule: 'full-text-write-cost', severity: 'low', at: table('email_history') }],
  },
  {
    id: 'RISK-SCALE-007',
    what: 'Notifications pile up.',
    finds: [{ rule: 'append-only-unpartitioned', severity: 'high', at: table('notifications') }],
  },
  {
    id: 'RISK-SCALE-008',
    what: 'The number of a line is text.',
    finds: [{ rule: 'number-as-text', severity: 'medium', at: column('order_lines.line_number') }],
  },
  {
    id: 'RISK-SCALE-009',
    what: 'A session expires the moment it begins, and no index finds those that have.',
    finds: [
      { rule: 'expiry-defaults-to-now', severity: 'medium', at: column('user_sessions.expires_at') },
      { rule: 'expiring-rows-not-indexed', severity: 'low', at: column('user_sessions.expires_at') },
    ],
  },
  {
    id: 'RISK-SCALE-010',
    what: 'A customer may have any number of contacts.',
    judgement: 'How many are too many is the business’s to say; a schema that sets no limit may mean it.',
  },
  {
    id: 'RISK-INTEGRITY-001',
    what: 'Two flags are of type uuid and default to false.',
    finds: [
      {
        rule: 'boolean-name-wrong-type',
        severity: 'critical',
        at: column('contacts.is_primary', 'contacts.is_decision_maker'),
      },
      {
        rule: 'default-type-mismatch',
        severity: 'critical',
        at: column('contacts.is_primary', 'contacts.is_decision_maker'),
      },
    ],
  },
  {
    id: 'RISK-INTEGRITY-002',
    what: 'What is available is stored beside what it is computed from.',
    finds: [{ rule: 'derived-column-unguarded', severity: 'high', at: column('stock.quantity_available') }],
  },
  {
    id: 'RISK-INTEGRITY-003',
    what: 'The lines of a quote are JSON that names products.',
    finds: [{ rule: 'json-holds-rows', severity: 'medium', at: column('quotes.line_items') }],
  },
  {
    id: 'RISK-INTEGRITY-004',
    what: 'Customers are marked as deleted while orders keep pointing at them.',
    finds: [{ rule: 'fk-soft-delete-gap', severity: 'medium', at: table('orders') }],
  },
  {
    id: 'RISK-INTEGRITY-005',
    what: 'Whom an opportunity is assigned to is no reference.',
    finds: [{ rule: 'relation-without-key', severity: 'medium', at: table('opportunities') }],
  },
  {
    id: 'RISK-INTEGRITY-006',
    what: 'A price has no scale.',
    finds: [{ rule: 'money-type', severity: 'medium', at: column('order_lines.unit_price') }],
  },
  {
    id: 'RISK-INTEGRITY-007',
    what: 'Totals of orders are stored, and nothing keeps them.',
    finds: [{ rule: 'derived-column-unguarded', severity: 'high', at: table('orders') }],
  },
  {
    id: 'RISK-INTEGRITY-008',
    what: 'Nothing checks addresses of mail.',
    finds: [
      { rule: 'email-unchecked', severity: 'low', at: column('customers.email', 'contacts.email', 'users.email') },
    ],
  },
  {
    id: 'RISK-OPS-001',
    what: 'Two files have the number 0001, one of them is not in the journal, and nothing leads back.',
    finds: [
      { rule: 'migration-duplicate-number', severity: 'high', files: ['drizzle/0001_auth_user_trigger.sql'] },
      { rule: 'migration-journal-mismatch', severity: 'high', files: ['drizzle/0001_auth_user_trigger.sql'] },
    ],
  },
  {
    id: 'RISK-OPS-002',
    what: 'One client behind the pooler says that it prepares nothing, the other forgot.',
    finds: [{ rule: 'client-prepare-on-pooler', severity: 'high', files: ['src/db/jobs.ts'] }],
    not: [{ rule: 'client-prepare-on-pooler', at: ['src/db/index.ts'] }],
  },
  {
    id: 'RISK-OPS-003',
    what: 'A pool of ten that never lets go.',
    finds: [{ rule: 'client-pool-small', severity: 'low', files: ['src/db/jobs.ts'] }],
  },
  {
    id: 'RISK-OPS-004',
    what: 'The code declares a check that no migration makes.',
    finds: [
      {
        rule: 'constraint-not-in-migrations',
        severity: 'high',
        at: ['check:public.orders.orders_total_not_negative'],
      },
    ],
  },
  {
    id: 'RISK-OPS-005',
    what: 'Some foreign keys have no index, most have.',
    finds: [
      {
        rule: 'fk-no-index',
        severity: 'medium',
        at: foreignKey(
          'order_lines.order_lines_product_id_products_id_fk',
          'quotes.quotes_opportunity_id_opportunities_id_fk',
        ),
      },
    ],
    not: [{ rule: 'fk-no-index', at: foreignKey('email_history.email_history_sender_id_users_id_fk') }],
  },
  {
    id: 'RISK-OPS-006',
    what: 'The type of a JSON column may change with no migration.',
    judgement:
      'The code as it stands shows one type; that it was another needs an earlier state, which no source here has.',
  },
  {
    id: 'RISK-OPS-007',
    what: 'The pages on deployment say nothing of how to restore.',
    finds: [{ rule: 'backup-not-documented', severity: 'low' }],
  },
  {
    id: 'RISK-INT-001',
    what: 'People are linked to the sign-in service by an id that nothing fills: the trigger is in a file that never runs.',
    finds: [{ rule: 'auth-user-sync-unguarded', severity: 'critical', at: table('users') }],
  },
  {
    id: 'RISK-INT-002',
    what: 'Two tables have row security, twelve others with a tenant have none.',
    finds: [
      { rule: 'rls-disabled', severity: 'critical', at: table(...WITHOUT_KEY) },
      { rule: 'rls-not-forced', severity: 'high', at: table('users', 'api_tokens') },
    ],
  },
  {
    id: 'RISK-INT-003',
    what: 'Policies read a setting that no code sets, and cast it as it comes.',
    finds: [
      { rule: 'rls-setting-inconsistent', severity: 'high', atLeast: 1 },
      { rule: 'rls-setting-unsafe', severity: 'medium', at: table('users', 'api_tokens') },
    ],
  },
  {
    id: 'RISK-INT-004',
    what: 'Campaigns and templates of another system are bare ids.',
    finds: [
      {
        rule: 'external-id-unreferenced',
        severity: 'low',
        at: column('email_history.campaign_id', 'email_history.template_id'),
      },
    ],
  },
  {
    id: 'RISK-INT-005',
    what: 'The payment service’s customer is a bare id.',
    finds: [{ rule: 'external-id-unreferenced', severity: 'low', at: column('shops.stripe_customer_id') }],
  },
  {
    id: 'RISK-INT-006',
    what: 'A token need not expire.',
    finds: [{ rule: 'token-never-expires', severity: 'low', at: column('api_tokens.expires_at') }],
  },
  {
    id: 'RISK-MT-001',
    what: 'Twelve tables take the tenant from a shared pattern that has no key.',
    finds: [
      {
        rule: 'tenant-column-no-foreign-key',
        severity: 'critical',
        at: column(...WITHOUT_KEY.map((name) => `${name}.shop_id`)),
      },
    ],
    not: [{ rule: 'tenant-column-no-foreign-key', at: column('users.shop_id', 'api_tokens.shop_id') }],
  },
  {
    id: 'RISK-MT-002',
    what: 'An order can point at another tenant’s customer.',
    finds: [{ rule: 'tenant-foreign-key-crosses', severity: 'medium', at: table('orders', 'order_lines', 'quotes') }],
  },
  {
    id: 'RISK-MT-003',
    what: 'The number of an order is unique over all tenants; slugs of tenants and numbers of products are as they should be.',
    finds: [{ rule: 'tenant-unique-not-scoped', severity: 'high', at: table('orders') }],
    not: [{ rule: 'tenant-unique-not-scoped', at: table('shops', 'products', 'users', 'customers') }],
  },
  {
    id: 'RISK-MT-004',
    what: 'A person belongs to one tenant.',
    finds: [{ rule: 'tenant-single-membership', severity: 'low', at: table('users') }],
  },
  {
    id: 'RISK-MT-005',
    what: 'A deleted product keeps its number taken; deleted customers do not keep their address.',
    finds: [{ rule: 'soft-delete-unique-not-partial', severity: 'medium', at: table('products') }],
    not: [{ rule: 'soft-delete-unique-not-partial', at: table('customers', 'orders') }],
  },
  {
    id: 'RISK-MT-006',
    what: 'There is no switch of features per tenant.',
    judgement: 'Whether a product needs one is no fact of its schema; settings may hold them.',
  },
];
