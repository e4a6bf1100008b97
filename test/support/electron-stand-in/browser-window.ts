import { EventEmitter } from 'node:events';
import type { Page } from '@playwright/test';
import { ipcMain } from './ipc.ts';
import { type FromPage, openPage, toAppUrl, toBrowserUrl } from './page.ts';
import { type Port, PortRelay } from './ports.ts';
import { record } from './record.ts';

interface Options {
  readonly webPreferences?: { readonly preload?: string };
  readonly show?: boolean;
}

type OpenHandler = (details: { readonly url: string }) => { readonly action: 'allow' | 'deny' };

/** Told of each new web contents, as `app` is. */
export const contentsCreated = new EventEmitter();
let lastId = 0;

/** Electron's WebContents over a Playwright page. */
export class WebContents extends EventEmitter {
  readonly id: number;
  openHandler: OpenHandler | undefined;
  private readonly relay = new PortRelay((message) => {
    if (message.wire === 'port') this.deliver({ type: 'port', id: message.port, data: message.data });
    else if (message.wire === 'close') this.deliver({ type: 'close', id: message.port });
  });

  constructor(private readonly page: Promise<Page>) {
    super();
    lastId += 1;
    this.id = lastId;
    contentsCreated.emit('created', this);
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }

  postMessage(channel: string, data: unknown, ports: readonly Port[] = []): void {
    this.deliver({ type: 'message', channel, data, ports: ports.map((port) => this.relay.transfer(port)) });
  }

  /** What the page's preload sent. */
  readonly receive: FromPage = (message) => {
    if (message.type === 'port') this.relay.receive({ wire: 'port', port: message.id, data: message.data });
    else void this.page.then((page) => ipcMain.emit(message.channel, this.ipcEvent(page), ...message.args));
  };

  closePorts(): void {
    this.relay.closeAll();
  }

  private ipcEvent(page: Page) {
    return { sender: this, senderFrame: { url: toAppUrl(page.url()), parent: null }, ports: [] };
  }

  private deliver(message: unknown): void {
    void this.page
      .then((page) =>
        page.evaluate((given) => {
          const receiver = window as unknown as Record<symbol, (message: unknown) => void>;
          receiver[Symbol.for('electron-stand-in')]?.(given);
        }, message),
      )
      .catch(() => {});
  }
}

/** Electron's BrowserWindow: a page of one Chromium. Bounds and the frame are remembered, not drawn. */
export class BrowserWindow extends EventEmitter {
  static readonly all = new Set<BrowserWindow>();
  readonly page: Promise<Page>;
  readonly webContents: WebContents;
  private readonly entry: (typeof record.windows)[number];
  private maximized = false;

  constructor(options: Options) {
    super();
    this.entry = { options: structuredClone(options) as Record<string, unknown>, url: null, shown: false };
    record.windows.push(this.entry);
    this.page = openPage(options.webPreferences?.preload ?? '', (message) => this.webContents.receive(message));
    this.webContents = new WebContents(this.page);
    BrowserWindow.all.add(this);
    void this.page.then((page) => {
      // Another document, not a change of the address by script: the old one's ports go with it.
      page.on('request', (request) => {
        if (request.isNavigationRequest() && request.frame() === page.mainFrame()) this.webContents.closePorts();
      });
    });
  }

  async loadURL(url: string): Promise<void> {
    this.entry.url = url;
    const page = await this.page;
    await page.goto(toBrowserUrl(url), { waitUntil: 'domcontentloaded' });
    this.emit('ready-to-show');
  }

  show(): void {
    this.entry.shown = true;
  }

  close(): void {
    this.emit('close');
    BrowserWindow.all.delete(this);
    void this.page.then((page) => page.close()).then(() => this.emit('closed'));
  }

  maximize(): void {
    this.maximized = true;
  }

  isMaximized(): boolean {
    return this.maximized;
  }

  getNormalBounds() {
    return { x: 0, y: 0, width: 1440, height: 900 };
  }
}
