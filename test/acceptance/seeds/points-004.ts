import { column, foreignKey, type Point, table } from './point.ts';

/** A plan: which indexes are to be added to fifteen tables, and what is meant to stay. */
export const POINTS_004: readonly Point[] = [
  {
    id: 'index on memberships.user_id and sessions.user_id',
    what: 'Two references to people that no index leads with.',
    finds: [
      {
        rule: 'fk-no-index',
        severity: 'medium',
        at: foreignKey('memberships.memberships_user_id_users_id_fk', 'sessions.sessions_user_id_users_id_fk'),
      },
    ],
  },
  {
    id: 'indexes on tenant_id',
    what: 'Memberships, weeks, runs and snapshots are filtered by tenant, and no index leads with it.',
    finds: [
      {
        rule: 'tenant-index-missing',
        severity: 'medium',
        at: column(
          'memberships.tenant_id',
          'report_weeks.tenant_id',
          'sync_runs.tenant_id',
          'feed_raw_snapshots.tenant_id',
        ),
      },
    ],
  },
  {
    id: 'index on report_weeks.week_ending_date',
    what: 'Code asks for weeks between two days.',
    finds: [{ rule: 'query-column-not-indexed', severity: 'medium', at: column('report_weeks.week_ending_date') }],
  },
  {
    id: 'index on feed_raw_snapshots.endpoint',
    what: 'Code asks for what one endpoint answered.',
    finds: [{ rule: 'query-column-not-indexed', severity: 'medium', at: column('feed_raw_snapshots.endpoint') }],
  },
  {
    id: 'memberships without a tenant',
    what: 'On purpose, and waived with the reason.',
    finds: [
      { rule: 'tenant-column-nullable', severity: 'high', at: column('memberships.tenant_id'), status: 'waived' },
    ],
  },
  {
    id: 'keys are uuid',
    what: 'All fifteen are, and are to stay so.',
    not: [{ rule: 'primary-key-type', at: table('tenants', 'users', 'memberships', 'sessions', 'report_weeks') }],
  },
  {
    id: 'addresses of mail are unique',
    what: 'Over all tenants: people have memberships in several.',
    not: [{ rule: 'tenant-unique-not-scoped', at: table('users') }],
  },
  {
    id: 'migrations are replayed from nothing',
    what: 'The folder builds the schema.',
    not: [{ rule: 'migration-not-replayable', at: ['drizzle/0000_first_weather.sql'] }],
  },
  {
    id: 'how to restore is written down',
    what: 'The page on migrations says it.',
    not: [{ rule: 'backup-not-documented', at: ['docs/migrations.md'] }],
  },
  {
    id: 'the commands are documented',
    what: 'What generate, migrate and push do.',
    judgement: 'Whether a page explains them well is for its readers to say.',
  },
];
