import { describe, expect, it } from 'vitest';
import { findDrizzleProject } from '#main/sources/code/drizzle-config.ts';
import { withFiles } from './support.ts';

const TABLE = `import { integer, pgTable } from 'drizzle-orm/pg-core';
export const things = pgTable('things', { id: integer('id') });`;

function find(
  files: Readonly<Record<string, string>>,
  environment: Readonly<Record<string, string>> = {},
  config?: string,
) {
  const options = { environment, ...(config === undefined ? {} : { config }) };
  return withFiles(files, (root) => findDrizzleProject(root, options));
}

describe('a drizzle config', () => {
  it('says everything drizzle-kit knows', async () => {
    const project = await find({
      'drizzle.config.ts': `import { defineConfig } from 'drizzle-kit';
import path from 'node:path';
export default defineConfig({
  dialect: 'postgresql',
  schema: [path.join('src', 'db', '*.ts'), './extra'],
  out: './db/migrations',
  schemaFilter: ['public', 'app'],
  tablesFilter: 'app_*',
  casing: 'snake_case',
  migrations: { table: 'applied', schema: 'public', prefix: 'timestamp' },
  entities: { roles: { provider: 'supabase', exclude: ['admin'] } },
  dbCredentials: { host: 'db', port: 5433, user: 'me', password: 'p@ss', database: 'app', ssl: 'require' },
} satisfies object);`,
      'src/db/b.ts': TABLE,
      'src/db/a.ts': TABLE,
      'extra/c.mts': TABLE,
      'extra/types.d.ts': '',
      'extra/deeper/d.ts': TABLE,
    });
    expect(project).toMatchObject({
      configFile: 'drizzle.config.ts',
      schemaFiles: ['extra/c.mts', 'src/db/a.ts', 'src/db/b.ts'],
      out: 'db/migrations',
      schemaFilter: ['public', 'app'],
      tablesFilter: ['app_*'],
      casing: 'snake_case',
      migrations: { table: 'applied', schema: 'public', prefix: 'timestamp', breakpoints: true },
      roles: { all: true, include: [], exclude: ['admin'], provider: 'supabase' },
      credentials: { url: 'postgres://me:p%40ss@db:5433/app', ssl: 'require' },
      problems: [],
      missingEnvironment: [],
    });
  });

  it.each([
    [`{ url: 'postgres://u:p@h/d', ssl: true }`, { url: 'postgres://u:p@h/d', ssl: true }],
    [`{ host: 'h', database: 'd' }`, { url: 'postgres://h/d', ssl: null }],
    [`{ host: '/run/pg', user: 'u', database: 'd' }`, { url: 'postgres://u@%2Frun%2Fpg/d', ssl: null }],
    [`{ host: '::1', port: 6000, database: 'd', ssl: false }`, { url: 'postgres://[::1]:6000/d', ssl: false }],
    [
      `{ host: 'h', database: 'd', ssl: { ca: 'PEM', rejectUnauthorized: true, checkServerIdentity() {} } }`,
      { url: 'postgres://h/d', ssl: { ca: 'PEM', rejectUnauthorized: true } },
    ],
    [`{ url: 'file:./pglite' }`, null],
  ])('may give its credentials in each form of drizzle-kit: %s', async (credentials, expected) => {
    const config = `export default { dialect: 'postgresql', schema: './s.ts', dbCredentials: ${credentials} }`;
    const project = await find({ 'drizzle.config.ts': config, 's.ts': TABLE });
    expect(project.credentials).toEqual(expected);
  });

  it('may be JavaScript, CommonJS or JSON', async () => {
    const body = `{ "dialect": "postgresql", "schema": "./s.ts" }`;
    for (const [name, text] of [
      ['drizzle.config.js', `module.exports = ${body}`],
      ['drizzle.config.cjs', `module.exports = ${body}`],
      ['drizzle.config.mjs', `export default ${body}`],
      ['drizzle.config.json', `// a comment\n${body}`],
    ] as const) {
      const project = await find({ [name]: text, 's.ts': TABLE });
      expect([project.configFile, project.schemaFiles, project.problems]).toEqual([name, ['s.ts'], []]);
    }
  });

  it('sees the environment and the .env files, the environment first', async () => {
    const files = {
      '.env': 'DATABASE_URL=postgres://file/a\nSCHEMA=./s.ts',
      'drizzle.config.ts': `import 'dotenv/config';
export default { dialect: 'postgresql', schema: process.env.SCHEMA, dbCredentials: { url: process.env.DATABASE_URL! } };`,
      's.ts': TABLE,
    };
    expect((await find(files)).credentials?.url).toBe('postgres://file/a');
    const project = await find(files, { DATABASE_URL: 'postgres://own/b' });
    expect(project.credentials?.url).toBe('postgres://own/b');
    expect(project.problems).toEqual([]);
  });

  it('names the variables it asked for and did not get', async () => {
    const project = await find({
      'drizzle.config.ts': `export default { dialect: 'postgresql', schema: './s.ts', dbCredentials: { url: process.env.DB_URL } };`,
      's.ts': TABLE,
    });
    expect(project.missingEnvironment).toEqual(['DB_URL']);
    expect(project.credentials).toBeNull();
  });

  it('that throws for want of a variable is read without it, and the problem names line, cause and variable', async () => {
    const project = await find({
      'drizzle.config.ts': `import { defineConfig } from 'drizzle-kit';

if (!process.env.DATABASE_URL) {
  throw new Error('set it up first');
}
const schema = './tables/*.ts';
export default defineConfig({ schema, out: './sql', dialect: 'postgresql', casing: 'camelCase' });`,
      'tables/s.ts': TABLE,
    });
    expect(project).toMatchObject({
      schemaFiles: ['tables/s.ts'],
      out: 'sql',
      casing: 'camelCase',
      missingEnvironment: ['DATABASE_URL'],
    });
    expect(project.problems).toMatchObject([
      {
        code: 'config-throws',
        effect: 'replaced',
        origin: { file: 'drizzle.config.ts', line: 4 },
        cause: 'Error: set it up first',
      },
    ]);
    expect(project.problems[0]?.message).toMatch(/drizzle\.config\.ts:4 .*set it up first.*DATABASE_URL/);
  });

  it('whose helper throws goes on with a stand-in', async () => {
    const project = await find({
      'drizzle.config.ts': `import { env } from './env';
export default { dialect: 'postgresql', schema: './s.ts', dbCredentials: { url: env.URL } };`,
      'env.ts': `if (!process.env.URL) throw new Error('URL is required');
export const env = { URL: process.env.URL };`,
      's.ts': TABLE,
    });
    expect(project.schemaFiles).toEqual(['s.ts']);
    expect(project.credentials).toBeNull();
    expect(project.missingEnvironment).toEqual(['URL']);
    expect(project.problems).toMatchObject([
      { code: 'config-import-fails', effect: 'replaced', origin: { file: 'env.ts', line: 1 } },
    ]);
  });

  it('that never ends is stopped', async () => {
    const files = { 'drizzle.config.ts': `for (;;) {}\nexport default { schema: './s.ts' };`, 's.ts': TABLE };
    const project = await withFiles(files, (root) => findDrizzleProject(root, { environment: {}, timeLimit: 500 }));
    expect(project.schemaFiles).toEqual(['s.ts']);
    expect(project.problems).toMatchObject([{ code: 'config-throws', effect: 'unread' }]);
  });

  it('of another database is refused by name', async () => {
    const files = { 'drizzle.config.ts': `export default { dialect: 'mysql', schema: './s.ts' };`, 's.ts': TABLE };
    await expect(find(files)).rejects.toMatchObject({
      data: { code: 'config-not-postgresql', message: 'drizzle.config.ts is for mysql, not for PostgreSQL.' },
    });
  });

  it('is the PostgreSQL one of several, or the one that is asked for', async () => {
    const files = {
      'drizzle.config.ts': `export default { dialect: 'sqlite', schema: './s.ts' };`,
      'drizzle-pg.config.ts': `export default { dialect: 'postgresql', schema: './s.ts', out: 'a' };`,
      'drizzle-other.config.ts': `export default { dialect: 'postgresql', schema: './s.ts', out: 'b' };`,
      's.ts': TABLE,
    };
    const project = await find(files);
    expect([project.configFile, project.out]).toEqual(['drizzle-other.config.ts', 'b']);
    expect(project.problems.map(({ code, effect, message }) => [code, effect, message])).toEqual([
      [
        'config-several',
        'note',
        'The project has several drizzle configs; drizzle-other.config.ts is used, not drizzle-pg.config.ts.',
      ],
      ['config-other-database', 'note', 'Drizzle configs for other databases are skipped: drizzle.config.ts (sqlite).'],
    ]);
    const asked = await find(files, {}, 'drizzle-pg.config.ts');
    expect([asked.configFile, asked.out, asked.problems]).toEqual(['drizzle-pg.config.ts', 'a', []]);
  });

  it('of a package in a monorepo names paths beside itself', async () => {
    const project = await find({
      'package.json': '{}',
      'packages/db/drizzle.config.ts': `export default { dialect: 'postgresql', schema: './src/*.ts', out: './drizzle' };`,
      'packages/db/src/s.ts': TABLE,
    });
    expect(project).toMatchObject({
      configFile: 'packages/db/drizzle.config.ts',
      schemaFiles: ['packages/db/src/s.ts'],
      out: 'packages/db/drizzle',
    });
  });

  it('whose schema matches nothing says which pattern', async () => {
    const files = { 'drizzle.config.ts': `export default { dialect: 'postgresql', schema: './nowhere/*.ts' };` };
    await expect(find(files)).rejects.toMatchObject({
      data: {
        code: 'schema-not-found',
        origin: { file: 'drizzle.config.ts' },
        message: expect.stringContaining('./nowhere/*.ts'),
      },
    });
  });
});

describe('without a config', () => {
  it('files that declare tables are found by what they import', async () => {
    const project = await find({
      'src/db/schema.ts': TABLE,
      'src/db/index.ts': `import { eq } from 'drizzle-orm';`,
      'node_modules/x/schema.ts': TABLE,
      'src/db/schema.test.ts': TABLE,
    });
    expect(project).toMatchObject({
      configFile: null,
      schemaFiles: ['src/db/schema.ts'],
      problems: [{ code: 'config-missing' }],
    });
  });

  it('and without any such file there is no project', async () => {
    await expect(find({ 'index.ts': '' })).rejects.toMatchObject({ data: { code: 'config-not-found' } });
    await expect(findDrizzleProject('/nowhere/at/all')).rejects.toMatchObject({ data: { code: 'project-not-found' } });
  });
});
