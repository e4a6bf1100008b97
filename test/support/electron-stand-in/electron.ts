/**
 * A stand-in for the `electron` module where its binary cannot be had: the parts that Raingauge uses, over a real
 * Chromium and real processes. What Electron itself enforces (the sandbox, the isolated world) is recorded here, not
 * enforced; a test looks at what was asked for.
 */
import { EventEmitter } from 'node:events';
import { BrowserWindow, contentsCreated } from './browser-window.ts';
import { closeBrowser } from './page.ts';
import { Port } from './ports.ts';
import { record } from './record.ts';

export { BrowserWindow } from './browser-window.ts';
export { ipcMain } from './ipc.ts';
export { protocol, protocolHandlers } from './protocol.ts';
export { safeStorage } from './safe-storage.ts';
export { utilityProcess } from './utility-process.ts';

class App extends EventEmitter {
  readonly isPackaged = false;
  private name = 'Electron';

  requestSingleInstanceLock(): boolean {
    record.singleInstance = true;
    return true;
  }

  enableSandbox(): void {
    record.sandboxEnabled = true;
  }

  async whenReady(): Promise<void> {}

  setName(name: string): void {
    this.name = name;
  }

  getName(): string {
    return this.name;
  }

  quit(): void {
    record.quit = true;
    void closeBrowser().then(() => process.exit(0));
  }
}

export const app = new App();
contentsCreated.on('created', (contents) => app.emit('web-contents-created', {}, contents));

export class MessageChannelMain {
  readonly port1: Port;
  readonly port2: Port;

  constructor() {
    [this.port1, this.port2] = Port.pair();
  }
}

type Check = (contents: unknown, permission: string) => boolean;
type Request = (contents: unknown, permission: string, answer: (allowed: boolean) => void) => void;
const permissions: { check: Check | undefined; request: Request | undefined } = {
  check: undefined,
  request: undefined,
};

export const session = {
  defaultSession: {
    setPermissionCheckHandler: (handler: Check) => {
      permissions.check = handler;
    },
    setPermissionRequestHandler: (handler: Request) => {
      permissions.request = handler;
    },
    /** For the test: what the app answers. */
    permission: (name: string) => {
      let requested: boolean | null = null;
      permissions.request?.(null, name, (allowed) => {
        requested = allowed;
      });
      return { checked: permissions.check?.(null, name) ?? null, requested };
    },
  },
};

export const Menu = {
  buildFromTemplate: (template: readonly unknown[]) => template,
  setApplicationMenu: (template: unknown) => {
    record.menu = JSON.parse(JSON.stringify(template));
  },
};

export const dialog = { showOpenDialog: async () => ({ canceled: true, filePaths: [] as string[] }) };
export const nativeTheme = { shouldUseDarkColors: false };
export const screen = { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] };

/** For the test. */
export { BrowserWindow as Windows, record };
