import { describe, expect, it } from 'vitest';
import { findDrizzleProject } from '#main/sources/code/drizzle-config.ts';
import { withFiles } from './support.ts';

const TABLE = `import { integer, pgTable } from 'drizzle-orm/pg-core';
export const things = pgTable('things', { id: integer('id') });`;

type Files = Readonly<Record<string, string>>;

function find(files: Files, environment: Readonly<Record<string, string>> = {}, folder = '') {
  return withFiles({ 's.ts': TABLE, ...files }, (root) => findDrizzleProject(`${root}/${folder}`, { environment }));
}

const config = (head: string, url: string) => ({
  'drizzle.config.ts': `${head}\nexport default { dialect: 'postgresql', schema: './s.ts', dbCredentials: { url: ${url} } };`,
});

describe('a config loads its variables as it does for drizzle-kit, with nothing installed', () => {
  it.each([
    ['dotenv, by path', `import { config } from 'dotenv'; config({ path: './env/.env.db' });`],
    [
      'dotenv, as a whole, with several paths',
      `import * as d from 'dotenv'; d.config({ path: ['.env.none', 'env/.env.db'] });`,
    ],
    [
      'dotenv, by the place of the config',
      `import dotenv from 'dotenv';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
const __dirname = dirname(fileURLToPath(import.meta.url));
dotenv.config({ path: resolve(__dirname, 'env/.env.db') });`,
    ],
    [
      'dotenv, required',
      `const { config } = require('dotenv'); const { resolve } = require('path');
config({ path: resolve(__dirname, 'env/.env.db'), override: true });`,
    ],
    ['Node itself', `process.loadEnvFile('env/.env.db');`],
    ['Node itself, imported', `import { loadEnvFile } from 'node:process'; loadEnvFile('env/.env.db');`],
  ])('%s', async (_name, head) => {
    const project = await find({ ...config(head, 'process.env.DB_URL'), 'env/.env.db': 'DB_URL=postgres://loaded/a' });
    expect([project.credentials?.url, project.problems, project.missingEnvironment]).toEqual([
      'postgres://loaded/a',
      [],
      [],
    ]);
  });

  it('from the root of its monorepo, where a package is what is opened', async () => {
    const project = await find(
      {
        'pnpm-workspace.yaml': 'packages: ["packages/*"]',
        '.env': 'DB_URL=postgres://monorepo/a',
        'packages/db/drizzle.config.ts': `import { config } from 'dotenv';
config({ path: '../../.env' });
export default { dialect: 'postgresql', schema: './s.ts', dbCredentials: { url: process.env.DB_URL! } };`,
        'packages/db/s.ts': TABLE,
      },
      {},
      'packages/db',
    );
    expect(project.credentials?.url).toBe('postgres://monorepo/a');
  });

  it('and nothing else of the disk: neither other files nor other folders', async () => {
    const files = {
      'outside/.env': 'DB_URL=postgres://outside/a',
      'p/secret.txt': 'DB_URL=postgres://secret/a',
      'p/s.ts': TABLE,
      'p/drizzle.config.ts': `import { config } from 'dotenv';
config({ path: ['../outside/.env', './secret.txt', '/etc/passwd'] });
export default { dialect: 'postgresql', schema: './s.ts', dbCredentials: { url: process.env.DB_URL } };`,
    };
    const project = await find(files, {}, 'p');
    expect([project.credentials, project.missingEnvironment]).toEqual([null, ['DB_URL']]);
  });

  it('the process first, then .env, then what the config loads, then the files of frameworks', async () => {
    const files = {
      ...config(
        `import { config } from 'dotenv'; config({ path: '.env.staging' });`,
        `'postgres://' + process.env.A + '/' + process.env.B + process.env.C + process.env.D`,
      ),
      '.env.local': 'A=local\nB=local\nC=local\nD=local',
      '.env': 'A=env\nB=env',
      '.env.staging': 'A=staging\nB=staging\nC=staging',
    };
    expect((await find(files, { A: 'own' })).credentials?.url).toBe('postgres://own/envstaginglocal');
  });
});

