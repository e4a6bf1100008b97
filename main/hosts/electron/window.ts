import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme } from 'electron';
import { packageFolder } from '#main/platform/entry.ts';
import { PAGE_ORIGIN } from './page-protocol.ts';
import { readWindowState, rememberWindowState } from './window-state.ts';

/** The smallest window in which every view can be used. */
const SMALLEST = { minWidth: 900, minHeight: 600 };

/** The page's address: the built one, or the development server's, never in a packaged app. */
export function pageAddress(): string {
  const development = app.isPackaged ? undefined : process.env.RAINGAUGE_DEV_URL;
  return development ?? `${PAGE_ORIGIN}/`;
}

export function createWindow(configFolder: string): BrowserWindow {
  const { bounds, maximized } = readWindowState(configFolder);
  const window = new BrowserWindow({
    ...SMALLEST,
    ...(bounds ?? { width: 1440, height: 900 }),
    title: 'Raingauge',
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#14181d' : '#fbfcfd',
    webPreferences: {
      preload: join(packageFolder, 'dist', 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  rememberWindowState(window, configFolder);
  window.once('ready-to-show', () => {
    if (maximized) window.maximize();
    window.show();
  });
  void window.loadURL(pageAddress());
  return window;
}

/** No page goes anywhere: no navigation away, no new window, no embedded page. */
export function forbidLeaving(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event, url) => {
      if (!isPage(url)) event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

/** True for addresses of the page itself. */
export function isPage(url: string): boolean {
  const { protocol, host } = new URL(pageAddress());
  try {
    const asked = new URL(url);
    return asked.protocol === protocol && asked.host === host;
  } catch {
    return false;
  }
}
