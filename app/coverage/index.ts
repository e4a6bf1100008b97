export { type EdgeSource, edgeKey, edgeKeyOf, foreignKeyCoverage } from './foreign-key.ts';
export * from './foreign-key-state.ts';
export { canonicalName, entityName, referredEntity, wordsOf } from './names.ts';
export type { Reach } from './reach.ts';
export { type RlsCoverage, type RlsOptions, rlsCoverage } from './rls.ts';
export * from './rls-state.ts';
export {
  detectTenancy,
  isTenantColumn,
  isTenantRoot,
  type Tenancy,
  type TenantOptions,
  tenantColumnOf,
} from './tenant.ts';
export type { RlsTotals } from './totals.ts';
