export { joinApplied } from './applied.ts';
export * from './compare.ts';
export * from './difference.ts';
export { DIFFERENCE_CLASSES } from './difference-class.ts';
export { withoutMigrationsTable } from './migrations-table.ts';
export * from './question.ts';
export * from './scope.ts';
export { totalsOf } from './totals.ts';
export * from './waive.ts';
