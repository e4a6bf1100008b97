import type { Rule } from './rule.ts';
import { appendOnlyUnpartitioned } from './rules/append-only-unpartitioned.ts';
import { authUserSyncUnguarded } from './rules/auth-user-sync-unguarded.ts';
import { backupNotDocumented } from './rules/backup-not-documented.ts';
import { booleanNameWrongType } from './rules/boolean-name-wrong-type.ts';
import { clientPoolSmall } from './rules/client-pool-small.ts';
import { clientPrepareOnPooler } from './rules/client-prepare-on-pooler.ts';
import { clientWithoutSchema } from './rules/client-without-schema.ts';
import { commentMissing } from './rules/comment-missing.ts';
import { compositeIndexMissing } from './rules/composite-index-missing.ts';
import { constraintNotInMigrations } from './rules/constraint-not-in-migrations.ts';
import { dateAsText } from './rules/date-as-text.ts';
import { defaultTypeMismatch } from './rules/default-type-mismatch.ts';
import { deprecatedTableLeft } from './rules/deprecated-table-left.ts';
import { deprecatedTableUsed } from './rules/deprecated-table-used.ts';
import { derivedColumnUnguarded } from './rules/derived-column-unguarded.ts';
import { emailUnchecked } from './rules/email-unchecked.ts';
import { enumOrderDiffers } from './rules/enum-order-differs.ts';
import { enumValueUnusedCase } from './rules/enum-value-unused-case.ts';
import { expiringRowsNotIndexed } from './rules/expiring-rows-not-indexed.ts';
import { expiryDefaultsToNow } from './rules/expiry-defaults-to-now.ts';
import { externalIdUnreferenced } from './rules/external-id-unreferenced.ts';
import { fkMissing } from './rules/fk-missing.ts';
import { fkNoIndex } from './rules/fk-no-index.ts';
import { fkNoOnDelete } from './rules/fk-no-on-delete.ts';
import { fkNotInCode } from './rules/fk-not-in-code.ts';
import { fkNotInDatabase } from './rules/fk-not-in-database.ts';
import { fkNotValidated } from './rules/fk-not-validated.ts';
import { fkOnDeleteInconsistent } from './rules/fk-on-delete-inconsistent.ts';
import { fkSetNullOnRequired } from './rules/fk-set-null-on-required.ts';
import { fkSoftDeleteGap } from './rules/fk-soft-delete-gap.ts';
import { fkTypeMismatch } from './rules/fk-type-mismatch.ts';
import { fullTextWriteCost } from './rules/full-text-write-cost.ts';
import { indexInvalid } from './rules/index-invalid.ts';
import { indexRedundant } from './rules/index-redundant.ts';
import { indexUnused } from './rules/index-unused.ts';
import { jsonHoldsRows } from './rules/json-holds-rows.ts';
import { jsonNotIndexed } from './rules/json-not-indexed.ts';
import { jsonShapeUnversioned } from './rules/json-shape-unversioned.ts';
import { legacyTwinColumn } from './rules/legacy-twin-column.ts';
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
import { moneyType } from './rules/money-type.ts';
import { nameIndexPattern } from './rules/name-index-pattern.ts';
import { nameNotSnakeCase } from './rules/name-not-snake-case.ts';
import { nameReservedWord } from './rules/name-reserved-word.ts';
import { nameTableNumber } from './rules/name-table-number.ts';
import { nameTruncated } from './rules/name-truncated.ts';
import { numberAsText } from './rules/number-as-text.ts';
import { polymorphicReference } from './rules/polymorphic-reference.ts';
import { primaryKeyMissing } from './rules/primary-key-missing.ts';
import { primaryKeyType } from './rules/primary-key-type.ts';
import { queryColumnNotIndexed } from './rules/query-column-not-indexed.ts';
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
import { rlsMigrationSkipped } from './rules/rls-migration-skipped.ts';
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
import { secretInPlainText } from './rules/secret-in-plain-text.ts';
import { sequenceNearEnd } from './rules/sequence-near-end.ts';
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
import { timestampPattern } from './rules/timestamp-pattern.ts';
import { tokenNeverExpires } from './rules/token-never-expires.ts';
import { unloggedTable } from './rules/unlogged-table.ts';
import { wideBodyInline } from './rules/wide-body-inline.ts';

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
  rlsMigrationSkipped,
  rlsLeakProven,
  // Foreign keys
  fkMissing,
  fkNotInCode,
  fkNotInDatabase,
  fkTypeMismatch,
  fkNoIndex,
  fkNoOnDelete,
  fkOnDeleteInconsistent,
  fkSetNullOnRequired,
  fkSoftDeleteGap,
  fkNotValidated,
  externalIdUnreferenced,
  polymorphicReference,
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
  booleanNameWrongType,
  defaultTypeMismatch,
  derivedColumnUnguarded,
  jsonHoldsRows,
  moneyType,
  emailUnchecked,
  dateAsText,
  numberAsText,
  legacyTwinColumn,
  timestampPattern,
  expiryDefaultsToNow,
  tokenNeverExpires,
  secretInPlainText,
  primaryKeyMissing,
  primaryKeyType,
  enumOrderDiffers,
  enumValueUnusedCase,
  // Scale
  appendOnlyUnpartitioned,
  wideBodyInline,
  compositeIndexMissing,
  queryColumnNotIndexed,
  jsonNotIndexed,
  fullTextWriteCost,
  expiringRowsNotIndexed,
  indexRedundant,
  indexUnused,
  indexInvalid,
  unloggedTable,
  sequenceNearEnd,
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
  jsonShapeUnversioned,
  // Naming
  nameNotSnakeCase,
  nameTableNumber,
  nameReservedWord,
  nameIndexPattern,
  nameTruncated,
  commentMissing,
];
