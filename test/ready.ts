/**
 * `npm test`, `npm run ready` and `.ci/run` are this: format and lint, build, beside them types, then vitest, Playwright. Every step runs
 * even where an earlier one failed (but nothing that needs the build without one). It ends with the tests that failed, each
 * with the first line of why, the time of every step, and as the last line the count of tests.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { BUDGET_SECONDS, HANGS_AFTER, type Step } from './budgets.ts';
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
  /** `file › test: first line of the error`, one a test that failed. */
  failures: string[];
}

const reports = mkdtempSync(join(tmpdir(), 'raingauge-ready-'));
const vitestReport = join(reports, 'vitest.json');
const playwrightReport = join(reports, 'playwright.json');
const outcomes: Outcome[] = [];

interface How {
  readonly environment?: Readonly<Record<string, string>>;
  /** Beside another step: what it prints is told when it has ended. */
  readonly beside?: boolean;
}

async function step(name: Step, command: string, { environment = {}, beside = false }: How = {}): Promise<boolean> {
  const title = `\n── ${name}: ${command}`;
  if (!beside) console.log(title);
  const start = performance.now();
  const limit = BUDGET_SECONDS[name] * HANGS_AFTER;
  const { why, output } = await run(command, environment, limit, beside);
  const seconds = (performance.now() - start) / 1000;
  if (beside) console.log(`${title}\n${output}`);
  outcomes.push({ step: name, ok: why === '', seconds, why });
  return why === '';
}

interface Ended {
  /** Empty, or why it did not succeed. */
  readonly why: string;
  /** What it printed, where that was held back. */
  readonly output: string;
}

function run(
  command: string,
  environment: Readonly<Record<string, string>>,
  limit: number,
  holdBack: boolean,
): Promise<Ended> {
  return new Promise((resolve) => {
    const out = holdBack ? 'pipe' : 'inherit';
    const child = spawn(command, {
      shell: true,
      stdio: ['ignore', out, out],
      detached: process.platform !== 'win32',
      env: { ...process.env, ...environment },
    });
    const chunks: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => chunks.push(chunk));
    const end = (why: string) => resolve({ why, output: Buffer.concat(chunks).toString() });
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      if (child.pid !== undefined && process.platform !== 'win32') process.kill(-child.pid, 'SIGTERM');
      else child.kill();
    }, limit * 1000);
    child.on('error', (error) => end(error.message));
    child.on('close', (code) => {
      clearTimeout(timer);
      end(late ? `ended after ${limit} s` : code === 0 ? '' : `exit code ${code}`);
    });
  });
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly VitestFile[];
}

interface VitestFile {
  readonly name: string;
  readonly status: string;
  /** Set where the file could not be run. */
  readonly message: string;
  readonly assertionResults: readonly {
    readonly status: string;
    readonly fullName: string;
    readonly failureMessages: readonly string[];
  }[];
}

function countVitest(): Count {
  const report: VitestReport = JSON.parse(readFileSync(vitestReport, 'utf8'));
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests,
    failures: report.testResults.flatMap(failuresOfFile),
  };
}

function failuresOfFile(file: VitestFile): string[] {
  const name = relative(process.cwd(), file.name);
  const failed = file.assertionResults.filter(({ status }) => status === 'failed');
  if (failed.length === 0) return file.status === 'failed' ? [`${name}: ${firstLine(file.message)}`] : [];
  return failed.map((test) => `${name} › ${test.fullName}: ${firstLine(test.failureMessages[0] ?? '')}`);
}

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs: readonly {
    readonly file: string;
    readonly title: string;
    readonly ok: boolean;
    readonly tests: readonly { readonly results: readonly { readonly error?: { readonly message?: string } }[] }[];
  }[];
}

function countPlaywright(): Count {
  const { stats, suites } = JSON.parse(readFileSync(playwrightReport, 'utf8'));
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
    failures: suites.flatMap(failuresOfSuite),
  };
}

function failuresOfSuite(suite: PlaywrightSuite): string[] {
  const own = suite.specs
    .filter(({ ok }) => !ok)
    .map(({ file, title, tests }) => {
      const error = tests.flatMap(({ results }) => results).find((result) => result.error)?.error;
      return `test/e2e/${file} › ${title}: ${firstLine(error?.message ?? '')}`;
    });
  return [...own, ...(suite.suites ?? []).flatMap(failuresOfSuite)];
}

function firstLine(text: string): string {
  return stripVTControlCharacters(text).split('\n', 1)[0] ?? '';
}

const DIED: Count = { passed: 0, failed: 1, skipped: 0, failures: [] };

/** A report that is missing counts as one failure: a runner that died has run no test. */
function countOr(count: () => Count): Count {
  try {
    return count();
  } catch {
    return DIED;
  }
}

async function main(): Promise<void> {
  await findChromium();
  const beside = true;
  const [built] = await Promise.all([
    step('lint', 'npx biome ci .', { beside }).then(() => step('build', 'npm run --silent build', { beside })),
    step('types', 'npm run --silent types', { beside }),
  ]);
  await step('unit', `npx vitest run --reporter=default --reporter=json --outputFile.json=${vitestReport}`, {
    environment: built ? { RAINGAUGE_ENTRIES: 'built' } : {},
  });
  if (built) {
    await step('e2e', 'npx playwright test --reporter=list,json', {
      environment: { PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightReport },
    });
  }
  const counts = [countOr(countVitest), built ? countOr(countPlaywright) : DIED];
  rmSync(reports, { recursive: true, force: true });
  const total = (key: 'passed' | 'failed' | 'skipped') => counts.reduce((sum, count) => sum + count[key], 0);
  console.log('');
  for (const failure of counts.flatMap(({ failures }) => failures)) console.log(`failed: ${failure}`);
  for (const { step: name, ok, seconds, why } of outcomes) {
    const over = seconds > BUDGET_SECONDS[name] ? `over its budget of ${BUDGET_SECONDS[name]} s` : '';
    const notes = [why, over].filter((note) => note !== '').join(', ');
    console.log(`${ok ? 'ok    ' : 'FAILED'} ${name.padEnd(6)} ${seconds.toFixed(0).padStart(4)} s ${notes}`);
  }
  const failedSteps = outcomes.filter(
    (outcome) => !outcome.ok && outcome.step !== 'unit' && outcome.step !== 'e2e',
  ).length;
  const failed = total('failed') + failedSteps;
  console.log(`${total('passed')} passed, ${failed} failed, ${total('skipped')} skipped`);
  process.exitCode = failed === 0 && outcomes.every((outcome) => outcome.ok) ? 0 : 1;
}

await main();
