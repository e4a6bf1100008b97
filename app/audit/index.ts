export { applyEdits } from './apply-edits.ts';
export * from './context.ts';
export * from './finding.ts';
export type { PatternOptions, Patterns } from './patterns/patterns.ts';
export * from './remedy.ts';
export * from './rule.ts';
export { RULES } from './rules.ts';
export { type Found, type Run, type RunOptions, runAudit } from './run.ts';
export * from './severity.ts';
