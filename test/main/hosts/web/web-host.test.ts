import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type Contract, JSON_SERIALIZERS } from '#app/api';
import { startWebHost, type WebHost } from '#main/hosts/web/web-host.ts';
import { forkChild } from '#main/platform/fork-child.ts';
import { SILENT } from '#main/platform/log.ts';
import { createEngine, type Engine } from '#main/session/engine.ts';

let folder = '';
let engine: Engine;
let host: WebHost;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'raingauge-web-'));
  await mkdir(join(folder, 'page', 'assets'), { recursive: true });
  await writeFile(join(folder, 'page', 'index.html'), '<title>the page</title>');
  await writeFile(join(folder, 'page', 'assets', 'a.js'), 'export {};');
  await writeFile(join(folder, 'secret.txt'), 'secret');
  engine = createEngine({
    spawn: forkChild,
    folders: { config: join(folder, 'config'), cache: join(folder, 'cache'), log: join(folder, 'log') },
    host: 'web',
    initialProject: folder,
    log: SILENT,
  });
  host = await startWebHost({ engine, page: { folder: join(folder, 'page') }, port: 0, log: SILENT });
});

afterEach(async () => {
  await host.close();
  await engine.close();
  await rm(folder, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** With node:http, since fetch would tidy up the path and would not let the Host header be forged. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: host.port, path, headers, method }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    asked.on('error', reject);
    asked.end();
  });
}

async function logIn(): Promise<string> {
  const { headers } = await get(new URL(host.url).pathname + new URL(host.url).search);
  return String(headers['set-cookie']?.[0]).split(';')[0] ?? '';
}

const origin = () => `http://127.0.0.1:${host.port}`;

/** `open`, or the status of the refusal. */
function connect(headers: Record<string, string>): Promise<{ readonly outcome: string; readonly socket: WebSocket }> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${host.port}/rpc`, { headers });
    socket.once('open', () => resolve({ outcome: 'open', socket }));
    socket.once('unexpected-response', (_request, response) => {
      resolve({ outcome: String(response.statusCode), socket });
    });
    socket.on('error', () => {});
  });
}

describe('the web host', () => {
  it('listens on the loopback interface and puts the token in the address', () => {
    expect(host.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{32}$/);
  });

  it('exchanges the token for a cookie that scripts cannot read and other sites cannot send', async () => {
    const answer = await get(new URL(host.url).pathname + new URL(host.url).search);
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe('/');
    expect(answer.headers['set-cookie']?.[0]).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);
    expect(String(answer.headers['set-cookie'])).not.toContain(new URL(host.url).searchParams.get('token') ?? '?');
  });

  it('serves the page to whoever has the cookie, with a policy that loads nothing from elsewhere', async () => {
    const answer = await get('/', { cookie: await logIn() });
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('the page');
    const policy = String(answer.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy.match(/https?:/g)).toBeNull();
    expect(answer.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' });
  });

  it('takes the token once only', async () => {
    await logIn();
    expect((await get(`/?${new URL(host.url).searchParams}`)).status).toBe(401);
  });

  it('takes the old address from the browser that has the cookie already', async () => {
    const cookie = await logIn();
    expect((await get(`/?${new URL(host.url).searchParams}`, { cookie })).status).toBe(303);
  });

  it('refuses a wrong token, and none', async () => {
    expect((await get('/?token=wrong')).status).toBe(401);
    expect((await get('/')).status).toBe(401);
    expect((await get('/assets/a.js')).status).toBe(401);
    expect((await get('/', { cookie: `raingauge-${host.port}=wrong` })).status).toBe(401);
  });

  it('refuses another host name, as a rebound DNS name would bring', async () => {
    const cookie = await logIn();
    for (const name of ['evil.example', `evil.example:${host.port}`, '127.0.0.1:1', `0.0.0.0:${host.port}`]) {
      expect((await get('/', { cookie, host: name })).status).toBe(403);
    }
    expect((await get('/', { cookie, host: `localhost:${host.port}` })).status).toBe(200);
  });

  it('refuses another origin, the wrong port of the same host included', async () => {
    const cookie = await logIn();
    for (const other of ['http://evil.example', 'null', `https://127.0.0.1:${host.port}`, 'http://127.0.0.1:1']) {
      expect((await get('/', { cookie, origin: other })).status).toBe(403);
    }
  });

  it('refuses to be written to', async () => {
    expect((await get('/', { cookie: await logIn() }, 'POST')).status).toBe(403);
  });

  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%5c..%5csecret.txt',
    '//etc/hostname',
    '//',
    '/%',
    '/%00',
  ])('serves nothing outside the page: %s', async (path) => {
    const answer = await get(path, { cookie: await logIn() });
    expect(answer.status).not.toBe(200);
    expect(answer.body).not.toContain('secret');
  });

  it('opens the socket for its own page only', async () => {
    const cookie = await logIn();
    expect((await connect({})).outcome).toBe('401');
    expect((await connect({ origin: origin() })).outcome).toBe('401');
    expect((await connect({ cookie })).outcome).toBe('403');
    expect((await connect({ cookie, origin: 'http://evil.example' })).outcome).toBe('403');
    expect((await connect({ cookie, origin: origin(), host: `evil.example:${host.port}` })).outcome).toBe('403');
    const { outcome, socket } = await connect({ cookie, origin: origin() });
    expect(outcome).toBe('open');
    socket.terminate();
  });

  it('carries the contract over the socket, errors as data included', async () => {
    const { socket } = await connect({ cookie: await logIn(), origin: origin() });
    const link = new RPCLink({
      websocket: socket as unknown as globalThis.WebSocket,
      customJsonSerializers: JSON_SERIALIZERS,
    });
    const client: ContractRouterClient<Contract> = createORPCClient(link);
    expect(await client.app.info()).toMatchObject({ host: 'web', version: expect.stringMatching(/^\d+\.\d+/) });
    await expect(client.project.open({ path: join(folder, 'gone') })).rejects.toMatchObject({
      code: 'FAILED',
      data: { code: 'project-not-found', remedy: expect.stringContaining('drizzle.config.ts') },
    });
    await expect(
      client.file.excerpt({ root: folder, file: '/etc/hostname', line: 1, context: 1 }),
    ).rejects.toMatchObject({ data: { code: 'file-not-found' } });
    await expect(client.file.excerpt({ root: '', file: 'x', line: -1, context: 1 })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
    socket.terminate();
  });

  it('says that a port is taken', async () => {
    const again = startWebHost({ engine, page: { folder: join(folder, 'page') }, port: host.port, log: SILENT });
    await expect(again).rejects.toThrow(`Port ${host.port} is taken by another program.`);
  });
});
