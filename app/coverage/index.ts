export { type ActingRole, actingRoles, roleNamed } from './effective/acting-roles.ts';
export {
  type AppliedPolicy,
  type EffectiveCommand,
  type EffectivePolicy,
  effectivePolicy,
  type RowPredicate,
  type RowSecurityState,
} from './effective/effective-policy.ts';
export { type Granted, privilegeOn } from './effective/privileges.ts';
export type { Surrounding } from './effective/surroundings.ts';
export type { Excuse } from './excuses.ts';
export { callsIn, constantOf, namesIn, type Skeleton, skeletonOfText, type Token, tokenize } from './expression.ts';
export {
  type EdgeSource,
  edgeKey,
  edgeKeyOf,
  edgeTotalsBy,
  foreignKeyCoverage,
  foreignKeysInPieces,
  isIndexed,
  isReferenceIndexed,
  isWhole,
} from './foreign-key.ts';
export * from './foreign-key-state.ts';
export { finish, type InPieces, inTurn } from './in-pieces.ts';
export { type InferredReference, inferReferences, isOutside, LIKELY_REFERENCE } from './infer-reference.ts';
export { canonicalName, entityName, referredEntity, singular, wordsOf } from './names.ts';
export {
  mostClosed,
  mostOpen,
  PREDICATE_KINDS,
  type PredicateContext,
  type PredicateKind,
  predicateKind,
} from './predicate.ts';
export { isJudged, type Reach, tenantReach } from './reach.ts';
export {
  isBypassOnly,
  predicateContextOf,
  type RlsCoverage,
  type RlsOptions,
  rlsCoverage,
  rlsInPieces,
} from './rls.ts';
export * from './rls-state.ts';
export { type SessionReader, sessionReader } from './session.ts';
export {
  detectTenancy,
  isTenantColumn,
  isTenantRoot,
  leavesOf,
  type Tenancy,
  type TenantOptions,
  tenantColumnOf,
} from './tenant.ts';
export { type RlsTotals, rlsTotals } from './totals.ts';
export { baseType, sameType } from './types.ts';
export { ENOUGH_FOR_A_DECISION, isRowSecurityUnused } from './unused.ts';
export { holders, worstEdgeStates } from './worst-edge-states.ts';
