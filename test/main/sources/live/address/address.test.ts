import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Failure } from '#main/platform/failure.ts';
import { type AddressOptions, resolveAddress } from '#main/sources/live/address/address.ts';
import { parseConninfo, printKeywords } from '#main/sources/live/address/conninfo.ts';
import { describeAddress } from '#main/sources/live/address/describe-address.ts';

const SECRET = 'hunter2-secret';
let home = '';
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'raingauge-home-'));
  await writeFile(
    join(home, '.pg_service.conf'),
    `# of the team\n[staging]\nhost=stage.example\nport = 6000\ndbname=shop\nuser=ann\napplication_name=x\n\n[broken]\nhost stage\n[odd]\noptions=-c role=x\n`,
  );
  await writeFile(
    join(home, '.pgpass'),
    [
      '# host:port:db:user:password',
      'other:*:*:*:no',
      'db.example:5432:shop:ann:a\\:b\\\\c:d',
      '*:*:*:bob:any',
      'localhost:*:*:sock:s',
    ].join('\n'),
    { mode: 0o600 },
  );
});
afterAll(() => rm(home, { recursive: true }));

function target(text: string, options: Partial<AddressOptions> = {}) {
  return resolveAddress(text, { label: 'live', environment: { HOME: home }, ...options });
}
const parse = (text: string, options: Partial<AddressOptions> = {}) => {
  const [address] = target(text, options).addresses;
  if (!address) throw new Error('No address');
  return address;
};

function failureOf(use: () => unknown) {
  try {
    use();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    expect(`${JSON.stringify(error.data)} ${error.stack}`).not.toContain(SECRET);
    return error.data;
  }
  throw new Error('It was understood');
}

describe('a URL', () => {
  it('is taken apart and its escapes undone', () => {
    expect(parse('postgresql://a%40b:p%2Fw%3A@db.example:6543/my%20app')).toMatchObject({
      host: 'db.example',
      port: 6543,
      user: 'a@b',
      password: 'p/w:',
      database: 'my app',
    });
  });

  it('may have an @ or a # in its password, as people paste it', () => {
    expect(parse('postgres://ann:a@b#c@db.example/app')).toMatchObject({ host: 'db.example', password: 'a@b#c' });
  });

  it('leaves out what PostgreSQL’s clients fill in', () => {
    const user = userInfo().username;
    expect(parse('postgres:///app')).toMatchObject({ host: 'localhost', port: 5432, user, password: null });
    expect(parse('postgres://[::1]:5433/app')).toMatchObject({ host: '::1', port: 5433 });
    expect(parse('postgres://')).toMatchObject({ host: 'localhost', database: null });
  });

  it('names the folder of a Unix socket in either way, and never uses TLS there', () => {
    const socket = { host: '/var/run/postgresql', tls: [false], database: 'app' };
    expect(parse('postgres:///app?host=/var/run/postgresql&user=ann&sslmode=require')).toMatchObject(socket);
    expect(parse('postgres://ann@%2Fvar%2Frun%2Fpostgresql:5433/app')).toMatchObject({ ...socket, port: 5433 });
  });

  it('may name several hosts, with one port or a port each', () => {
    const places = (text: string) => target(text).addresses.map(({ host, port }) => `${host} ${port}`);
    expect(places('postgres://a,b:6000,[::2]/app')).toEqual(['a 5432', 'b 6000', '::2 5432']);
    expect(places('postgres:///app?host=a,b&port=7000')).toEqual(['a 7000', 'b 7000']);
    expect(failureOf(() => target('postgres:///app?host=a,b,c&port=1,2')).message).toContain('as many ports as hosts');
  });

  it('connects to hostaddr and keeps the name for the certificate', () => {
    const [address] = target('postgres://db.example/app?hostaddr=10.1.2.3').addresses;
    expect(address).toMatchObject({ host: 'db.example', hostAddress: '10.1.2.3' });
  });

  it('tells the names, not the values, of settings that have no effect', () => {
    const all = target(
      `postgres://db.example/app?options=-c%20search_path%3D${SECRET}&statement_timeout=5&application_name=x`,
    );
    expect(all.ignored).toEqual(['options', 'statement_timeout']);
    expect(JSON.stringify(all)).not.toContain(SECRET);
  });

  it.each([
    ['postgres://ann:%zz@h/app', 'a % in it does not begin an escape'],
    ['mysql://ann@h/app', 'it begins with mysql:// and not with postgres://'],
    ['just words', 'it is not a URL'],
    ['postgres://h:port/app', 'its port is not a number'],
    ['postgres://h:0/app', 'its port is not a number'],
    ['postgres://h/app?sslmode=sometimes', 'its sslmode is none of'],
    ['postgres://h/app?connect_timeout=soon', 'its connect_timeout'],
    ['postgres://h/app?target_session_attrs=best', 'its target_session_attrs'],
    ['postgres://h/app?sslnegotiation=fast', 'its sslnegotiation'],
  ])('that makes no sense is refused: %s', (text, why) => {
    const failure = failureOf(() => target(text.replace('ann:', `ann:${SECRET}`)));
    expect(failure).toMatchObject({ code: 'bad-input', message: expect.stringContaining(why) });
  });
});

