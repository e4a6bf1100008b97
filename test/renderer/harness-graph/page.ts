import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, relative } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { build } from 'vite';
import { findChromium } from '#test/support/chromium.ts';
import { onceARun } from '#test/support/once-a-run.ts';

const VIEWPORT = { width: 1280, height: 800 } as const;

/** Of the harness' own place, and nothing else: where a page forgets what the one before it kept. */
const NOTHING = '/nothing.html';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

/** The built harness in a real browser. */
export interface Harness {
  /**
   * Shows these parameters as a page that nobody has used before and waits until the graph, or what stands in its place, is
   * there. It takes the place of the page before: making a page takes longer than most of what is tested on it.
   */
  open(parameters: string, size?: { readonly width: number; readonly height: number }): Promise<Page>;
  /** What pages wrote to their consoles as errors, and what they threw. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

/** `config` is the Vite configuration beside the harness' page; by default the graph's. */
export async function startHarness(config = join(import.meta.dirname, 'vite.config.ts')): Promise<Harness> {
  const name = relative(join(import.meta.dirname, '..', '..'), config).replaceAll(/[\\/]/g, '-');
  const folder = await onceARun(name, async (outDir) => {
    await build({ configFile: config, build: { outDir, emptyOutDir: true } });
  });
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://host').pathname);
    if (path === NOTHING) {
      response.writeHead(200, { 'content-type': 'text/html' }).end();
      return;
    }
    try {
      const body = await readFile(join(folder, path === '/' ? 'index.html' : path));
      const type = TYPES[extname(path)] ?? 'text/html';
      // Monaco is some megabytes: the next page has it already.
      const caching = path.startsWith('/assets/') ? 'max-age=3600, immutable' : 'no-store';
      response.writeHead(200, { 'content-type': type, 'cache-control': caching }).end(body);
    } catch {
      response.writeHead(path === '/favicon.ico' ? 204 : 404).end();
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = address && typeof address === 'object' ? address.port : 0;
  const { executablePath, args } = await findChromium();
  const browser = await chromium.launch({ args, ...(executablePath ? { executablePath } : {}) });
  const context = await browser.newContext({ viewport: VIEWPORT, reducedMotion: 'reduce' });
  const errors: string[] = [];
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  // What a page was still at when it was left ends in errors that nobody would have seen.
  let isLeaving = false;
  const note = (text: string) => isLeaving || errors.push(text);
  page.on('pageerror', (error) => note(error.message));
  page.on('console', (message) => message.type() === 'error' && note(message.text()));
  return {
    errors,
    open: async (parameters, size = VIEWPORT) => {
      isLeaving = true;
      await page.goto(`http://127.0.0.1:${port}${NOTHING}`);
      await page.evaluate(forget);
      isLeaving = false;
      await page.setViewportSize(size);
      await page.goto(`http://127.0.0.1:${port}/?${parameters}`);
      await page.locator('main > *').first().waitFor();
      await page.waitForFunction(isSettled);
      return page;
    },
    close: async () => {
      await browser.close();
      server.close();
    },
  };
}

function forget(): void {
  localStorage.clear();
  sessionStorage.clear();
}

/** True once a graph, where there is one, is laid out and drawn, or says why not: what is pressed before moves nothing. */
function isSettled(): boolean {
  return (
    document.querySelector('[role=application]') === null ||
    document.querySelector('[data-graph-drawn], [role=alert]') !== null
  );
}
