/**
 * What `npm test` should take per step, in seconds, on two shared cores: 23 minutes in all. A step that takes longer says so. One
 * that takes three times as long hangs, and is ended.
 */
export const BUDGET_SECONDS = {
  lint: 30,
  types: 90,
  build: 90,
  unit: 900,
  e2e: 330,
} as const;

export type Step = keyof typeof BUDGET_SECONDS;

export const HANGS_AFTER = 3;
