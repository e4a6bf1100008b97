import type { Rule } from './rule.ts';
import { rlsDisabled } from './rules/rls-disabled.ts';

/** Every rule there is, in the order of the catalogue. `npm run new:rule <id>` adds a line. */
export const RULES: readonly Rule[] = [
  // Tenancy
  // Row-level security
  rlsDisabled,
  // Foreign keys
  // Drizzle relations and code
  // Columns
  // Scale
  // Migrations
  // Naming
];