describe('validators of variables hand on what they are given', () => {
  const env = (text: string) => ({ ...config(`import { env } from './env';`, 'env.DB_URL'), 'env.ts': text });
  it.each([
    [
      'zod',
      `import { z } from 'zod';
export const env = z.object({ DB_URL: z.string().url(), PORT: z.coerce.number().default(3000) }).parse(process.env);`,
    ],
    [
      'zod, safely',
      `import { z } from 'zod';
const result = z.object({ DB_URL: z.string() }).safeParse(process.env);
if (!result.success) { console.error(result.error.format()); process.exit(1); }
export const env = result.data;`,
    ],
    [
      'valibot',
      `import * as v from 'valibot'; export const env = v.parse(v.object({ DB_URL: v.string() }), process.env);`,
    ],
    [
      't3-env',
      `import { createEnv } from '@t3-oss/env-nextjs';
import { z } from 'zod';
export const env = createEnv({
  server: { DB_URL: z.string().url(), MODE: z.enum(['a', 'b']) },
  client: { NEXT_PUBLIC_X: z.string() },
  runtimeEnv: { DB_URL: process.env.DB_URL, MODE: process.env.MODE, NEXT_PUBLIC_X: process.env.NEXT_PUBLIC_X },
  skipValidation: !!process.env.SKIP,
});`,
    ],
    [
      'envalid',
      `import { cleanEnv, str, url } from 'envalid';
export const env = cleanEnv(process.env, { DB_URL: url(), NAME: str({ default: 'x' }) });`,
    ],
    [
      'env-var',
      `import * as from from 'env-var';
export const env = { DB_URL: from.get('DB_URL').required().asString() };`,
    ],
  ])('%s', async (_name, text) => {
    const project = await find(env(text), { DB_URL: 'postgres://valid/a' });
    expect(project.credentials?.url).toBe('postgres://valid/a');
    expect(project.problems.filter(({ effect }) => effect === 'unread')).toEqual([]);
  });

  it('one that is installed and refuses costs the variable, which is named, and not the schema', async () => {
    const project = await find({
      ...env(`import { strict } from 'strict-env'; export const env = strict(process.env.DB_URL);`),
      'node_modules/strict-env/package.json': '{ "name": "strict-env", "main": "i.js" }',
      'node_modules/strict-env/i.js':
        'exports.strict = (v) => { if (!v) throw new Error("DB_URL is required"); return { DB_URL: v }; };',
    });
    expect(project).toMatchObject({ schemaFiles: ['s.ts'], credentials: null, missingEnvironment: ['DB_URL'] });
    expect(project.problems).toMatchObject([
      { code: 'config-import-fails', effect: 'replaced', cause: 'Error: DB_URL is required' },
    ]);
  });
});

describe('a config that throws without its variables', () => {
  it('is read with placeholders, and what they went into is left out', async () => {
    const project = await find({
      'drizzle.config.ts': `import path from 'node:path';
function need(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error('missing ' + name);
  return value;
}
export default {
  dialect: 'postgresql',
  schema: path.join(process.cwd(), 'tables', '*.ts'),
  out: \`./drizzle/\${need('STAGE')}\`,
  dbCredentials: { url: need('DB_URL') },
  migrations: { table: 'applied', prefix: 'supabase' },
};`,
      'tables/s.ts': TABLE,
    });
    expect(project).toMatchObject({
      schemaFiles: ['tables/s.ts'],
      out: 'drizzle',
      credentials: null,
      migrations: { table: 'applied', schema: 'drizzle', prefix: 'supabase' },
      problems: [
        { code: 'config-throws', effect: 'replaced', origin: { line: 4 }, message: expect.stringContaining('STAGE') },
      ],
    });
  });

  it('for another reason is read by its text, or else its schema files are found near it', async () => {
    const project = await find({
      'packages/db/drizzle.config.ts': `const list: string[] = undefined as never;
export default { dialect: 'postgresql', schema: list.map((name) => name), out: './sql' };`,
      'packages/db/src/tables.ts': TABLE,
    });
    expect(project).toMatchObject({ schemaFiles: ['packages/db/src/tables.ts'], out: 'packages/db/sql' });
    expect(project.problems).toMatchObject([
      { code: 'config-throws', effect: 'unread', origin: { file: 'packages/db/drizzle.config.ts', line: 2 } },
      { code: 'config-without-schema' },
    ]);
  });
});

describe('a config prints while it is loaded', () => {
  it('and that is said without what it printed, which may be secret', async () => {
    const head = `console.log('url is', process.env.DB_URL); process.stdout.write('hunter2');`;
    const project = await find(config(head, `'postgres://h/a'`), { DB_URL: 'hunter2' });
    expect(project.problems).toMatchObject([{ code: 'output-while-loading', effect: 'note' }]);
    expect(JSON.stringify(project.problems)).not.toContain('hunter2');
  });
});
