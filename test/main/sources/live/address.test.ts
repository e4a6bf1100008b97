import { describe, expect, it } from 'vitest';
import { addressOfFields, parseAddress } from '#main/sources/live/address.ts';

const parse = (url: string) => parseAddress(url, null, 'live');

describe('parseAddress', () => {
  it('takes a URL apart and undoes its escapes', () => {
    expect(parse('postgresql://a%40b:p%2Fw%3A@db.example:6543/my%20app')).toMatchObject({
      host: 'db.example',
      port: 6543,
      user: 'a@b',
      password: 'p/w:',
      database: 'my app',
    });
  });

  it('fills in what PostgreSQL’s clients fill in', () => {
    expect(parse('postgres:///app')).toMatchObject({ host: 'localhost', port: 5432, user: null, password: null });
    expect(parse('postgres://[::1]:5433/app')).toMatchObject({ host: '::1', port: 5433 });
    expect(parse('postgres:///app?host=/var/run/postgresql&user=ann')).toMatchObject({
      host: '/var/run/postgresql',
      user: 'ann',
      tls: [false],
    });
  });

  it('takes sslmode as libpq does', () => {
    const unverified = { rejectUnauthorized: false };
    const tls = (mode: string) => parse(`postgres://db.example/app?sslmode=${mode}`).tls;
    expect(tls('disable')).toEqual([false]);
    expect(tls('allow')).toEqual([false, unverified]);
    expect(tls('prefer')).toEqual([unverified, false]);
    expect(tls('require')).toEqual([unverified]);
    expect(tls('verify-full')).toEqual([{}]);
    expect(parse('postgres://db.example/app').tls).toEqual([unverified, false]);
    expect(parse('postgres://127.0.0.1/app').tls).toEqual([false]);
  });

  it('lets the config’s ssl go before the URL’s', () => {
    expect(parseAddress('postgres://db.example/app?sslmode=disable', 'verify-full', 'live').tls).toEqual([{}]);
    expect(parseAddress('postgres://db.example/app', false, 'live').tls).toEqual([false]);
    expect(addressOfFields({ host: 'db.example' }, true)).toMatchObject({ port: 5432, tls: [{}] });
  });

  it('leaves start-up settings out', () => {
    const address = parse('postgres://db.example/app?options=-c%20search_path%3Dx&statement_timeout=5');
    expect(JSON.stringify(address)).not.toContain('search_path');
    expect(JSON.stringify(address)).not.toContain('statement_timeout');
  });
});
