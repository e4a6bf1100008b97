export { joinApplied } from './applied.ts';
export * from './compare.ts';
export * from './difference.ts';
export { withoutMigrationsTable } from './migrations-table.ts';
export * from './question.ts';
export * from './scope.ts';
