export { madeForIn, type PlannedStatement, renderDown, renderDraft } from './annotate.ts';
export { careForRows } from './care/care-for-rows.ts';
export type { Dependency } from './dependency.ts';
export { composeGoal, type GoalInput } from './goal/compose-goal.ts';
export { type Blocks, blockedBy, type Hazard, LOCK_MODES, type LockMode, sayHazard } from './hazards/hazard.ts';
export { createHazardFinder } from './hazards/hazards-of.ts';
export { withHazards } from './hazards/planned.ts';
export { type PlanInput, planChanges } from './plan-changes.ts';
export { planNameOnlyRenames, planRenames, type RenamePlan } from './rename.ts';
