import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '#app/api';
import { type Connection, createConnection } from './connection.ts';
import { messagePortTransport } from './message-port.ts';
import { webSocketTransport } from './web-socket.ts';

/** The engine as the renderer calls it: the contract's requests, typed at both ends. */
export type Client = ContractRouterClient<Contract>;

export interface Engine {
  readonly client: Client;
  readonly connection: Connection;
}

/** The path of the web host's socket, beside the page. */
const SOCKET_PATH = 'rpc';

/** Connects to the engine of the host the page runs in. */
export function connectEngine(): Engine {
  const connection = createConnection(inElectron() ? messagePortTransport : webSocketTransport(socketUrl()));
  return { client: createORPCClient<Client>(connection.link), connection };
}

function inElectron(): boolean {
  return navigator.userAgent.includes('Electron/');
}

function socketUrl(): string {
  const url = new URL(SOCKET_PATH, window.location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  url.hash = '';
  return url.href;
}
