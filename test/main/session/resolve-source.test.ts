import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Project } from '#main/session/project.ts';
import { resolveSource, sourceNames } from '#main/session/resolve-source.ts';
import { summarizeProject } from '#main/session/summarize-project.ts';
import type { DrizzleProject } from '#main/sources/code/project.ts';
import { parseConninfo } from '#main/sources/live/address/conninfo.ts';

const SECRET = 's3cret';
let root = '';
let drizzle: DrizzleProject;
let project: Project;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'raingauge-sources-'));
  await mkdir(join(root, 'drizzle'));
  await writeFile(join(root, 'live.sql'), 'select 1;');
  await writeFile(join(root, 'saved.json'), '{}');
  drizzle = {
    root,
    configFile: 'drizzle.config.ts',
    schema: ['src/schema.ts'],
    schemaFiles: ['src/schema.ts'],
    out: 'drizzle',
    dialect: 'postgresql',
    schemaFilter: null,
    tablesFilter: [],
    casing: null,
    roles: { all: false, include: [], exclude: [], provider: null },
    migrations: { table: '__drizzle_migrations', schema: 'drizzle', prefix: 'index', breakpoints: true },
    credentials: { url: `postgres://app:${SECRET}@db.example/shop?sslpassword=x`, ssl: null },
    problems: [],
    missingEnvironment: [],
  } as DrizzleProject;
  project = {
    root,
    name: 'shop',
    config: {
      environments: {
        staging: { url: { env: 'STAGING_URL' } },
        unset: { url: { env: 'NOWHERE_URL' } },
        embedded: { sql: 'live.sql', role: 'reader' },
        gone: { sql: 'gone.sql' },
        parts: {
          host: { env: 'STAGING_HOST' },
          port: 6000,
          database: "o'brien",
          user: 'ann',
          password: { env: 'STAGING_PASSWORD' },
          ssl: { mode: 'verify-full', rootCert: 'certs/ca.pem' },
        },
        service: { service: 'shop', ssl: 'require' },
      },
    },
    drizzle,
    drizzleFailure: null,
    environment: {
      STAGING_URL: `postgres://staging:${SECRET}@stage/shop`,
      STAGING_HOST: 'stage.example',
      STAGING_PASSWORD: SECRET,
    },
    problems: [],
  };
});

afterAll(() => rm(root, { recursive: true }));

const resolve = (text: string, of: Project = project, liveUrl?: string) =>
  resolveSource(of, text, { base: root, liveUrl });
const failure = (data: object) => expect.objectContaining({ data: expect.objectContaining(data) });

