import type { Rule } from './rule.ts';
import { queryNotScoped } from './rules/query-not-scoped.ts';
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
  // Columns
  // Scale
  // Migrations
  // Naming
];
