/**
 * `npm test`, `npm run ready` and `.ci/run` are this: format and lint, types, build, vitest, Playwright. Every step runs
 * even where an earlier one failed (but nothing that needs the build without one). The last line is the count of tests.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUDGET_SECONDS, type Step } from './budgets.ts';
import { findChromium } from './support/chromium.ts';

interface Outcome {
  readonly step: Step;
  readonly ok: boolean;
  readonly seconds: number;
  readonly why: string;
}

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

const reports = mkdtempSync(join(tmpdir(), 'raingauge-ready-'));
const vitestReport = join(reports, 'vitest.json');
const playwrightReport = join(reports, 'playwright.json');
const outcomes: Outcome[] = [];

async function step(name: Step, command: string, environment: Record<string, string> = {}): Promise<boolean> {
  console.log(`\n── ${name}: ${command}`);
  const start = performance.now();
  const limit = BUDGET_SECONDS[name];
  const why = await run(command, environment, limit);
  const seconds = (performance.now() - start) / 1000;
  outcomes.push({ step: name, ok: why === '', seconds, why });
  return why === '';
}

/** Runs a shell command; the answer is empty, or why it did not succeed. */
function run(command: string, environment: Record<string, string>, limit: number): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(command, {
      shell: true,
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: process.platform !== 'win32',
      env: { ...process.env, ...environment },
    });
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      if (child.pid !== undefined && process.platform !== 'win32') process.kill(-child.pid, 'SIGTERM');
      else child.kill();
    }, limit * 1000);
    child.on('error', (error) => resolve(error.message));
    child.on('exit', (code) => {
      clearTimeout(timer);
      resolve(late ? `over its budget of ${limit} s` : code === 0 ? '' : `exit code ${code}`);
    });
  });
}

function countVitest(): Count {
  const report = JSON.parse(readFileSync(vitestReport, 'utf8'));
  return { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests };
}

function countPlaywright(): Count {
  const { stats } = JSON.parse(readFileSync(playwrightReport, 'utf8'));
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
}

/** A report that is missing counts as one failure: a runner that died has run no test. */
function countOr(count: () => Count): Count {
  try {
    return count();
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

async function main(): Promise<void> {
  await findChromium();
  await step('lint', 'npx biome ci .');
  await step('types', 'npm run --silent types');
  const built = await step('build', 'npm run --silent build');
  await step('unit', `npx vitest run --reporter=default --reporter=json --outputFile.json=${vitestReport}`);
  if (built) {
    await step('e2e', 'npx playwright test --reporter=list,json', { PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightReport });
  }
  const counts = [countOr(countVitest), built ? countOr(countPlaywright) : { passed: 0, failed: 1, skipped: 0 }];
  rmSync(reports, { recursive: true, force: true });
  const total = (key: keyof Count) => counts.reduce((sum, count) => sum + count[key], 0);
  console.log('');
  for (const { step: name, ok, seconds, why } of outcomes) {
    console.log(`${ok ? 'ok    ' : 'FAILED'} ${name.padEnd(6)} ${seconds.toFixed(0).padStart(4)} s ${why}`);
  }
  const failedSteps = outcomes.filter(
    (outcome) => !outcome.ok && outcome.step !== 'unit' && outcome.step !== 'e2e',
  ).length;
  const failed = total('failed') + failedSteps;
  console.log(`${total('passed')} passed, ${failed} failed, ${total('skipped')} skipped`);
  process.exitCode = failed === 0 && outcomes.every((outcome) => outcome.ok) ? 0 : 1;
}

await main();
