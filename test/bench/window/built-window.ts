import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { WebSocket } from 'ws';
import { JSON_SERIALIZERS } from '#app/api';
import type { Client } from '#renderer/client';
import { createConnection } from '#renderer/client/connection.ts';
import type { Transport } from '#renderer/client/transport.ts';
import { createStores, type Stores } from '#renderer/stores/stores.ts';

const cli = join(import.meta.dirname, '../../../dist/cli.js');

/** A window without its pixels: the built engine in a process of its own, and the renderer's own stores over its socket. */
export interface BuiltWindow {
  readonly stores: Stores;
  /** Of the engine. */
  readonly pid: number;
  close(): Promise<void>;
}

export interface BuiltWindowOptions {
  readonly project: string;
  /** The live database. */
  readonly url: string;
  readonly execArgv?: readonly string[];
}

/** Starts what `npm start` starts where there is no Electron, with folders of its own. */
export async function openBuiltWindow({ project, url, execArgv = [] }: BuiltWindowOptions): Promise<BuiltWindow> {
  const home = await mkdtemp(join(tmpdir(), 'raingauge-bench-window-'));
  const host = spawn(process.execPath, [...execArgv, cli, 'serve', project, '--url', url, '--port', '0', '--quiet'], {
    env: { ...process.env, RAINGAUGE_HOME: home, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const address = new URL(await addressOf(host));
    const cookie = await logIn(address);
    const connection = createConnection(() => openSocket(address, cookie));
    const client = createORPCClient<Client>(connection.link);
    return {
      stores: createStores({ client, connection }),
      pid: host.pid ?? 0,
      async close() {
        const ended = new Promise((resolve) => host.once('exit', resolve));
        host.kill('SIGTERM');
        await ended;
        await rm(home, { recursive: true, force: true });
      },
    };
  } catch (error) {
    host.kill('SIGKILL');
    throw error;
  }
}

function addressOf(host: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    host.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+\S*/.exec(text);
      if (found) resolve(found[0]);
    });
    host.once('error', reject);
    host.once('exit', (code) => reject(new Error(`serve ended with ${code} before it printed an address: ${text}`)));
  });
}

async function logIn(address: URL): Promise<string> {
  const { headers } = await fetch(address, { redirect: 'manual' });
  return String(headers.get('set-cookie')).split(';')[0] ?? '';
}

function openSocket({ origin, host }: URL, cookie: string): Promise<Transport> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://${host}/rpc`, { headers: { origin, cookie }, maxPayload: 2 ** 30 });
    const closed = new Promise<void>((settle) => socket.once('close', () => settle()));
    socket.once('open', () =>
      resolve({ link: new RPCLink({ websocket: socket as never, customJsonSerializers: JSON_SERIALIZERS }), closed }),
    );
    socket.once('error', reject);
  });
}
