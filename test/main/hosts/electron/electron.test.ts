import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageFolder } from '#main/platform/entry.ts';
import { launch, type StandIn } from '#test/support/electron-stand-in/launch.ts';

const dist = (file: string) => join(packageFolder, 'dist', file);

let home = '';
let app: StandIn;

beforeAll(async () => {
  for (const file of ['main.js', 'preload.cjs', 'engine.js', 'renderer/index.html']) {
    if (!existsSync(dist(file))) throw new Error(`dist/${file} is missing: run npm run build first`);
  }
  home = await mkdtemp(join(tmpdir(), 'raingauge-electron-'));
  app = await launch({ main: dist('main.js'), environment: { RAINGAUGE_HOME: home } });
  await app.run(async ({ Windows }) => {
    while (Windows.all.size === 0) await new Promise((resolve) => setImmediate(resolve));
    const [window] = Windows.all;
    await (await window?.page)?.getByRole('main').waitFor();
  });
});

afterAll(async () => {
  await app?.close();
  await rm(home, { recursive: true, force: true });
});

describe('the Electron shell, under the stand-in', () => {
  it('opens one window that is sandboxed, isolated, and without Node', async () => {
    const windows = await app.run(({ record }) => record.windows);
    expect(windows).toHaveLength(1);
    expect(windows[0]).toMatchObject({ url: 'app://raingauge/', shown: true });
    expect(windows[0]?.options.webPreferences).toEqual({
      preload: dist('preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      spellcheck: false,
    });
  });

  it('sandboxes every renderer, is the only instance, and serves the page under a scheme of its own', async () => {
    const { sandboxEnabled, singleInstance, schemes } = await app.run(({ record }) => record);
    expect({ sandboxEnabled, singleInstance }).toEqual({ sandboxEnabled: true, singleInstance: true });
    expect(schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    ]);
  });

  it('sends a policy with the page that loads nothing from elsewhere', async () => {
    const policy = await app.run(async ({ protocolHandlers }) => {
      const response = await protocolHandlers.get('app')?.(new Request('app://raingauge/'));
      return response?.headers.get('content-security-policy') ?? '';
    });
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'self';");
    expect(policy).not.toMatch(/https?:|unsafe-eval|\*/);
  });

  it('serves nothing outside the page, and nothing to other hosts', async () => {
    const statuses = await app.run(async ({ protocolHandlers }) => {
      const ask = async (url: string) => (await protocolHandlers.get('app')?.(new Request(url)))?.status;
      return Promise.all(
        [
          'app://raingauge/..%2fmain.js',
          'app://raingauge/..%2f..%2fpackage.json',
          'app://raingauge/%00',
          'app://raingauge/%',
          'app://elsewhere/index.html',
          'app://raingauge/index.html',
        ].map(ask),
      );
    });
    expect(statuses).toEqual([404, 404, 404, 404, 403, 200]);
  });

  it('grants no permission but to copy', async () => {
    const answers = await app.run(({ session }) =>
      Object.fromEntries(
        ['camera', 'geolocation', 'notifications', 'openExternal', 'clipboard-read', 'clipboard-sanitized-write'].map(
          (name) => [name, session.defaultSession.permission(name)],
        ),
      ),
    );
    for (const [name, answer] of Object.entries(answers)) {
      const allowed = name === 'clipboard-sanitized-write';
      expect(answer, name).toEqual({ checked: allowed, requested: allowed });
    }
  });

  it('lets no page leave, open a window or embed another', async () => {
    const outcome = await app.run(({ Windows }) => {
      const [window] = Windows.all;
      const contents = window?.webContents;
      const prevented = (name: string, ...rest: unknown[]) => {
        let stopped = false;
        contents?.emit(name, { preventDefault: () => (stopped = true) }, ...rest);
        return stopped;
      };
      return {
        away: prevented('will-navigate', 'https://evil.example/'),
        file: prevented('will-navigate', 'file:///etc/passwd'),
        reload: prevented('will-navigate', 'app://raingauge/'),
        redirect: prevented('will-redirect', 'https://evil.example/'),
        webview: prevented('will-attach-webview'),
        open: contents?.openHandler?.({ url: 'https://evil.example/' }),
      };
    });
    expect(outcome).toEqual({
      away: true,
      file: true,
      reload: false,
      redirect: true,
      webview: true,
      open: { action: 'deny' },
    });
  });

  it('hands the page a port and nothing else', async () => {
    const globals = await app.run(async ({ Windows }) => {
      const [window] = Windows.all;
      const page = await window?.page;
      return page?.evaluate(() =>
        ['require', 'process', 'module', 'electron', 'ipcRenderer', 'electronStandIn'].filter(
          (name) => name in globalThis,
        ),
      );
    });
    expect(globals).toEqual([]);
  });

  it('runs the engine in a process of its own, which reads the sample for the first screen', async () => {
    const shown = await app.run(async ({ Windows, record }) => {
      const [window] = Windows.all;
      const page = await window?.page;
      await page?.getByText('equipment_reservations').first().waitFor({ timeout: 60_000 });
      return { title: await page?.title(), errors: record.pageErrors };
    });
    expect(shown.title).toContain('Raingauge');
    expect(shown.errors).toEqual([]);
  });

  it('starts the child that the engine asks for, and carries what the two say', async () => {
    const processes = await app.run(async ({ Windows, record }) => {
      const [window] = Windows.all;
      const page = await window?.page;
      // The live database of the sample is embedded: it is read in the shadow, a child of the engine.
      await page
        ?.getByText(/live\s*\d+ tables/)
        .first()
        .waitFor({ timeout: 60_000 });
      return record.utilityProcesses.map(({ serviceName }) => serviceName);
    });
    expect(processes).toEqual(['Raingauge engine', 'Raingauge shadow-child']);
  });

  it('answers only the top frame of its own page', async () => {
    const answered = await app.run(({ Windows, ipcMain }) => {
      const [window] = Windows.all;
      const ports: unknown[] = [];
      const sender = { id: window?.webContents.id, postMessage: (...sent: unknown[]) => ports.push(sent) };
      ipcMain.emit('engine:connect', { sender, senderFrame: { url: 'https://evil.example/', parent: null } });
      ipcMain.emit('engine:connect', { sender, senderFrame: { url: 'app://raingauge/', parent: {} } });
      ipcMain.emit('engine:connect', { sender, senderFrame: null });
      ipcMain.emit('engine:connect', {
        sender: { ...sender, id: -1 },
        senderFrame: { url: 'app://raingauge/', parent: null },
      });
      return ports.length;
    });
    expect(answered).toBe(0);
  });
});
