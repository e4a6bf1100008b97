import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { build } from 'vite';
import { findChromium } from '#test/support/chromium.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

/** The built harness in a real browser. */
export interface Harness {
  /** Opens a page with these parameters and waits until the graph, or what stands in its place, is there. */
  open(parameters: string): Promise<Page>;
  /** What pages wrote to their consoles as errors, and what they threw. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

/** `config` is the Vite configuration beside the harness' page; by default the graph's. */
export async function startHarness(config = join(import.meta.dirname, 'vite.config.ts')): Promise<Harness> {
  const folder = await mkdtemp(join(tmpdir(), 'raingauge-graph-'));
  await build({
    configFile: config,
    build: { outDir: folder, emptyOutDir: true },
  });
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://host').pathname);
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
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  await context.addInitScript(forgetOtherPages);
  const errors: string[] = [];
  return {
    errors,
    open: async (parameters) => {
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      page.on('pageerror', (error) => errors.push(error.message));
      page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
      await page.goto(`http://127.0.0.1:${port}/?${parameters}`);
      await page.locator('main > *').first().waitFor();
      return page;
    },
    close: async () => {
      await browser.close();
      server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A page begins as in a browser of its own, and keeps what it remembers itself over a reload. */
function forgetOtherPages(): void {
  if (sessionStorage.getItem('begun') !== null) return;
  sessionStorage.setItem('begun', 'yes');
  localStorage.clear();
}
