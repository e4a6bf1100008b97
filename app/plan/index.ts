export type { Dependency } from './dependency.ts';
export { type PlanInput, planChanges } from './plan-changes.ts';
export { planNameOnlyRenames, planRenames, type RenamePlan } from './rename.ts';
