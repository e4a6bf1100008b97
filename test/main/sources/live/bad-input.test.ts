import { createServer, type Socket, type Server as TcpServer } from 'node:net';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ErrorData } from '#app/api';
import { Failure } from '#main/platform/failure.ts';
import { UNWATCHED } from '#main/platform/work.ts';
import { withLiveSession } from '#main/sources/live/connect.ts';
import { readLive } from '#main/sources/live/read-live.ts';
import { startOwnServer, startServer, type TestServer } from '#test/support/postgres/servers.ts';
import { onlyOn } from '#test/support/slices.ts';
import { LIVE, type ReadOptions, readUrl } from './reading.ts';

const SECRET = 'hunter2-secret';

async function failureOf(url: string, options: ReadOptions = {}): Promise<ErrorData> {
  try {
    await readUrl(url, options);
  } catch (error) {
    if (error instanceof Failure) {
      // Whatever is shown or logged of it: never the password.
      expect(`${JSON.stringify(error.data)} ${error.stack}`).not.toContain(SECRET);
      return error.data;
    }
    throw error;
  }
  throw new Error('It was read');
}

const peers: TcpServer[] = [];
const connections = new Set<Socket>();
afterEach(async () => {
  for (const socket of connections) socket.destroy();
  connections.clear();
  await Promise.all(peers.splice(0).map((peer) => new Promise((resolve) => peer.close(resolve))));
});

/** A TCP server of another kind. Gives a URL for it. */
async function peer(serve: (socket: Socket) => void): Promise<string> {
  const server = createServer((socket) => {
    connections.add(socket);
    socket.on('error', () => {});
    serve(socket);
  });
  peers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('no address');
  return `postgres://ann:${SECRET}@127.0.0.1:${address.port}/app`;
}

describe('a server that is not there', () => {
  test('an unreachable port is refused, with the place and the way on', async () => {
    const url = await peer(() => {});
    await new Promise((resolve) => peers.pop()?.close(resolve));
    const failure = await failureOf(url);
    const port = new URL(url).port;
    expect(failure).toMatchObject({
      code: 'connection-refused',
      message: `Nothing listens on 127.0.0.1:${port} (database "app", user "ann").`,
    });
    expect(failure.remedy).toContain('Start the server');
  });

  test('an unknown host is named', async () => {
    const failure = await failureOf(`postgres://ann:${SECRET}@no-such-host.invalid/app`);
    expect(failure).toMatchObject({
      code: 'connection-refused',
      message: 'The host "no-such-host.invalid" is not known (database "app", user "ann").',
    });
  });

  test.each([
    ['not a url', 'it is not a URL'],
    [`mysql://ann:${SECRET}@localhost/app`, 'it begins with mysql:// and not with postgres://'],
    [`postgres://ann:${SECRET}%zz@localhost/app`, 'a % in it does not begin an escape'],
  ])('the address %# is bad input', async (url, why) => {
    const failure = await failureOf(url);
    expect(failure.code).toBe('bad-input');
    expect(failure.message).toContain(why);
  });
});

describe('a server that is not PostgreSQL', () => {
  test('an HTTP server', async () => {
    const url = await peer((socket) => {
      socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'));
    });
    expect(await failureOf(url)).toMatchObject({
      code: 'not-postgresql',
      message: expect.stringContaining('is no PostgreSQL server (database "app", user "ann")'),
      remedy: 'Check the port: it may be that of another service.',
    });
  });

  test('a MySQL server, which greets first and then waits', async () => {
    const greeting = Buffer.concat([Buffer.from([0x4a, 0, 0, 0, 0x0a]), Buffer.from('8.4.0\0'), Buffer.alloc(60, 1)]);
    const url = await peer((socket) => socket.write(greeting));
    expect((await failureOf(url)).code).toBe('not-postgresql');
  });

  test('an SSH server, asked for TLS', async () => {
    const url = await peer((socket) => socket.write('SSH-2.0-OpenSSH_9.6\r\n'));
    expect((await failureOf(`${url}?sslmode=require`)).code).toBe('not-postgresql');
  });

  test('one that never says anything, within the time allowed', async () => {
    const url = await peer(() => {});
    const began = performance.now();
    const failure = await failureOf(url, { connectMilliseconds: 300 });
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(failure).toMatchObject({
      code: 'not-postgresql',
      message: expect.stringContaining('said nothing for 0.3 s'),
    });
  });

  test('one that closes the connection at once', async () => {
    const url = await peer((socket) => socket.destroy());
    expect((await failureOf(url)).code).toBe('not-postgresql');
  });
});

