import { appendFile, chmod, copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ErrorData } from '#app/api';
import { Failure } from '#main/platform/failure.ts';
import type { SslMode } from '#main/sources/live/address/tls.ts';
import { startOwnServer, startServer, type TestServer } from '#test/support/postgres/servers.ts';
import { onlyOn } from '#test/support/slices.ts';
import { CERTIFICATES, makeCertificates } from './certificates.ts';
import { type ReadOptions, readUrl } from './reading.ts';

describe.each(onlyOn(18))('PostgreSQL %i', (major) => {
  const SECRET = 'hunter2-secret';
  let folder = '';
  let server: TestServer;
  const file = (name: keyof typeof CERTIFICATES) => join(folder, CERTIFICATES[name]);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'raingauge-tls-'));
    await makeCertificates(folder);
    server = await startOwnServer(major, {
      settings: {
        ssl: 'on',
        ssl_cert_file: 'FOLDER/server.crt',
        ssl_key_file: 'FOLDER/server.key',
        ssl_ca_file: 'FOLDER/ca.crt',
        unix_socket_directories: 'FOLDER',
      },
      async prepare(place) {
        for (const name of ['server.crt', 'server.key', 'ca.crt'])
          await copyFile(join(folder, name), join(place, name));
        await chmod(join(place, 'server.key'), 0o600);
        await chmod(place, 0o755);
        const hba = join(place, 'data', 'pg_hba.conf');
        const rest = await readFile(hba, 'utf8');
        const first = [
          'hostssl all tls_only all scram-sha-256',
          'hostnossl all tls_only all reject',
          'hostssl all tls_client all cert',
          'hostnossl all plain_only all scram-sha-256',
          'hostssl all plain_only all reject',
        ];
        await writeFile(hba, `${first.join('\n')}\n${rest}`);
      },
    });
    await server.execute(
      `create role tls_only login password '${SECRET}'; create role tls_client login;
     create role plain_only login password '${SECRET}'; create table public.there (id integer)`,
    );
  });
  afterAll(async () => {
    await server?.stop();
    await rm(folder, { recursive: true });
  });

  const url = (user: string, rest = '', host = 'localhost') =>
    `postgres://${user}:${SECRET}@${host}:${server.port}/postgres${rest}`;

  async function tablesAt(text: string, options: ReadOptions = {}) {
    return (await readUrl(text, options)).catalog.objects.table.map(({ name }) => name);
  }

  async function failureAt(text: string, options: ReadOptions = {}): Promise<ErrorData> {
    const error: unknown = await readUrl(text, options).then(
      () => new Error('It was read'),
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof Failure)) throw error;
    expect(`${JSON.stringify(error.data)} ${error.stack}`).not.toContain(SECRET);
    return error.data;
  }

  describe('TLS', () => {
    it.each(['require', 'no-verify', 'prefer'])('is used with sslmode=%s by a user who must use it', async (mode) => {
      expect(await tablesAt(url('tls_only', `?sslmode=${mode}`))).toEqual(['there']);
    });

    it('is tried after a connection without it was refused, with sslmode=allow', async () => {
      expect(await tablesAt(url('tls_only', '?sslmode=allow'))).toEqual(['there']);
    });

    it('is given up for a user who must not use it, with sslmode=prefer', async () => {
      expect(await tablesAt(url('plain_only', '?sslmode=prefer'))).toEqual(['there']);
      expect((await failureAt(url('plain_only', '?sslmode=require'))).code).toBe('authentication-failed');
      expect((await failureAt(url('tls_only', '?sslmode=disable'))).remedy).toContain('TLS');
    });

    it('checks the authority, and with verify-full the name', async () => {
      const trusted = `&sslrootcert=${file('authority')}`;
      expect(await tablesAt(url('tls_only', `?sslmode=verify-full${trusted}`))).toEqual(['there']);
      expect(await tablesAt(url('tls_only', `?sslmode=verify-ca${trusted}`, '127.0.0.1'))).toEqual(['there']);
      expect(await failureAt(url('tls_only', `?sslmode=verify-full${trusted}`, '127.0.0.1'))).toMatchObject({
        code: 'connection-refused',
        message: expect.stringContaining('is made out to another name'),
        remedy: expect.stringContaining('verify-ca'),
      });
    });

    it('checks the name against host, not against hostaddr', async () => {
      const parameters = `?sslmode=verify-full&sslrootcert=${file('authority')}&hostaddr=127.0.0.1`;
      expect(await tablesAt(url('tls_only', parameters))).toEqual(['there']);
      expect((await failureAt(url('tls_only', parameters, 'db.example'))).message).toContain('another name');
    });

    it.each(['verify-ca', 'verify-full', 'require'])('refuses a certificate of another authority: %s', async (mode) => {
      expect(await failureAt(url('tls_only', `?sslmode=${mode}&sslrootcert=${file('otherAuthority')}`))).toMatchObject({
        code: 'connection-refused',
        message: expect.stringMatching(/^The certificate of localhost:\d+ is not trusted/),
        remedy: expect.stringContaining('sslrootcert'),
      });
    });

    it('shows a client certificate, and says so where the server misses one', async () => {
      const login = `host=localhost port=${server.port} user=tls_client dbname=postgres sslmode=require`;
      const own = `sslcert='${file('client')}' sslkey='${file('clientKey')}'`;
      expect(await tablesAt(`${login} ${own}`)).toEqual(['there']);
      expect((await failureAt(login)).message).toContain('certificate');
      const wrongKey = `sslcert='${file('client')}' sslkey='${file('serverKey')}'`;
      expect(await failureAt(`${login} ${wrongKey}`)).toMatchObject({
        code: 'bad-input',
        message: expect.stringContaining('cannot be used'),
      });
    });

    it('starts with the first byte where sslnegotiation=direct says so, from 17 on', async () => {
      const direct = url('tls_only', '?sslmode=require&sslnegotiation=direct');
      if (major >= 17) expect(await tablesAt(direct)).toEqual(['there']);
      else expect((await failureAt(direct)).remedy).toContain('PostgreSQL takes it from 17 on');
    });

    it('binds the password to the channel where the address requires it', async () => {
      expect(await tablesAt(url('tls_only', '?sslmode=require&channel_binding=require'))).toEqual(['there']);
    });

    it('takes what drizzle.config’s ssl says', async () => {
      const ca = await readFile(file('authority'), 'utf8');
      const read = (ssl: SslMode) => readUrl(url('tls_only'), { ssl });
      expect((await read('require')).report).toEqual([]);
      expect((await read({ rejectUnauthorized: false })).report).toEqual([]);
      expect((await read({ ca })).report).toEqual([]);
      await expect(read(true)).rejects.toMatchObject({ data: { code: 'connection-refused' } });
    });
  });

  describe('a Unix socket', () => {
    it('is read through, in each way to write it', async () => {
      const place = await socketFolder();
      const encoded = encodeURIComponent(place);
      const login = `user=postgres password=${server.password}`;
      expect(await tablesAt(`postgres://postgres:${server.password}@${encoded}:${server.port}/postgres`)).toEqual([
        'there',
      ]);
      expect(
        await tablesAt(
          `postgres:///postgres?host=${encoded}&port=${server.port}&user=postgres&password=${server.password}`,
        ),
      ).toEqual(['there']);
      expect(await tablesAt(`host='${place}' port=${server.port} dbname=postgres ${login}`)).toEqual(['there']);
    });

    it('that is not there is named', async () => {
      expect(await failureAt(`host=/nowhere user=ann password=${SECRET} dbname=app`)).toMatchObject({
        code: 'connection-refused',
        message: 'Nothing listens on /nowhere (database "app", user "ann").',
      });
    });

    async function socketFolder(): Promise<string> {
      const { rows } = await readSetting('unix_socket_directories');
      return rows;
    }
  });

  async function readSetting(name: string): Promise<{ readonly rows: string }> {
    const { default: pg } = await import('pg');
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    const { rows } = await client.query<{ value: string }>('select current_setting($1) as value', [name]);
    await client.end();
    return { rows: rows[0]?.value ?? '' };
  }

  describe('several hosts', () => {
    it('are tried in their order until one answers', async () => {
      const other = await startServer(16);
      const places = `localhost:1,127.0.0.1:${server.port},127.0.0.1:${other.port}`;
      expect(await tablesAt(`postgres://plain_only:${SECRET}@${places}/postgres`)).toEqual(['there']);
    });

    it('are all named where none answers', async () => {
      const failure = await failureAt(`postgres://ann:${SECRET}@127.0.0.1:1,127.0.0.1:2/app`);
      expect(failure.code).toBe('connection-refused');
      expect(failure.message).toMatch(/^None of the 2 hosts takes a connection: .*127\.0\.0\.1:1 .*127\.0\.0\.1:2 /);
    });

    it('are not tried after one that knows the user and refuses the password', async () => {
      const failure = await failureAt(`postgres://postgres:wrong@127.0.0.1:${server.port},127.0.0.1:1/postgres`);
      expect(failure.code).toBe('authentication-failed');
    });

    it('are asked whether they are what target_session_attrs wants', async () => {
      const at = (attributes: string) => url('plain_only', `?target_session_attrs=${attributes}`);
      expect(await tablesAt(at('primary'))).toEqual(['there']);
      expect(await tablesAt(at('read-write'))).toEqual(['there']);
      expect(await tablesAt(at('prefer-standby'))).toEqual(['there']);
      expect((await failureAt(at('standby'))).message).toContain('is not standby');
    });
  });

  describe('the environment and files', () => {
    it('fill in what the address leaves out', async () => {
      const home = await mkdtemp(join(tmpdir(), 'raingauge-home-'));
      await writeFile(join(home, '.pg_service.conf'), `[shop]\nhost=127.0.0.1\nport=${server.port}\ndbname=postgres\n`);
      await writeFile(join(home, '.pgpass'), '', { mode: 0o600 });
      await appendFile(join(home, '.pgpass'), `127.0.0.1:${server.port}:*:plain_only:${SECRET}\n`);
      try {
        const environment = { HOME: home, PGUSER: 'plain_only' };
        expect(await tablesAt('service=shop', { environment })).toEqual(['there']);
      } finally {
        await rm(home, { recursive: true });
      }
    });
  });
});
