import { column, foreignKey, type Point, table } from './point.ts';

/** A guide: what every table has to keep. */
export const POINTS_002: readonly Point[] = [
  {
    id: 'use the query builder',
    what: 'SQL by hand against a table of the schema.',
    finds: [{ rule: 'raw-sql-query', severity: 'low', files: ['src/features/notes/notes.ts'] }],
  },
  {
    id: 'give the client the schema',
    what: 'One client has it, one has not.',
    finds: [{ rule: 'client-without-schema', severity: 'medium', files: ['src/lib/db/bare.ts'] }],
    not: [{ rule: 'client-without-schema', at: ['src/lib/db/db.ts'] }],
  },
  {
    id: 'write timestamps alike',
    what: 'A default of the client’s, one without NOT NULL, one without default.',
    finds: [
      {
        rule: 'timestamp-pattern',
        severity: 'low',
        at: column('check_ins.created_at', 'check_ins.updated_at', 'lockers.created_at'),
      },
    ],
  },
  {
    id: 'constrain every reference',
    what: 'An organization that no key guards, and two references of which only the name tells.',
    finds: [
      { rule: 'tenant-column-no-foreign-key', severity: 'critical', at: column('bookings.organization_id') },
      { rule: 'fk-missing', severity: 'high', at: column('session.active_organization_id') },
    ],
    not: [{ rule: 'tenant-column-no-foreign-key', at: column('notes.organization_id', 'preferences.organization_id') }],
  },
  {
    id: 'say what happens on delete',
    what: 'Two keys leave it to the default, one does otherwise than its siblings, one empties what must not be empty.',
    finds: [
      {
        rule: 'fk-no-on-delete',
        severity: 'low',
        at: foreignKey('user_posts.user_posts_user_id_user_id_fk', 'subscription.subscription_user_id_user_id_fk'),
      },
      { rule: 'fk-on-delete-inconsistent', severity: 'low', at: table('lockers') },
      {
        rule: 'fk-set-null-on-required',
        severity: 'high',
        at: foreignKey('check_ins.check_ins_member_id_member_id_fk'),
      },
    ],
    not: [{ rule: 'fk-set-null-on-required', at: foreignKey('notes.notes_assigned_to_user_id_fk') }],
  },
  {
    id: 'scope by organization',
    what: 'What people write belongs to no organization.',
    finds: [{ rule: 'tenant-column-missing', severity: 'high', at: table('user_posts') }],
    not: [{ rule: 'tenant-column-missing', at: table('notes', 'preferences', 'member', 'invitation', 'organization') }],
  },
  {
    id: 'scope every query',
    what: 'A statement closes a note of whatever organization; the others name theirs.',
    finds: [{ rule: 'query-not-scoped', severity: 'high', files: ['src/features/notes/notes.ts'] }],
  },
  {
    id: 'have a primary key',
    what: 'Every table has one.',
    not: [{ rule: 'primary-key-missing', at: table('user', 'notes', 'check_ins', 'subscription') }],
  },
  {
    id: 'index what is asked for',
    what: 'Every reference has an index.',
    not: [{ rule: 'fk-no-index', at: foreignKey('notes.notes_organization_id_organization_id_fk') }],
  },
  {
    id: 'ids of the payment service',
    what: 'Customers, subscriptions and what they are for are bare text.',
    finds: [
      {
        rule: 'external-id-unreferenced',
        severity: 'low',
        at: column('organization.stripe_customer_id', 'subscription.stripe_subscription_id'),
      },
    ],
  },
  {
    id: 'configure migrations',
    what: 'Prefixes are times, the table of migrations is in public under a name of its own.',
    not: [{ rule: 'rls-disabled', at: table('__drizzle_migrations__') }],
  },
  {
    id: 'test in transactions',
    what: 'Every test begins one and rolls it back.',
    judgement: 'How tests are written is in neither schema nor migrations.',
  },
];
