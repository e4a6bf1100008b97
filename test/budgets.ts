/** What `npm test` may take in all and per step, in seconds, on two shared cores. A step over its budget fails. */
export const BUDGET_SECONDS = {
  lint: 60,
  types: 90,
  build: 120,
  unit: 1200,
  e2e: 460,
} as const;

export type Step = keyof typeof BUDGET_SECONDS;
