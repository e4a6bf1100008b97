import { join, resolve } from 'node:path';
import { app, type BrowserWindow, ipcMain, session } from 'electron';
import { packageFolder } from '#main/platform/entry.ts';
import { defaultFolders } from '#main/platform/folders.ts';
import { levelFrom, logToFile } from '#main/platform/log.ts';
import { createEngineProcess, type EngineProcess } from './engine-process.ts';
import { installMenu } from './menu.ts';
import { registerPageScheme, servePage } from './page-protocol.ts';
import { createSecretStore } from './secret-store.ts';
import { createWindow, forbidLeaving, isPage } from './window.ts';

/** What a start asks for; a second start hands it to the first. */
interface Opening {
  readonly project: string | null;
  readonly liveUrl: string | null;
}

/** The one permission the page needs: to copy. */
const ALLOWED_PERMISSIONS: readonly string[] = ['clipboard-sanitized-write'];

const folders = defaultFolders();
const log = logToFile(join(folders.log, 'raingauge.log'), levelFrom(process.env, 'info'));
const engines = new Map<number, EngineProcess>();
const windows = new Set<BrowserWindow>();

function openingFrom(argv: readonly string[]): Opening {
  const [given] = argv.slice(app.isPackaged ? 1 : 2).filter((argument) => !argument.startsWith('-'));
  return { project: given === undefined ? null : resolve(given), liveUrl: process.env.RAINGAUGE_LIVE_URL ?? null };
}

function openWindow({ project, liveUrl }: Opening): void {
  const secrets = createSecretStore(folders.config);
  const engine = createEngineProcess({ start: { folders, initialProject: project, liveUrl }, secrets, log });
  const window = createWindow(folders.config);
  const { id } = window.webContents;
  engines.set(id, engine);
  windows.add(window);
  window.once('closed', () => {
    windows.delete(window);
    engines.delete(id);
    engine.stop();
  });
}

/** The page's one request to this process. Only the top frame of our own page is answered. */
function connectPages(): void {
  ipcMain.on('engine:connect', (event) => {
    const engine = engines.get(event.sender.id);
    const frame = event.senderFrame;
    if (!engine || !frame || frame.parent !== null || !isPage(frame.url))
      return log.warn('a stranger asked for the engine');
    event.sender.postMessage('engine:port', null, [engine.connect()]);
  });
}

function denyPermissions(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer) =>
    answer(ALLOWED_PERMISSIONS.includes(permission)),
  );
  session.defaultSession.setPermissionCheckHandler((_contents, permission) => ALLOWED_PERMISSIONS.includes(permission));
}

async function start(): Promise<void> {
  registerPageScheme();
  app.enableSandbox();
  forbidLeaving();
  await app.whenReady();
  servePage(join(packageFolder, 'dist', 'renderer'));
  denyPermissions();
  connectPages();
  installMenu({ openProject: (project) => openWindow({ project, liveUrl: null }) });
  openWindow(openingFrom(process.argv));
  app.on('second-instance', (_event, _argv, _folder, asked) => openWindow(asked as Opening));
  app.on('activate', () => {
    if (windows.size === 0) openWindow({ project: null, liveUrl: null });
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
}

if (app.requestSingleInstanceLock(openingFrom(process.argv))) void start();
else app.quit();