describe('keywords and values', () => {
  it('are read as libpq reads them', () => {
    const text = String.raw`host = db.example port=6000 dbname='my app' user=ann password='it\'s \\ here' connect_timeout=3`;
    expect(parse(text)).toMatchObject({
      host: 'db.example',
      port: 6000,
      database: 'my app',
      password: "it's \\ here",
    });
    expect(target(text).connectMilliseconds).toBe(3000);
  });

  it('are printed so that they are read back', () => {
    const parameters = { host: "o'brien", dbname: 'a\\b c', password: ' =', port: undefined };
    expect(parseConninfo(printKeywords(parameters), 'live').parameters).toEqual({
      host: "o'brien",
      dbname: 'a\\b c',
      password: ' =',
    });
  });

  it('that are broken are refused without being shown', () => {
    expect(failureOf(() => target(`host=a password='${SECRET}`)).code).toBe('bad-input');
  });
});

describe('what is left out', () => {
  it('comes from the service that is named, then from PG… of the environment', () => {
    const environment = { HOME: home, PGUSER: 'env', PGDATABASE: 'env', PGSSLMODE: 'disable' };
    expect(parse('service=staging dbname=other', { environment })).toMatchObject({
      host: 'stage.example',
      port: 6000,
      database: 'other',
      user: 'ann',
      tls: [false],
    });
    expect(parse('postgres:///?service=staging')).toMatchObject({ host: 'stage.example' });
    expect(parse('dbname=x', { environment: { ...environment, PGSERVICE: 'staging' } }).host).toBe('stage.example');
    expect(parse('host=a', { environment })).toMatchObject({ host: 'a', user: 'env', database: 'env' });
    expect(parse('host=a', { environment: { HOME: home, USER: 'ann' } }).user).toBe('ann');
  });

  it('is refused where the service is unknown or its section makes no sense', () => {
    expect(failureOf(() => target('service=prod'))).toMatchObject({
      code: 'source-not-available',
      message: `The service "prod" that live names is not in ${join(home, '.pg_service.conf')}.`,
    });
    expect(failureOf(() => target('service=broken')).message).toContain('Line 10 of the service file');
    expect(failureOf(() => target('service=x', { environment: { HOME: '/nowhere' } })).message).toContain(
      'there is no service file',
    );
    expect(failureOf(() => target('service=x servicefile=/nowhere/s')).message).toContain('/nowhere/s');
    expect(target('service=odd').ignored).toEqual(['options']);
  });

  it('is, for the password, what the password file says', () => {
    expect(parse('postgres://ann@db.example/shop').password).toBe('a:b\\c:d');
    expect(parse('postgres://bob@anywhere:1/x').password).toBe('any');
    expect(parse('postgres://ann@db.example/other').password).toBeNull();
    expect(parse('host=/run/pg user=sock dbname=x').password).toBe('s');
    expect(parse(`postgres://ann:${SECRET}@db.example/shop`).password).toBe(SECRET);
  });

  it('is not taken from a password file that others may read', async () => {
    const open = join(home, 'open.pgpass');
    await writeFile(open, '*:*:*:*:x');
    await chmod(open, 0o644);
    const found = target(`host=a user=b passfile=${open}`);
    expect(found.addresses[0]?.password).toBeNull();
    expect(found.unsafePasswordFile).toBe(open);
  });
});

