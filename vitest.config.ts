import { defineConfig } from 'vitest/config';

/** What is pure: nothing of Node, no state that one file could leave to the next. */
const PURE = ['test/app/**/*.test.ts'];
/** What keeps something in its process: a stand-in for a package, a clock, a variable of the environment, servers that it counts. */
const ALONE = [
  'test/main/hosts/electron/**/*.test.ts',
  'test/main/sources/code/cache/code-cache.test.ts',
  'test/main/sources/live/session.test.ts',
  'test/support/postgres/servers.test.ts',
];
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
          name: 'real',
          include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
          exclude: [...ELSEWHERE, ...PURE, ...ALONE],
          isolate: false,
          setupFiles: 'test/support/postgres/leave-servers-clean.ts',
        },
      },
      { extends: true, test: { name: 'alone', include: ALONE, exclude: ELSEWHERE } },
      { extends: true, test: { name: 'pure', include: PURE, exclude: ELSEWHERE, isolate: false } },
    ],
  },
});
