import { defineConfig } from 'vitest/config';

/** What is pure: nothing of Node, no state that one file could leave to the next. */
const PURE = ['test/app/**/*.test.ts'];
/** What leaves nothing in its process that another file could meet: no variable of the environment, no clock, no stand-in for a module. */
const SHARED = [
  'test/main/{platform,session,sources,usages}/**/*.test.ts',
  'test/renderer/**/*.test.ts',
  'test/structure/*.test.ts',
];
/** Of those, what does: a clock, and a variable of the environment. */
const ALONE = ['test/main/sources/code/cache/code-cache.test.ts', 'test/main/sources/live/session.test.ts'];
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
    globalSetup: 'test/support/run-folder.ts',
    projects: [
      // A worker runs file after file: loading the sources and starting servers for each would take longer than many of them.
      {
        extends: true,
        test: {
          name: 'shared',
          include: SHARED,
          exclude: [...ELSEWHERE, ...ALONE],
          isolate: false,
          setupFiles: 'test/support/postgres/leave-servers-clean.ts',
        },
      },
      {
        extends: true,
        test: { name: 'real', include: ['test/**/*.test.ts'], exclude: [...ELSEWHERE, ...PURE, ...SHARED] },
      },
      { extends: true, test: { name: 'alone', include: ALONE, exclude: ELSEWHERE } },
      { extends: true, test: { name: 'pure', include: PURE, exclude: ELSEWHERE, isolate: false } },
    ],
  },
});