describe('TLS', () => {
  const unverified = { rejectUnauthorized: false };
  const tls = (rest: string, options: Partial<AddressOptions> = {}) =>
    parse(`postgres://db.example/app?${rest}`, options).tls;

  it('follows sslmode as libpq does', () => {
    expect(tls('sslmode=disable')).toEqual([false]);
    expect(tls('sslmode=allow')).toEqual([false, unverified]);
    expect(tls('sslmode=prefer')).toEqual([unverified, false]);
    expect(tls('sslmode=require')).toEqual([unverified]);
    expect(tls('sslmode=no-verify')).toEqual([unverified]);
    expect(tls('ssl=true')).toEqual([unverified]);
    expect(tls('sslmode=verify-ca')).toEqual([{ checkServerIdentity: expect.any(Function) }]);
    expect(tls('sslmode=verify-full')).toEqual([{}]);
    expect(tls('')).toEqual([unverified, false]);
    expect(parse('postgres://127.0.0.1/app').tls).toEqual([false]);
  });

  it('lets the config’s ssl go before the URL’s', () => {
    expect(tls('sslmode=disable', { ssl: 'verify-full' })).toEqual([{}]);
    expect(tls('', { ssl: true })).toEqual([{}]);
    expect(tls('', { ssl: false })).toEqual([false]);
    expect(tls('', { ssl: { ca: 'PEM', rejectUnauthorized: true } })).toEqual([
      { ca: 'PEM', rejectUnauthorized: true },
    ]);
  });

  it('uses the certificates that are named, or lie where libpq looks', async () => {
    const folder = join(home, '.postgresql');
    await mkdir(folder);
    await writeFile(join(folder, 'root.crt'), 'ROOT');
    await writeFile(join(folder, 'postgresql.crt'), 'CERT');
    await writeFile(join(folder, 'postgresql.key'), 'KEY');
    try {
      const own = { cert: 'CERT', key: 'KEY' };
      expect(tls('sslmode=verify-full')).toEqual([{ ...own, ca: 'ROOT' }]);
      expect(tls('sslmode=verify-full&sslrootcert=system')).toEqual([own]);
      expect(tls('sslmode=require')).toEqual([{ ...own, ca: 'ROOT', checkServerIdentity: expect.any(Function) }]);
    } finally {
      await rm(folder, { recursive: true });
    }
    expect(failureOf(() => tls('sslmode=verify-full&sslrootcert=/nowhere/ca.pem'))).toMatchObject({
      code: 'source-not-available',
      message: 'The root certificate /nowhere/ca.pem that live needs cannot be read.',
    });
  });
});

describe('describeAddress', () => {
  it.each([
    [`postgres://ann:${SECRET}@h:1/app?sslpassword=${SECRET}`, 'postgres://ann@h:1/app'],
    [`postgres://ann:${SECRET}@a,b:6000/app`, 'postgres://ann@a,b:6000/app'],
    [`host='/var/run' user=ann password='${SECRET} with blanks' dbname=app`, 'postgres://ann@/var/run/app'],
    [`service=staging password=${SECRET}`, 'service staging'],
    [`host=h password='${SECRET}`, 'an address that cannot be understood'],
  ])('shows no password: %#', (text, shown) => {
    expect(describeAddress(text)).toBe(shown);
  });
});
