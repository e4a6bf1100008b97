import { defineConfig } from 'vitest/config';

/** Unit and integration suites. End-to-end tests are Playwright's (playwright.config.ts), benchmarks `npm run bench`. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    exclude: ['test/e2e/**', 'test/fixtures/**', 'node_modules/**'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // A second, the default, is less than a busy machine takes to draw a page.
    expect: { poll: { timeout: 20_000 } },
  },
});
