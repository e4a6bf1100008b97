import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { findElectron, hasDisplay } from '#main/platform/electron-binary.ts';
import { packageFolder } from '#main/platform/entry.ts';

const executablePath = findElectron();
const missing = executablePath === null ? 'no Electron binary' : hasDisplay() ? null : 'no display';
if (missing !== null) console.log(`skipped: ${missing}`);

describe.skipIf(missing !== null)('the Electron shell, in Electron', () => {
  it('shows the first screen in a page without Node, and keeps the page where it is', async () => {
    const home = await mkdtemp(join(tmpdir(), 'raingauge-electron-'));
    const app = await _electron.launch({
      executablePath: executablePath ?? '',
      args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), join(packageFolder, 'dist', 'main.js')],
      env: { ...process.env, RAINGAUGE_HOME: home } as Record<string, string>,
    });
    try {
      const page = await app.firstWindow();
      await page.getByRole('main').waitFor();
      expect(page.url()).toBe('app://raingauge/');
      const globals = await page.evaluate(() => ['require', 'process', 'module'].filter((name) => name in globalThis));
      expect(globals).toEqual([]);
      const opened = await page.evaluate(() => window.open('https://example.org/') === null);
      expect(opened).toBe(true);
    } finally {
      await app.close();
      await rm(home, { recursive: true, force: true });
    }
  });
});
