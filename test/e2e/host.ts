import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import { seriousAxeFindings } from '../support/axe.ts';

const root = join(import.meta.dirname, '..', '..');

export interface Host {
  /** The address with its one-time token. */
  readonly address: string;
  stop(): Promise<void>;
}

/** The built web host on a project, with settings and caches of its own; the caches are shared within a run. */
export async function startHost(project: string, environment: Readonly<Record<string, string>> = {}): Promise<Host> {
  const settings = mkdtempSync(join(tmpdir(), 'raingauge-e2e-'));
  const child = spawn(process.execPath, [join(root, 'dist', 'cli.js'), 'serve', project, '--port', '0'], {
    cwd: root,
    env: { ...process.env, RAINGAUGE_HOME: settings, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const address = await firstAddress(child);
  return {
    address,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      await ended;
      rmSync(settings, { recursive: true, force: true });
    },
  };
}

function firstAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const listen = (chunk: Buffer) => {
      output += chunk.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+\S*/.exec(output);
      if (found) resolve(found[0]);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('exit', (code) => reject(new Error(`the host ended with ${code}:\n${output}`)));
  });
}

export const SAMPLE = join(root, 'resources', 'sample');

interface Options {
  /** The project that the host of this file's tests opens. */
  readonly project: string;
}

interface WorkerFixtures {
  readonly host: Host & { readonly state: StorageState };
}

type StorageState = Awaited<ReturnType<BrowserContext['storageState']>>;

/** The address works once; whoever opened it holds a cookie from then on. */
async function enter(browser: Browser, address: string): Promise<StorageState> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(address);
  const state = await context.storageState();
  await context.close();
  return state;
}

/** `window` is the page with the project open; whatever it writes to the console as an error fails the test. */
export const test = base.extend<{ window: Page }, Options & WorkerFixtures>({
  project: [SAMPLE, { option: true, scope: 'worker' }],
  host: [
    async ({ project, browser }, use) => {
      const host = await startHost(project);
      await use({ ...host, state: await enter(browser, host.address) });
      await host.stop();
    },
    // Time of its own: what the first test has is for the first test.
    { scope: 'worker', timeout: 120_000 },
  ],
  window: async ({ page, context, host }, use) => {
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await context.addCookies(host.state.cookies);
    await page.goto(new URL('/', host.address).href);
    // A page is loaded before it is drawn, and a key that is pressed in between goes nowhere.
    await page.getByRole('main').waitFor();
    await use(page);
    expect(complaints).toEqual([]);
  },
});

export { expect };

/** What axe may take on a busy machine: it looks at every element, and at each pair that may cover one another. */
const AXE_MILLISECONDS = 120_000;

/**
 * Fails on every finding of axe that is serious or critical, naming the rule and the first place. Its time comes on top of
 * what the test has for itself.
 */
export async function expectAccessible(page: Page): Promise<void> {
  test.setTimeout(test.info().timeout + AXE_MILLISECONDS);
  expect(await seriousAxeFindings(page)).toEqual([]);
}

/** The view's own region of the window. */
export const chip = (page: Page, source: string) =>
  page.getByRole('group', { name: 'Source' }).getByRole('button', { name: new RegExp(`^${source}:`) });
