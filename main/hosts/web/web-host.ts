import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { RPCHandler } from '@orpc/server/ws';
import sirv from 'sirv';
import { WebSocketServer } from 'ws';
import { JSON_SERIALIZERS } from '#app/api';
import { contentPolicy, SECURITY_HEADERS } from '#main/platform/content-policy.ts';
import { Failure } from '#main/platform/failure.ts';
import type { Log } from '#main/platform/log.ts';
import type { Engine } from '#main/session/engine.ts';
import { createGuard, type Guard, type Refusal } from './guard.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export interface WebHostOptions {
  readonly engine: Engine;
  /** The built renderer, or a handler that serves it (development). */
  readonly page: { readonly folder: string } | { readonly handler: (server: Server) => Promise<Handler> };
  /** 0 is any that is free. */
  readonly port: number;
  readonly log: Log;
}

export interface WebHost {
  /** The address for the person, with the token in it: good once. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** The path of the socket that carries the contract. */
const SOCKET_PATH = '/rpc';

/** No request of the contract is larger; a project's answers go the other way. */
const LARGEST_REQUEST = 16 * 1024 * 1024;

/**
 * Serves the window on the loopback interface.
 * @throws {Failure} `bad-input` where the port is taken or may not be used.
 */
export async function startWebHost({ engine, page, port, log }: WebHostOptions): Promise<WebHost> {
  const server = createServer();
  const actualPort = () => (server.address() as AddressInfo | null)?.port ?? port;
  const guard = createGuard(actualPort);
  const pages = 'folder' in page ? servePage(page.folder) : await page.handler(server);
  const policy = 'folder' in page;

  server.on('request', (request, response) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    // The development server injects inline scripts and its own socket; the built page needs neither.
    if (policy) response.setHeader('Content-Security-Policy', contentPolicy(socketOrigins(actualPort())));
    answer(guard, pages, request, response);
  });

  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_REQUEST, perMessageDeflate: false });
  const handler = new RPCHandler(engine.router, { customJsonSerializers: JSON_SERIALIZERS });
  sockets.on('connection', (socket) => {
    socket.on('error', (error) => log.warn(`web socket: ${error.message}`));
    void handler.upgrade(socket);
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (pathOf(request) !== SOCKET_PATH) {
      if (policy) socket.destroy();
      return;
    }
    const refusal = guard.refuse(request) ?? refuseWithoutOrigin(request);
    if (refusal) return refuseSocket(socket, refusal);
    sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened, request));
  });

  await listen(server, port);
  return {
    url: `http://127.0.0.1:${actualPort()}/?token=${guard.token}`,
    port: actualPort(),
    close: () => close(server, sockets),
  };
}

function answer(guard: Guard, pages: Handler, request: IncomingMessage, response: ServerResponse): void {
  const refusal = guard.refuse(request);
  const foreign = guard.refuseForeign(request) ?? refuseWriting(request);
  const token = new URLSearchParams((request.url ?? '').split('?')[1]).get('token');
  if (foreign) refuse(response, foreign);
  else if (token !== null && pathOf(request) === '/') logIn(guard, token, refusal === null, response);
  else if (refusal) refuse(response, refusal);
  else pages(request, response);
}

/** Takes the token out of the address bar and the history; whoever is logged in already needs none. */
function logIn(guard: Guard, token: string, isLoggedIn: boolean, response: ServerResponse): void {
  const cookie = isLoggedIn ? null : guard.exchange(token);
  if (cookie === null && !isLoggedIn) {
    refuse(response, { status: 401, reason: 'This address was used already, or is wrong.' });
    return;
  }
  if (cookie !== null) response.setHeader('Set-Cookie', cookie);
  response.writeHead(303, { Location: '/', 'Cache-Control': 'no-store' }).end();
}

function refuseWriting({ method }: IncomingMessage): Refusal | null {
  return method === 'GET' || method === 'HEAD' ? null : { status: 403, reason: 'Only reading is possible here.' };
}

function servePage(folder: string): Handler {
  const files = sirv(folder, {
    etag: true,
    dotfiles: false,
    setHeaders: (response, path) => {
      const immutable = path.startsWith('/assets/');
      response.setHeader('Cache-Control', immutable ? 'private, max-age=31536000, immutable' : 'no-store');
    },
  });
  return (request, response) =>
    files(request, response, () => void response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found'));
}

/** Browsers always name the origin of a socket; what does not is no page of ours. */
function refuseWithoutOrigin({ headers }: IncomingMessage): Refusal | null {
  return headers.origin === undefined ? { status: 403, reason: 'The socket names no origin.' } : null;
}

function refuse(response: ServerResponse, { status, reason }: Refusal): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(`${reason}\n`);
}

function refuseSocket(socket: Duplex, { status, reason }: Refusal): void {
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Type: text/plain\r\n\r\n${reason}\n`);
}

function socketOrigins(port: number): readonly string[] {
  return [`ws://127.0.0.1:${port}`, `ws://localhost:${port}`];
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').split('?')[0] ?? '/';
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(
        new Failure({
          code: 'bad-input',
          message: taken ? `Port ${port} is taken by another program.` : `Port ${port} cannot be used.`,
          remedy: 'Name another one with --port, or leave it out for any that is free.',
          cause: error,
        }),
      );
    });
    server.listen(port, '127.0.0.1', resolve);
  });
}

async function close(server: Server, sockets: WebSocketServer): Promise<void> {
  for (const socket of sockets.clients) socket.terminate();
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}
