import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { findChromium } from '../support/chromium.ts';
import type { Measure } from './run.ts';

const root = join(import.meta.dirname, '..', '..');

/** `npm start` (built) to a drawn graph of the sample in the browser host, in milliseconds; the median of three. */
export async function benchStart(): Promise<readonly Measure[]> {
  const { executablePath, args } = await findChromium();
  const browser = await chromium.launch({ args, ...(executablePath ? { executablePath } : {}) });
  const times: number[] = [];
  try {
    for (let round = 0; round < 3; round += 1) times.push(await startOnce(browser));
  } finally {
    await browser.close();
  }
  const value = times.sort((a, b) => a - b)[1] ?? Number.NaN;
  return [{ what: 'npm start to a drawn graph of the sample', value, unit: 'ms', target: '≤ 4000', ok: value <= 4000 }];
}

async function startOnce(browser: import('@playwright/test').Browser): Promise<number> {
  const begin = performance.now();
  const host = spawn('npm', ['start'], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '', RAINGAUGE_NO_ELECTRON: '1' },
  });
  try {
    const address = await new Promise<string>((resolve, reject) => {
      let text = '';
      host.stdout.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        const found = /http:\/\/127\.0\.0\.1:\d+\S*/.exec(text);
        if (found) resolve(found[0]);
      });
      host.on('exit', (code) =>
        reject(new Error(`npm start ended with ${code} before it printed an address:\n${text}`)),
      );
    });
    const page = await browser.newPage();
    await page.goto(address);
    await page.locator('[data-graph-drawn="true"]').waitFor();
    const took = performance.now() - begin;
    await page.close();
    return took;
  } finally {
    if (host.pid !== undefined) process.kill(-host.pid, 'SIGTERM');
  }
}
