import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from '@playwright/test';
import { chromium } from '@playwright/test';
import { findChromium } from '../chromium.ts';
import { protocolHandlers } from './protocol.ts';
import { record } from './record.ts';

/**
 * Chromium knows no scheme that Playwright could serve, so `app://host/…` is shown to it as `https://host/…` and
 * answered by the same handler.
 */
export const toBrowserUrl = (url: string) => url.replace(/^app:\/\//, 'https://');
export const toAppUrl = (url: string) => url.replace(/^https:\/\//, 'app://');

/** Called for what the page's preload sends. */
export type FromPage = (
  message:
    | { readonly type: 'send'; readonly channel: string; readonly args: readonly unknown[] }
    | { readonly type: 'port'; readonly id: number; readonly data: unknown },
) => void;

let context: Promise<BrowserContext> | undefined;

/** One browser for all windows of the app under test. */
function browserContext(): Promise<BrowserContext> {
  context ??= (async () => {
    const browser = await chromium.launch({ ...(await findChromium()), headless: true });
    const agent = await userAgentOf(await browser.newPage());
    return browser.newContext({ userAgent: `${agent} Electron/45.4.1`, viewport: { width: 1440, height: 900 } });
  })();
  return context;
}

async function userAgentOf(page: Page): Promise<string> {
  const agent = await page.evaluate(() => navigator.userAgent);
  await page.close();
  return agent;
}

export async function closeBrowser(): Promise<void> {
  const opened = await context;
  await opened?.browser()?.close();
}

/** Opens a page with a preload script, wired to `fromPage`. */
export async function openPage(preload: string, fromPage: FromPage): Promise<Page> {
  const page = await (await browserContext()).newPage();
  page.on('pageerror', (error) => record.pageErrors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') record.pageErrors.push(message.text());
  });
  await page.exposeBinding('electronStandIn', (_source, message) => fromPage(message));
  await page.addInitScript({ content: preloadScript(readFileSync(preload, 'utf8')) });
  await page.route('**/*', async (route) => {
    const request = route.request();
    const url = new URL(toAppUrl(request.url()));
    const handler = protocolHandlers.get(url.protocol.replace(':', ''));
    if (!handler) return route.abort();
    const response = await handler(new Request(url.href, { method: request.method() }));
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
  });
  return page;
}

/**
 * A sandboxed preload gets `require('electron')` with `ipcRenderer`; the page gets nothing. Here the preload is a
 * closure instead of an isolated world: what it does not put on `window`, the page cannot reach either way.
 */
function preloadScript(source: string): string {
  return `(() => {
  if (window.top !== window) return;
  const post = window.electronStandIn;
  delete window.electronStandIn;
  const listeners = new Map();
  const ports = new Map();
  const on = (once) => (channel, listener) => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, once }]);
  };
  const ipcRenderer = {
    on: on(false),
    once: on(true),
    send: (channel, ...args) => void post({ type: 'send', channel, args }),
  };
  const deliver = (message) => {
    if (message.type === 'port') return ports.get(message.id)?.postMessage(message.data);
    if (message.type === 'close') return ports.get(message.id)?.close();
    const given = message.ports.map((id) => {
      const { port1, port2 } = new MessageChannel();
      port2.onmessage = (event) => void post({ type: 'port', id, data: event.data });
      ports.set(id, port2);
      return port1;
    });
    const called = listeners.get(message.channel) ?? [];
    listeners.set(message.channel, called.filter((each) => !each.once));
    for (const { listener } of called) listener({ ports: given }, message.data);
  };
  Object.defineProperty(window, Symbol.for('electron-stand-in'), { value: deliver });
  const require = (name) => {
    if (name === 'electron') return { ipcRenderer };
    throw new Error('A sandboxed preload cannot require ' + name);
  };
  const module = { exports: {} };
  ((require, module, exports) => {
${source}
  })(require, module, module.exports);
})();`;
}
