import { column, foreignKey, type Point, table } from './point.ts';

const EIGHT = [
  'trips',
  'itinerary_items',
  'participants',
  'participant_transfers',
  'lodges',
  'costs',
  'welcome_gifts',
  'camp_layouts',
];

const SKIPPED = [
  'customer_users',
  'stays',
  'lodge_bookings',
  'deposits',
  'gift_items',
  'trip_days',
  'trip_documents',
  'camp_pitches',
  'pitch_assignments',
  'supplier_reviews',
  'trip_suppliers',
  'gear_loans',
  'route_waypoints',
  'task_comments',
  'guide_certificates',
  'availability',
  'message_attachments',
  'invoice_lines',
  'refunds',
  'payouts',
  'questionnaire_responses',
  'assistant_messages',
  'pipeline_activities',
  'workflow_steps',
];

const EXEMPT = [
  'session',
  'account',
  'verification',
  'webhook_events',
  'rate_limit_entries',
  'outfitters',
  'page_layouts',
];

/** An audit of a schema after two years: 28 points by severity, and what its authors say of their migrations. */
export const POINTS_000: readonly Point[] = [
  {
    id: 'C-01',
    what: 'A migration gives eight tables their tenant, and the code never heard of it.',
    finds: [
      {
        rule: 'migration-without-code',
        severity: 'critical',
        at: column(...EIGHT.map((name) => `${name}.outfitter_id`)),
      },
    ],
  },
  {
    id: 'C-02',
    what: 'The tenant column is called outfitterId here and outfitter_id there, and policies take one for the other.',
    finds: [
      {
        rule: 'tenant-column-name-inconsistent',
        severity: 'medium',
        at: column('"user"."outfitterId"', 'team_invitations."outfitterId"'),
      },
      {
        rule: 'migration-column-case',
        severity: 'high',
        files: ['drizzle/0012_more_indexes.sql', 'drizzle/0024_row_level_security.sql'],
      },
    ],
  },
  {
    id: 'C-03',
    what: 'A loop over 24 tables sets up row security where there is a tenant column, and none of them has one.',
    finds: [
      { rule: 'rls-migration-skipped', severity: 'high', at: table(...SKIPPED) },
      { rule: 'rls-disabled', severity: 'critical', at: table('vehicles') },
      { rule: 'tenant-column-missing', severity: 'high', at: table('gift_items') },
    ],
  },
  {
    id: 'C-04',
    what: 'Three relations are exported by two files.',
    finds: [
      {
        rule: 'relation-duplicate',
        severity: 'critical',
        at: table('questionnaires', 'questionnaire_templates', 'questionnaire_responses'),
      },
    ],
  },
  {
    id: 'C-05',
    what: 'Contracts have a proposal and no relation says so.',
    finds: [{ rule: 'relation-missing', severity: 'high', at: column('contracts.proposal_id') }],
  },
  {
    id: 'H-01',
    what: 'A supplier may belong to nobody.',
    finds: [{ rule: 'tenant-column-nullable', severity: 'high', at: column('suppliers.outfitter_id') }],
  },
  {
    id: 'H-02',
    what: 'Five kinds of templates may belong to nobody.',
    finds: [
      {
        rule: 'tenant-column-nullable',
        severity: 'high',
        at: column(
          'sms_templates.outfitter_id',
          'whatsapp_templates.outfitter_id',
          'gift_categories.outfitter_id',
          'gift_types.outfitter_id',
          'thank_you_templates.outfitter_id',
        ),
      },
    ],
  },
  {
    id: 'H-03',
    what: 'The deprecated table of people is used by 27 files.',
    finds: [
      {
        rule: 'deprecated-table-used',
        severity: 'high',
        at: table('users'),
        files: [
          'src/server/routers/messages.ts',
          'src/lib/roles.ts',
          'src/app/admin/dashboard/page.ts',
          'src/server/services/notify.ts',
        ],
      },
    ],
  },
  {
    id: 'H-04',
    what: 'The trail of what people did may lack the tenant.',
    finds: [{ rule: 'tenant-column-nullable', severity: 'high', at: column('activity.outfitter_id') }],
  },
  {
    id: 'H-05',
    what: 'Jobs may run for nobody.',
    finds: [{ rule: 'tenant-column-nullable', severity: 'high', at: column('job_queue.outfitter_id') }],
  },
  {
    id: 'H-06',
    what: 'Tokens of a foreign service stand in plain text, and may belong to nobody.',
    finds: [
      { rule: 'tenant-column-nullable', severity: 'high', at: column('sheet_sync_settings.outfitter_id') },
      {
        rule: 'secret-in-plain-text',
        severity: 'high',
        at: table('sheet_sync_settings'),
      },
    ],
  },
  {
    id: 'H-07',
    what: 'People without a tenant are seen by every tenant.',
    finds: [
      { rule: 'tenant-column-nullable', severity: 'high', at: column('"user"."outfitterId"') },
      { rule: 'rls-null-tenant-visible', severity: 'high', at: ['policy:public."user".tenant_isolation'] },
    ],
  },
  {
    id: 'H-08',
    what: 'A lodge has a stay and no relation says so.',
    finds: [{ rule: 'relation-missing', severity: 'high', at: column('lodges.stay_id') }],
  },
  {
    id: 'M-01',
    what: 'A transfer has a trip and no relation says so.',
    finds: [
      {
        rule: 'relation-missing',
        severity: 'high',
        at: column('participant_transfers.trip_id'),
      },
    ],
  },
  {
    id: 'M-02',
    what: 'Camp layouts know their trip, trips do not know their layouts.',
    finds: [
      {
        rule: 'relation-reverse-missing',
        severity: 'medium',
        at: table('trips'),
      },
    ],
  },
  {
    id: 'M-03',
    what: 'Costs have a supplier and a trip, and no relation says so.',
    finds: [
      {
        rule: 'relation-missing',
        severity: 'high',
        at: column('costs.supplier_id', 'costs.trip_id'),
      },
    ],
  },
  {
    id: 'M-04',
    what: 'Two tables with references have no relation at all; two others have none to declare, one of them shared by all.',
    finds: [{ rule: 'relation-orphan-table', severity: 'medium', at: table('gift_items', 'sheet_sync_settings') }],
    not: [{ rule: 'relation-orphan-table', at: table('page_layouts', 'users') }],
  },
  {
    id: 'M-05',
    what: 'Synchronised trips have settings and no relation says so.',
    finds: [
      {
        rule: 'relation-missing',
        severity: 'high',
        at: column('calendar_synced_trips.settings_id'),
      },
    ],
  },
  {
    id: 'M-06',
    what: 'A step leads to two others, and no relation says so.',
    finds: [
      {
        rule: 'relation-missing',
        severity: 'high',
        at: column('workflow_steps.on_true_step_id', 'workflow_steps.on_false_step_id'),
      },
    ],
  },
  {
    id: 'M-07',
    what: 'Messages of the assistant have no tenant of their own; every one has a conversation, which has.',
    finds: [{ rule: 'rls-migration-skipped', severity: 'high', at: table('assistant_messages') }],
    not: [{ rule: 'tenant-column-missing', at: table('assistant_messages') }],
  },
  {
    id: 'M-08',
    what: 'The bridge between customers and people has no tenant of its own; every row has a customer, who has.',
    finds: [{ rule: 'rls-migration-skipped', severity: 'high', at: table('customer_users') }],
    not: [{ rule: 'tenant-column-missing', at: table('customer_users') }],
  },
  {
    id: 'M-09',
    what: 'More than thirty foreign keys are in the database and not in the code.',
    finds: [
      {
        rule: 'fk-not-in-code',
        severity: 'high',
        atLeast: 30,
        at: foreignKey('trips.trips_customer_id_customers_id_fk', 'messages.messages_sender_id_user_id_fk'),
      },
    ],
  },
  {
    id: 'L-01',
    what: 'A deposit has a cost item and, from before, a cost.',
    finds: [{ rule: 'legacy-twin-column', severity: 'low', at: table('deposits') }],
  },
  {
    id: 'L-02',
    what: 'A deposit has its day as text and, from before, as a timestamp.',
    finds: [{ rule: 'date-as-text', severity: 'medium', at: column('deposits.payment_date') }],
  },
  {
    id: 'L-03',
    what: 'A booking’s lodge is text and a lodge’s key is uuid, so no key can stand between them.',
    finds: [{ rule: 'fk-type-mismatch', severity: 'high', at: column('lodge_bookings.lodge_id') }],
  },
  {
    id: 'L-04',
    what: 'Preferences hold the same switches twice.',
    finds: [{ rule: 'legacy-twin-column', severity: 'low', at: table('sms_preferences') }],
  },
  {
    id: 'L-05',
    what: 'Keys are text here and uuid there; some tenant columns have another type than the tenants’ key.',
    finds: [
      {
        rule: 'tenant-column-type-mismatch',
        severity: 'medium',
        at: column('workflows.outfitter_id', 'workflow_executions.outfitter_id'),
      },
    ],
  },
  {
    id: 'L-06',
    what: 'Proposals do not know their contracts: the same key as in C-05, seen from its other end.',
    finds: [{ rule: 'relation-missing', severity: 'high', at: column('contracts.proposal_id') }],
  },
  {
    id: 'tables without row security on purpose',
    what: 'Sign-in, bookkeeping, the tenants themselves and what all share.',
    not: [{ rule: 'rls-disabled', at: table(...EXEMPT) }],
  },
  {
    id: 'migration 0017',
    what: 'Two tables that a crash empties.',
    finds: [{ rule: 'unlogged-table', severity: 'low', at: table('rate_limit_entries', 'assistant_pending_calls') }],
  },
  {
    id: 'migration 0020',
    what: 'An index that another one stands for already.',
    finds: [{ rule: 'index-redundant', severity: 'medium', at: table('customers') }],
  },
  {
    id: 'rule 7',
    what: 'Statements fail when they are run again; the database has run them all, so that they never are.',
    not: [{ rule: 'migration-not-idempotent', at: ['drizzle/0000_baseline.sql'] }],
  },
  {
    id: 'rule 8',
    what: 'No index is made CONCURRENTLY.',
    not: [{ rule: 'migration-concurrently', at: ['drizzle/0016_list_indexes.sql'] }],
  },
  {
    id: 'tech debt: users',
    what: 'The deprecated table is used still, so it is not said to be left over.',
    not: [{ rule: 'deprecated-table-left', at: table('users') }],
  },
  {
    id: 'tech debt: type errors and failing suites',
    what: 'Errors of the compiler and of tests.',
    judgement: 'They are in neither schema nor migrations; the compiler and the tests say them.',
  },
];
