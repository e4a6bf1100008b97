import { defineConfig } from '@playwright/test';
import { findChromium } from './test/support/chromium.ts';

const { executablePath, args } = await findChromium();

export default defineConfig({
  testDir: 'test/e2e',
  fullyParallel: false,
  // Each has a host and a browser of its own; a file's tests share one.
  workers: 2,
  // Every step waits for its condition; this only ends what hangs. Two busy cores make a run of 15 s one of a minute.
  timeout: 300_000,
  retries: 0,
  // Two shared cores: the embedded live database of the sample takes its time to be built.
  expect: { timeout: 60_000 },
  use: {
    launchOptions: { args, ...(executablePath ? { executablePath } : {}) },
    viewport: { width: 1440, height: 900 },
    // Recording every step takes as long as the steps: asked for where a failure is looked into (RAINGAUGE_TRACE=1).
    trace: process.env.RAINGAUGE_TRACE === '1' ? 'retain-on-failure' : 'off',
  },
});
