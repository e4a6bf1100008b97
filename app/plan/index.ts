export { madeForIn, type PlannedStatement, renderDown, renderDraft, renderStatement, renderSteps } from './annotate.ts';
export {
  type BesideOptions,
  type BesidePlan,
  planBeside,
  plannedRoles,
  rolesNotReached,
  withSaidOwners,
} from './beside.ts';
export { type CaredStatement, careForRows } from './care/care-for-rows.ts';
export { liftForce, refuseHidden } from './care/lift-force.ts';
export { type Completion, completeAt } from './complete/complete.ts';
export { describeAt } from './complete/describe.ts';
export { concernedIn, type Worth } from './concerned.ts';
export type { Dependency } from './dependency.ts';
export { composeGoal, type GoalInput } from './goal/compose-goal.ts';
export { ObjectBag } from './goal/object-bag.ts';
export { type Blocks, blockedBy, type Hazard, LOCK_MODES, type LockMode, sayHazard } from './hazards/hazard.ts';
export { createHazardFinder } from './hazards/hazards-of.ts';
export { withHazards } from './hazards/planned.ts';
export { FEW_ROWS } from './lint/check.ts';
export type { LintMark, LintSeverity, QuickFix, TextEdit } from './lint/lint-mark.ts';
export { type Linted, type LintedStatement, lintDraft, lintMigrations } from './lint/lint-statements.ts';
export type {
  BlockWords,
  ColumnWords,
  Name,
  NamedColumn,
  SqlAction,
  StatementWords,
  Within,
} from './lint/sql-action.ts';
export { guardForRerun } from './online/guards.ts';
export { onlineForms } from './online/online-forms.ts';
export { type PlanInput, planChanges } from './plan-changes.ts';
export { planNameOnlyRenames, planRenames, type RenamePlan } from './rename.ts';
export { sayUnplanned } from './unplanned.ts';