describe('what a source stands for', () => {
  it('is the code and the migrations of the drizzle config', () => {
    expect(resolve('code')).toMatchObject({ how: 'code', where: 'drizzle.config.ts' });
    expect(resolve('migrations')).toMatchObject({ how: 'migrations', where: 'drizzle' });
  });

  it("is the drizzle config's credentials for live, shown without their password", () => {
    expect(resolve('live')).toMatchObject({
      how: 'database',
      source: { kind: 'live', label: 'live' },
      url: expect.stringContaining(SECRET),
      where: 'postgres://app@db.example/shop',
    });
  });

  it('is an environment named live before the credentials, and --url before both', () => {
    const config = { environments: { live: { sql: 'live.sql' } } };
    expect(resolve('live', { ...project, config })).toMatchObject({ how: 'embedded', where: 'live.sql' });
    const url = 'postgres://other/db';
    expect(resolve('live', { ...project, config }, url)).toMatchObject({ how: 'database', url });
  });

  it('is an environment by name, its address from the environment', () => {
    expect(resolve('staging')).toMatchObject({ source: { label: 'staging' }, where: 'postgres://staging@stage/shop' });
    expect(resolve('embedded')).toMatchObject({ how: 'embedded', role: 'reader', file: join(root, 'live.sql') });
  });

  it('is an environment by its parts, the password from a variable, files relative to the project', () => {
    const { url, where } = resolve('parts') as { url: string; where: string };
    expect(parseConninfo(url, 'parts').parameters).toEqual({
      host: 'stage.example',
      port: '6000',
      dbname: "o'brien",
      user: 'ann',
      password: SECRET,
      sslmode: 'verify-full',
      sslrootcert: join(root, 'certs/ca.pem'),
    });
    expect(where).toBe("postgres://ann@stage.example:6000/o'brien");
    expect(resolve('service')).toMatchObject({ url: "service='shop' sslmode='require'", where: 'service shop' });
    const without = { ...project, environment: {} };
    expect(() => resolve('parts', without)).toThrow(/"parts" takes its address from STAGING_HOST, which is not set/);
  });

  it('is where psql would go, when nothing names the live database but PG… is set', () => {
    const bare = { ...project, drizzle: { ...drizzle, credentials: null } };
    const environment = { PGHOST: '/run/pg', PGDATABASE: 'app', PGPASSWORD: SECRET };
    expect(resolve('live', { ...bare, environment })).toMatchObject({
      how: 'database',
      where: 'postgres:///run/pg/app',
    });
    expect(() => resolve('live', bare)).toThrow(/names no live database/);
  });

  it('is a connection string of keywords and values', () => {
    const found = resolve(`host=h dbname=d user=a password='${SECRET} x'`);
    expect(found).toMatchObject({ how: 'database', source: { kind: 'url', label: 'postgres://a@h/d' } });
  });

  it('is a PostgreSQL address, a .sql file or a saved catalog', () => {
    expect(resolve('postgresql://a:b@h/d')).toMatchObject({ how: 'database', source: { label: 'postgresql://a@h/d' } });
    expect(resolve('live.sql')).toMatchObject({ how: 'sql', source: { kind: 'sql', label: 'live.sql' } });
    expect(resolve('./saved.json')).toMatchObject({ how: 'saved', source: { kind: 'saved', label: 'saved.json' } });
  });

  it('is nothing for an unknown name, and says which names there are', () => {
    expect(() => resolve('production')).toThrow(failure({ code: 'source-not-found' }));
    expect(() => resolve('production')).toThrow(failure({ remedy: expect.stringContaining('staging') }));
    expect(() => resolve('other.sql')).toThrow(failure({ code: 'source-not-found' }));
  });

  it('says which variable is not set, and which file does not exist', () => {
    expect(() => resolve('unset')).toThrow(/NOWHERE_URL, which is not set/);
    expect(() => resolve('gone')).toThrow(/gone\.sql, which does not exist/);
    const missing = { ...drizzle, credentials: null, missingEnvironment: ['DATABASE_URL'] };
    expect(() => resolve('live', { ...project, drizzle: missing })).toThrow(/DATABASE_URL, which is not set/);
  });

  it('says that live is not known because the config throws, and where', () => {
    const origin = { source: 'code', file: 'drizzle.config.ts', line: 1 } as const;
    const broken = {
      ...drizzle,
      credentials: null,
      problems: [
        {
          code: 'config-throws',
          effect: 'unread',
          message: 'It throws.',
          remedy: null,
          object: null,
          origin,
          cause: 'x',
        },
      ],
    } as DrizzleProject;
    expect(() => resolve('live', { ...project, drizzle: broken })).toThrow(
      failure({ code: 'source-not-available', origin, message: expect.stringContaining('It throws.') }),
    );
  });

  it('keeps the reason why there is no Drizzle project', () => {
    const broken: Project = {
      ...project,
      drizzle: null,
      drizzleFailure: {
        code: 'config-throws',
        message: 'drizzle.config.ts throws.',
        remedy: 'Correct it.',
        origin: { source: 'code', file: 'drizzle.config.ts', line: 3 },
        cause: null,
      },
    };
    expect(() => resolve('code', broken)).toThrow(
      failure({ code: 'config-throws', origin: { source: 'code', file: 'drizzle.config.ts', line: 3 } }),
    );
    expect(resolve('staging', broken).how).toBe('database');
  });
});

describe('the summary of a project', () => {
  it('lists every source with its state and tells a view no secret', () => {
    const summary = summarizeProject(project, { sample: '/elsewhere' });
    expect(summary.sources.map(({ name, available }) => [name, available])).toEqual([
      ['code', true],
      ['migrations', true],
      ['live', true],
      ['staging', true],
      ['unset', false],
      ['embedded', true],
      ['gone', false],
      ['parts', true],
      ['service', true],
    ]);
    expect(summary.sources.find(({ name }) => name === 'unset')?.reason).toContain('NOWHERE_URL');
    expect(JSON.stringify(summary)).not.toContain(SECRET);
    expect(sourceNames(project)).toHaveLength(9);
  });

  it('tells which gaps of row security waivers excuse today', () => {
    const waivers = [
      { rule: 'rls-disabled', object: 'table:public.rates', reason: 'Everybody’s.' },
      { rule: 'rls-disabled', object: 'table:public.notes', reason: 'For a while.', expires: '2001-01-01' },
      { rule: 'fk-missing', object: '*', reason: 'An old system.' },
    ];
    const { tenant } = summarizeProject(
      { ...project, config: { ...project.config, waivers } },
      { sample: '/elsewhere' },
    );
    expect(tenant.excused).toEqual([{ rule: 'rls-disabled', object: 'table:public.rates', reason: 'Everybody’s.' }]);
  });
});