describe.each(onlyOn(16))('a server of PostgreSQL %i that refuses', (major) => {
  let server: TestServer;
  let place: string;
  beforeAll(async () => {
    server = await startServer(major);
    place = `127.0.0.1:${server.port}`;
  });

  test('a wrong password', async () => {
    expect(await failureOf(`postgres://postgres:${SECRET}@${place}/postgres`)).toMatchObject({
      code: 'authentication-failed',
      message: `${place} refused the password of user "postgres" (database "postgres").`,
    });
  });

  test('no password where one is asked for', async () => {
    expect(await failureOf(`postgres://postgres@${place}/postgres`)).toMatchObject({
      code: 'authentication-failed',
      message: expect.stringContaining(`${place} asks for a password`),
    });
  });

  test('a role that does not exist, or may not log in', async () => {
    expect((await failureOf(`postgres://nobody_here:${SECRET}@${place}/postgres`)).code).toBe('authentication-failed');
    await server.execute(`create role sleeper nologin password '${SECRET}'`);
    expect(await failureOf(`postgres://sleeper:${SECRET}@${place}/postgres`)).toMatchObject({
      code: 'authentication-failed',
      message: expect.stringContaining('"sleeper"'),
    });
  });

  test('a missing database', async () => {
    const url = new URL(server.url);
    url.pathname = '/no_such_database';
    expect(await failureOf(url.href)).toMatchObject({
      code: 'source-not-found',
      message: `There is no database "no_such_database" on ${place} (user "postgres").`,
    });
  });

  test('a role that may not connect to the database', async () => {
    const database = await server.createDatabase();
    await server.execute(
      `create role outsider login password '${SECRET}'; revoke connect on database ${database.name} from public`,
    );
    expect(await failureOf(`postgres://outsider:${SECRET}@${place}/${database.name}`)).toMatchObject({
      code: 'permission-denied',
      message: expect.stringContaining(`User "outsider" may not do that in database "${database.name}"`),
    });
  });

  test.each([
    ['database', 'the database’s CONNECTION LIMIT'],
    ['role', 'the role’s CONNECTION LIMIT'],
  ])('a connection more than the %s may have', async (kind, limit) => {
    const database = await server.createDatabase();
    const role = `limited_${database.name}`;
    await server.execute(`create role ${role} login password '${SECRET}' connection limit ${kind === 'role' ? 0 : -1}`);
    if (kind === 'database') await server.execute(`alter database ${database.name} connection limit 0`);
    expect(await failureOf(`postgres://${role}:${SECRET}@${place}/${database.name}`)).toMatchObject({
      code: 'connection-refused',
      message: expect.stringContaining(`too many connections for ${kind}`),
      remedy: `Close other connections, or raise ${limit}.`,
    });
  });

  test('TLS that the server does not offer', async () => {
    expect(await failureOf(`${server.url}?sslmode=require`)).toMatchObject({
      code: 'connection-refused',
      message: expect.stringContaining('does not offer TLS'),
    });
    // Where TLS is only preferred, it is read without.
    expect((await readUrl(`${server.url}?sslmode=prefer`)).report).toEqual([]);
  });

  test('a statement that takes longer than allowed', async () => {
    const failure = await failureOf(server.url, { statementMilliseconds: 1 });
    expect(failure).toMatchObject({
      code: 'timed-out',
      message: expect.stringContaining(`Reading database "postgres" on ${place} took longer than allowed`),
    });
  });

  test('a table that a migration has locked', async () => {
    const database = await server.createDatabase();
    await server.execute('create table held (a integer check (a > 0)); create index on held ((a + 1))', database.name);
    const { default: pg } = await import('pg');
    const migration = new pg.Client({ connectionString: database.url });
    await migration.connect();
    await migration.query('begin; lock table held in access exclusive mode');
    const failure = await failureOf(database.url, { lockMilliseconds: 100 });
    expect(failure).toMatchObject({
      code: 'timed-out',
      remedy: expect.stringContaining('a running migration perhaps'),
    });
    await migration.query('rollback');
    await migration.end();
    expect((await readUrl(database.url)).catalog.objects.check).toHaveLength(1);
  });

  test('a connection that the server ends half-way', async () => {
    const database = await server.createDatabase();
    const reading = withLiveSession(
      { source: LIVE, url: database.url },
      { work: UNWATCHED, log: () => {} },
      async (session) => {
        await server.execute(
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${database.name}' and application_name = 'raingauge'`,
        );
        return readLive(session, { source: LIVE, work: UNWATCHED });
      },
    );
    await expect(reading).rejects.toMatchObject({
      data: {
        code: 'connection-lost',
        message: expect.stringContaining(
          `The connection to ${place} (database "${database.name}", user "postgres") was lost while reading.`,
        ),
      },
    });
  });

  test('a network that goes away half-way', async () => {
    const { connect } = await import('node:net');
    const url = await peer((socket) => {
      const upstream = connect(server.port, '127.0.0.1');
      upstream.on('error', () => {});
      let sent = 0;
      socket.pipe(upstream);
      upstream.on('data', (bytes) => {
        sent += bytes.length;
        // Log-in and the opening of the transaction take some hundred bytes; the catalogs a hundred thousand.
        if (sent < 8_000) socket.write(bytes);
        else {
          socket.destroy();
          upstream.destroy();
        }
      });
    });
    const proxied = new URL(server.url);
    proxied.port = new URL(url).port;
    expect(await failureOf(proxied.href)).toMatchObject({
      code: 'connection-lost',
      message: `The connection to 127.0.0.1:${proxied.port} (database "postgres", user "postgres") was lost while reading.`,
    });
  });
});

describe.each(onlyOn(16))('a server of PostgreSQL %i that is full', (major) => {
  test('is told from one that is not there', async () => {
    const own = await startOwnServer(major, {
      settings: { max_connections: '4', superuser_reserved_connections: '1' },
    });
    const { default: pg } = await import('pg');
    const held: InstanceType<typeof pg.Client>[] = [];
    try {
      await own.execute(`create role crowd login password '${SECRET}'`);
      const url = `postgres://crowd:${SECRET}@127.0.0.1:${own.port}/postgres`;
      for (let count = 0; count < 3; count += 1) {
        const client = new pg.Client({ connectionString: url });
        client.on('error', () => {});
        await client.connect();
        held.push(client);
      }
      expect(await failureOf(url)).toMatchObject({
        code: 'connection-refused',
        message: expect.stringMatching(/takes no connection for database "postgres" \(user "crowd"\) now: .+/),
        remedy: 'Close other connections, or raise max_connections.',
      });
    } finally {
      await Promise.all(held.map((client) => client.end()));
      await own.stop();
    }
  });
});
