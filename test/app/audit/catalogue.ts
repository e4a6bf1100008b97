/** What the audit promises, rule by rule: identity, default severity, dimension, what it needs, what its remedy holds. */
export interface Promised {
  readonly id: string;
  readonly severity: string;
  readonly dimension: string;
  /** C code, M migrations, L live, U usages; in words. */
  readonly needs: string;
  /** S SQL, E an edit of the Drizzle source; empty for advice alone. */
  readonly fix: string;
}

type Row = readonly [id: string, severity: string, needs: string, fix: string];

const of = (dimension: string, rows: readonly Row[]): readonly Promised[] =>
  rows.map(([id, severity, needs, fix]) => ({ id, severity, dimension, needs, fix }));

export const CATALOGUE: readonly Promised[] = [
  // Tenancy
  ...of('tenancy', [
    ['tenant-column-missing', 'high', 'C or L', 'SE'],
    ['tenant-column-nullable', 'high', 'C or L', 'SE'],
    ['tenant-column-no-foreign-key', 'critical', 'C or L', 'SE'],
    ['tenant-column-type-mismatch', 'medium', 'C or L', 'SE'],
    ['tenant-column-name-inconsistent', 'medium', 'C or L or M', 'SE'],
    ['tenant-unique-not-scoped', 'high', 'C or L', 'SE'],
    ['tenant-foreign-key-crosses', 'medium', 'C or L', 'SE'],
    ['tenant-index-missing', 'medium', 'C or L', 'SE'],
    ['tenant-single-membership', 'low', 'C or L', ''],
    ['soft-delete-unique-not-partial', 'medium', 'C or L', 'SE'],
    ['query-not-scoped', 'high', 'U', ''],
  ]),
  // Row-level security
  ...of('tenancy', [
    ['rls-disabled', 'critical', 'C or L', 'SE'],
    ['rls-not-forced', 'high', 'L (C where declared)', 'S'],
    ['rls-no-policy', 'medium', 'C or L', 'SE'],
    ['rls-policy-while-disabled', 'critical', 'C or L', 'SE'],
    ['rls-policy-always-true', 'high', 'C or L', 'SE'],
    ['rls-policy-ignores-tenant', 'high', 'C or L', 'SE'],
    ['rls-command-uncovered', 'medium', 'C or L', 'SE'],
    ['rls-write-without-check', 'high', 'C or L', 'SE'],
    ['rls-null-tenant-visible', 'high', 'C or L', 'SE'],
    ['rls-setting-inconsistent', 'high', 'C or L, U', ''],
    ['rls-setting-unsafe', 'medium', 'C or L', 'SE'],
    ['rls-policy-per-row-call', 'low', 'C or L', 'SE'],
    ['rls-predicate-not-indexed', 'medium', 'C or L', 'SE'],
    ['rls-multiple-permissive', 'low', 'C or L', 'SE'],
    ['rls-bypassed-by-role', 'high', 'L', 'S'],
    ['rls-view-bypass', 'high', 'C or L', 'SE'],
    ['rls-definer-function', 'medium', 'L', 'S'],
    ['rls-migration-skipped', 'high', 'M', 'S'],
    ['rls-leak-proven', 'critical', 'C or L', 'SE'],
  ]),
  // Foreign keys
  ...of('integrity', [
    ['fk-missing', 'high', 'C or L', 'SE'],
    ['fk-not-in-code', 'high', 'C and (L or M)', 'E'],
    ['fk-not-in-database', 'high', 'C and L', 'S'],
    ['fk-type-mismatch', 'high', 'C or L', 'SE'],
    ['fk-no-index', 'medium', 'C or L', 'SE'],
    ['fk-no-on-delete', 'low', 'C', 'E'],
    ['fk-on-delete-inconsistent', 'low', 'C or L', 'SE'],
    ['fk-set-null-on-required', 'high', 'C or L', 'SE'],
    ['fk-soft-delete-gap', 'medium', 'C or L', ''],
    ['fk-not-validated', 'medium', 'L', 'S'],
    ['external-id-unreferenced', 'low', 'C or L', ''],
    ['polymorphic-reference', 'low', 'C or L', ''],
  ]),
  // Drizzle relations and code
  ...of('integration', [
    ['relation-missing', 'high', 'C', 'E'],
    ['relation-reverse-missing', 'medium', 'C', 'E'],
    ['relation-duplicate', 'critical', 'C', 'E'],
    ['relation-orphan-table', 'medium', 'C', 'E'],
    ['relation-self-unnamed', 'medium', 'C', 'E'],
    ['relation-without-key', 'medium', 'C', 'E'],
    ['deprecated-table-used', 'high', 'C U', ''],
    ['deprecated-table-left', 'medium', 'C U', 'SE'],
    ['client-without-schema', 'medium', 'U', 'E'],
    ['client-prepare-on-pooler', 'high', 'U', 'E'],
    ['client-pool-small', 'low', 'U', ''],
    ['raw-sql-query', 'low', 'U', ''],
    ['auth-user-sync-unguarded', 'critical', 'C or L, M', ''],
  ]),
  // Columns
  ...of('integrity', [
    ['boolean-name-wrong-type', 'critical', 'C or L', 'SE'],
    ['default-type-mismatch', 'critical', 'C', 'E'],
    ['derived-column-unguarded', 'high', 'C or L', 'SE'],
    ['json-holds-rows', 'medium', 'C', ''],
    ['money-type', 'medium', 'C or L', 'SE'],
    ['email-unchecked', 'low', 'C or L', 'SE'],
    ['date-as-text', 'medium', 'C or L', 'SE'],
    ['number-as-text', 'medium', 'C or L', 'SE'],
    ['legacy-twin-column', 'low', 'C or L', ''],
    ['timestamp-pattern', 'low', 'C or L', 'SE'],
    ['expiry-defaults-to-now', 'medium', 'C or L', 'SE'],
    ['token-never-expires', 'low', 'C or L', ''],
    ['secret-in-plain-text', 'high', 'C or L', ''],
    ['primary-key-missing', 'high', 'C or L', 'SE'],
    ['primary-key-type', 'low', 'C or L', ''],
    ['enum-order-differs', 'medium', 'C and L', ''],
    ['enum-value-unused-case', 'low', 'C or L', 'SE'],
  ]),
  // Scale
  ...of('scale', [
    ['append-only-unpartitioned', 'high', 'C or L', 'S'],
    ['wide-body-inline', 'medium', 'C or L', ''],
    ['composite-index-missing', 'medium', 'C or L', 'SE'],
    ['query-column-not-indexed', 'medium', 'C or L, U', 'SE'],
    ['json-not-indexed', 'low', 'C or L, U', 'SE'],
    ['full-text-write-cost', 'low', 'C or L', ''],
    ['expiring-rows-not-indexed', 'low', 'C or L', 'SE'],
    ['index-redundant', 'medium', 'C or L', 'SE'],
    ['index-unused', 'low', 'L', 'S'],
    ['index-invalid', 'high', 'L', 'S'],
    ['unlogged-table', 'low', 'C or L', ''],
    ['sequence-near-end', 'high', 'L', 'SE'],
  ]),
  // Migrations
  ...of('operations', [
    ['migration-duplicate-number', 'high', 'M', ''],
    ['migration-journal-mismatch', 'high', 'M', ''],
    ['migration-edited-after-apply', 'high', 'M L', ''],
    ['migration-not-applied', 'high', 'M L', ''],
    ['migration-without-code', 'critical', 'C M', 'E'],
    ['constraint-not-in-migrations', 'high', 'C M', 'S'],
    ['migration-drops-unmanaged', 'critical', 'M L', ''],
    ['migration-concurrently', 'high', 'M', 'S'],
    ['migration-not-idempotent', 'low', 'M', 'S'],
    ['migration-column-case', 'high', 'M', 'S'],
    ['migration-no-rollback', 'medium', 'M', 'S'],
    ['migration-locks', 'medium', 'M', 'S'],
    ['migration-no-timeout', 'low', 'M', 'S'],
    ['migration-loses-data', 'high', 'M', ''],
    ['migration-not-replayable', 'high', 'M', ''],
    ['backup-not-documented', 'low', 'U', ''],
    ['json-shape-unversioned', 'low', 'C M', ''],
  ]),
  // Naming
  ...of('convention', [
    ['name-not-snake-case', 'medium', 'C or L', 'SE'],
    ['name-table-number', 'low', 'C or L', ''],
    ['name-reserved-word', 'low', 'C or L', ''],
    ['name-index-pattern', 'low', 'C or L', 'SE'],
    ['name-truncated', 'medium', 'C', 'E'],
    ['comment-missing', 'low', 'L', 'S'],
  ]),
];
