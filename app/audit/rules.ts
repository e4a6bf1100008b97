import type { Rule } from './rule.ts';
import { authUserSyncUnguarded } from './rules/auth-user-sync-unguarded.ts';
import { backupNotDocumented } from './rules/backup-not-documented.ts';
import { clientPoolSmall } from './rules/client-pool-small.ts';
import { clientPrepareOnPooler } from './rules/client-prepare-on-pooler.ts';
import { clientWithoutSchema } from './rules/client-without-schema.ts';
import { constraintNotInMigrations } from './rules/constraint-not-in-migrations.ts';
import { deprecatedTableLeft } from './rules/deprecated-table-left.ts';
import { deprecatedTableUsed } from './rules/deprecated-table-used.ts';
import { migrationColumnCase } from './rules/migration-column-case.ts';
import { migrationConcurrently } from './rules/migration-concurrently.ts';
import { migrationDropsUnmanaged } from './rules/migration-drops-unmanaged.ts';
import { migrationDuplicateNumber } from './rules/migration-duplicate-number.ts';
import { migrationEditedAfterApply } from './rules/migration-edited-after-apply.ts';
import { migrationJournalMismatch } from './rules/migration-journal-mismatch.ts';
import { migrationLocks } from './rules/migration-locks.ts';
import { migrationLosesData } from './rules/migration-loses-data.ts';
import { migrationNoRollback } from './rules/migration-no-rollback.ts';
import { migrationNoTimeout } from './rules/migration-no-timeout.ts';
import { migrationNotApplied } from './rules/migration-not-applied.ts';
import { migrationNotIdempotent } from './rules/migration-not-idempotent.ts';
import { migrationNotReplayable } from './rules/migration-not-replayable.ts';
import { migrationWithoutCode } from './rules/migration-without-code.ts';
import { queryNotScoped } from './rules/query-not-scoped.ts';
import { rawSqlQuery } from './rules/raw-sql-query.ts';
import { relationDuplicate } from './rules/relation-duplicate.ts';
import { relationMissing } from './rules/relation-missing.ts';
import { relationOrphanTable } from './rules/relation-orphan-table.ts';
import { relationReverseMissing } from './rules/relation-reverse-missing.ts';
import { relationSelfUnnamed } from './rules/relation-self-unnamed.ts';
import { relationWithoutKey } from './rules/relation-without-key.ts';
import { rlsBypassedByRole } from './rules/rls-bypassed-by-role.ts';
import { rlsCommandUncovered } from './rules/rls-command-uncovered.ts';
import { rlsDefinerFunction } from './rules/rls-definer-function.ts';
import { rlsDisabled } from './rules/rls-disabled.ts';
import { rlsLeakProven } from './rules/rls-leak-proven.ts';
import { rlsMultiplePermissive } from './rules/rls-multiple-permissive.ts';
import { rlsNoPolicy } from './rules/rls-no-policy.ts';
import { rlsNotForced } from './rules/rls-not-forced.ts';
import { rlsNullTenantVisible } from './rules/rls-null-tenant-visible.ts';
import { rlsPolicyAlwaysTrue } from './rules/rls-policy-always-true.ts';
import { rlsPolicyIgnoresTenant } from './rules/rls-policy-ignores-tenant.ts';
import { rlsPolicyPerRowCall } from './rules/rls-policy-per-row-call.ts';
import { rlsPolicyWhileDisabled } from './rules/rls-policy-while-disabled.ts';
import { rlsPredicateNotIndexed } from './rules/rls-predicate-not-indexed.ts';
import { rlsSettingInconsistent } from './rules/rls-setting-inconsistent.ts';
import { rlsSettingUnsafe } from './rules/rls-setting-unsafe.ts';
import { rlsViewBypass } from './rules/rls-view-bypass.ts';
import { rlsWriteWithoutCheck } from './rules/rls-write-without-check.ts';
import { softDeleteUniqueNotPartial } from './rules/soft-delete-unique-not-partial.ts';
import { tenantColumnMissing } from './rules/tenant-column-missing.ts';
import { tenantColumnNameInconsistent } from './rules/tenant-column-name-inconsistent.ts';
import { tenantColumnNoForeignKey } from './rules/tenant-column-no-foreign-key.ts';
import { tenantColumnNullable } from './rules/tenant-column-nullable.ts';
import { tenantColumnTypeMismatch } from './rules/tenant-column-type-mismatch.ts';
import { tenantForeignKeyCrosses } from './rules/tenant-foreign-key-crosses.ts';
import { tenantIndexMissing } from './rules/tenant-index-missing.ts';
import { tenantSingleMembership } from './rules/tenant-single-membership.ts';
import { tenantUniqueNotScoped } from './rules/tenant-unique-not-scoped.ts';

/** Every rule there is, in the order of the catalogue. `npm run new:rule <id>` adds a line. */
export const RULES: readonly Rule[] = [
  // Tenancy
  tenantColumnMissing,
  tenantColumnNullable,
  tenantColumnNoForeignKey,
  tenantColumnTypeMismatch,
  tenantColumnNameInconsistent,
  tenantUniqueNotScoped,
  tenantForeignKeyCrosses,
  tenantIndexMissing,
  tenantSingleMembership,
  softDeleteUniqueNotPartial,
  queryNotScoped,
  // Row-level security
  rlsDisabled,
  rlsNotForced,
  rlsNoPolicy,
  rlsPolicyWhileDisabled,
  rlsPolicyAlwaysTrue,
  rlsPolicyIgnoresTenant,
  rlsCommandUncovered,
  rlsWriteWithoutCheck,
  rlsNullTenantVisible,
  rlsSettingInconsistent,
  rlsSettingUnsafe,
  rlsPolicyPerRowCall,
  rlsPredicateNotIndexed,
  rlsMultiplePermissive,
  rlsBypassedByRole,
  rlsViewBypass,
  rlsDefinerFunction,
  rlsLeakProven,
  // Foreign keys
  // Drizzle relations and code
  relationMissing,
  relationReverseMissing,
  relationDuplicate,
  relationOrphanTable,
  relationSelfUnnamed,
  relationWithoutKey,
  deprecatedTableUsed,
  deprecatedTableLeft,
  clientWithoutSchema,
  clientPrepareOnPooler,
  clientPoolSmall,
  rawSqlQuery,
  authUserSyncUnguarded,
  // Columns
  // Scale
  // Migrations
  migrationDuplicateNumber,
  migrationJournalMismatch,
  migrationEditedAfterApply,
  migrationNotApplied,
  migrationWithoutCode,
  constraintNotInMigrations,
  migrationDropsUnmanaged,
  migrationConcurrently,
  migrationNotIdempotent,
  migrationColumnCase,
  migrationNoRollback,
  migrationLocks,
  migrationNoTimeout,
  migrationLosesData,
  migrationNotReplayable,
  backupNotDocumented,
  // Naming
];
