import { column, foreignKey, type Point, table } from './point.ts';

/** A registry of names, types, keys and row security, with a drift that somebody made by hand. */
export const POINTS_003: readonly Point[] = [
  {
    id: 'names are snake_case',
    what: 'Two columns of sessions are not.',
    finds: [
      {
        rule: 'name-not-snake-case',
        severity: 'medium',
        at: column('sessions."sessionToken"', 'sessions."userId"'),
      },
    ],
    not: [{ rule: 'name-not-snake-case', at: table('users', 'organizations', 'accounts', 'visits') }],
  },
  {
    id: 'keys are uuid',
    what: 'Two old tables count instead.',
    finds: [{ rule: 'primary-key-type', severity: 'low', at: table('label_translations', 'kpi_logs') }],
    not: [{ rule: 'primary-key-type', at: table('visits', 'org_members') }],
  },
  {
    id: 'types of a key and of what it references are the same',
    what: 'Ids of people became uuid by hand; one column that points at them was forgotten and lost its key.',
    finds: [{ rule: 'fk-type-mismatch', severity: 'high', at: column('org_members.user_id') }],
  },
  {
    id: 'one column for one fact',
    what: 'A membership has the person twice.',
    finds: [{ rule: 'legacy-twin-column', severity: 'low', at: table('org_members') }],
  },
  {
    id: 'references are constrained',
    what: 'The person of a session, and the organization of a person, are not.',
    finds: [
      { rule: 'fk-missing', severity: 'high', at: column('sessions."userId"') },
      { rule: 'tenant-column-no-foreign-key', severity: 'critical', at: column('users.organization_id') },
    ],
    not: [
      {
        rule: 'fk-missing',
        at: column('visits.organization_id', 'recordings.visit_id', 'org_members.organization_id'),
      },
    ],
  },
  {
    id: 'tables with an organization have row security',
    what: 'Dictations and summaries have none: the migration that gives it is not applied.',
    finds: [
      { rule: 'rls-disabled', severity: 'critical', at: table('dictations', 'visit_summaries', 'surveys', 'payments') },
      { rule: 'migration-not-applied', severity: 'high', files: ['drizzle/0002_row_security_of_records.sql'] },
    ],
    not: [
      {
        rule: 'rls-disabled',
        at: table('visits', 'recordings', 'audit_logs', 'scorecards', 'org_members', 'campaigns', 'billing_accounts'),
      },
    ],
  },
  {
    id: 'the pattern of a policy',
    what: 'Row security is not forced, and the setting is cast as it comes.',
    finds: [
      { rule: 'rls-not-forced', severity: 'high', at: table('visits', 'recordings', 'audit_logs') },
      { rule: 'rls-setting-unsafe', severity: 'medium', at: table('visits', 'recordings', 'audit_logs') },
    ],
  },
  {
    id: 'the setting is made by the application',
    what: 'The code makes it in a transaction.',
    not: [{ rule: 'rls-setting-inconsistent', at: table('visits') }],
  },
  {
    id: 'indexes are called idx_table_columns',
    what: 'One is not.',
    finds: [{ rule: 'name-index-pattern', severity: 'low', at: ['index:public."PhoneCallsBySid"'] }],
    not: [
      {
        rule: 'name-index-pattern',
        at: ['index:public.idx_sessions_expires', ...foreignKey('visits.visits_organization_id_fkey')],
      },
    ],
  },
  {
    id: 'a set of values is checked',
    what: 'The state of a plan is.',
    not: [{ rule: 'enum-value-unused-case', at: column('organizations.plan_status') }],
  },
  {
    id: 'tables have a key',
    what: 'All 149 do.',
    not: [{ rule: 'primary-key-missing', at: table('users', 'kpi_logs', 'breeds') }],
  },
  {
    id: 'update the code after the database',
    what: 'The order of two deployments.',
    judgement:
      'In what order things were deployed is no fact of a schema; that they differ is drift, which is listed as such.',
  },
];
