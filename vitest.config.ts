import { defineConfig } from 'vitest/config';

/** What is pure: nothing of Node, no state that one file could leave to the next. */
const PURE = ['test/app/**/*.test.ts'];
const ELSEWHERE = ['test/e2e/**', 'test/fixtures/**', 'node_modules/**'];

/** Unit and integration suites. End-to-end tests are Playwright's (playwright.config.ts), benchmarks `npm run bench`. */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    // Every step waits for its condition: these end what hangs, and say nothing of how quick a machine must be.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'real',
          include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
          exclude: [...ELSEWHERE, ...PURE],
        },
      },
      // Loading `app/` anew for each of the many small files would take longer than what they test.
      { extends: true, test: { name: 'pure', include: PURE, exclude: ELSEWHERE, isolate: false } },
    ],
  },
});
