import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UNWATCHED } from '#main/platform/work.ts';
import { findDrizzleProject } from '#main/sources/code/drizzle-config.ts';
import { readCode } from '#main/sources/code/read-code.ts';
import { withFiles } from './support.ts';

const TABLE = `import { integer, pgTable } from 'drizzle-orm/pg-core';
export const things = pgTable('things', { id: integer('id') });`;
const configOf = (schema: string, rest = '') => `export default { dialect: 'postgresql', schema: ${schema}${rest} };`;

function find(files: Readonly<Record<string, string>>, config?: string) {
  const options = { environment: {}, ...(config === undefined ? {} : { config }) };
  return withFiles(files, (root) => findDrizzleProject(root, options));
}

describe('the form of a config', () => {
  it.each([
    ['a promise', 'ts', `export default Promise.resolve({ dialect: 'postgresql', schema: './s.ts' });`],
    ['an async function', 'mts', `export default async () => ({ dialect: 'postgresql', schema: './s.ts' });`],
    [
      'defineConfig, without drizzle-kit',
      'ts',
      `import { defineConfig, type Config } from 'drizzle-kit';
const base = { dialect: 'postgresql' } as const;
export default defineConfig({ ...base, schema: './s.ts' } satisfies Config);`,
    ],
    [
      'defineConfig, required',
      'cjs',
      `const kit = require('drizzle-kit');
module.exports = kit.defineConfig({ dialect: 'postgresql', schema: './s.ts' });`,
    ],
    ['CommonJS in TypeScript', 'cts', `module.exports = { dialect: 'postgresql', schema: './s.ts' };`],
    [
      'exports.default',
      'js',
      `Object.defineProperty(exports, '__esModule', { value: true });
exports.default = { dialect: 'postgresql', schema: './s.ts' };`,
    ],
    [
      'with top-level await',
      'mjs',
      `const { join } = await import('node:path');
export default { dialect: 'postgresql', schema: join('.', 's.ts') };`,
    ],
    [
      'before drizzle-kit 0.21',
      'ts',
      `export default { driver: 'pg', schema: './s.ts', dbCredentials: { connectionString: 'postgres://h/d' } };`,
    ],
    [
      'schema files looked up by itself',
      'ts',
      `import fs from 'node:fs';
import path from 'node:path';
const files = fs.readdirSync(__dirname).filter((name) => name === 's.ts').map((name) => path.join(import.meta.dirname, name));
export default { dialect: 'postgresql', schema: files, out: path.resolve(__dirname, 'drizzle') };`,
    ],
  ])('%s', async (_name, ending, text) => {
    const project = await find({ [`drizzle.config.${ending}`]: text, 's.ts': TABLE });
    expect([project.schemaFiles, project.out, project.problems]).toEqual([['s.ts'], 'drizzle', []]);
  });
});

describe('which config it is', () => {
  it('the nearest to the root, of the usual name, with schema files; the others are named', async () => {
    const files = {
      'apps/b/drizzle.config.ts': configOf(`'./s.ts'`),
      'apps/b/s.ts': TABLE,
      'apps/a/drizzle.config.ts': configOf(`'./gone.ts'`),
      'apps/c/drizzle.config.ts': configOf(`'./s.ts'`),
      'apps/d/drizzle.config.ts': `export default { dialect: 'mysql', schema: './s.ts' };`,
      'node_modules/x/drizzle.config.ts': configOf(`'./s.ts'`),
    };
    const project = await find(files);
    expect(project).toMatchObject({ configFile: 'apps/b/drizzle.config.ts', schemaFiles: ['apps/b/s.ts'] });
    expect(project.problems.map(({ code, effect }) => [code, effect])).toEqual([
      ['config-several', 'note'],
      ['config-other-database', 'note'],
      ['config-unusable', 'note'],
    ]);
    const said = project.problems.map(({ message }) => message).join('\n');
    for (const name of ['apps/a', 'apps/c', 'apps/d', 'mysql', './gone.ts']) expect(said).toContain(name);
  });

  it('any file that a script gives to drizzle-kit', async () => {
    const project = await find({
      'package.json':
        '{ "scripts": { "db": "drizzle-kit generate --config=src/db/settings.ts && echo --config x.ts" } }',
      'src/db/settings.ts': configOf(`'./src/db/s.ts'`),
      'src/db/s.ts': TABLE,
    });
    expect(project).toMatchObject({ configFile: 'src/db/settings.ts', schemaFiles: ['src/db/s.ts'] });
  });

  it('one that is asked for and is no file is refused', async () => {
    const files = { 's.ts': TABLE, 'folder.ts/x.txt': '' };
    const rejected = { data: { code: 'config-not-found' } };
    await expect(find(files, 'drizzle.nope.ts')).rejects.toMatchObject(rejected);
    await expect(find(files, 'folder.ts')).rejects.toMatchObject(rejected);
  });

  it('in a repository of 10,000 files is found without a look into what is installed or built', async () => {
    await withFiles(
      { 'packages/db/drizzle.config.ts': configOf(`'./s.ts'`), 'packages/db/s.ts': TABLE },
      async (root) => {
        for (const folder of ['node_modules/deep', '.git/objects', 'packages/web/dist', 'packages/web/src/pages']) {
          for (let part = 0; part < 25; part += 1) {
            const path = join(root, folder, String(part));
            await mkdir(path, { recursive: true });
            await Promise.all(Array.from({ length: 100 }, (_, file) => writeFile(join(path, `${file}.ts`), '')));
          }
        }
        const start = performance.now();
        const project = await findDrizzleProject(root, { environment: {} });
        expect(project.configFile).toBe('packages/db/drizzle.config.ts');
        expect(performance.now() - start).toBeLessThan(10_000);
      },
    );
  });
});

describe('the schema of a config', () => {
  it.each([
    ['a folder: its own files, as drizzle-kit takes them', `'./db'`, ['db/a.ts', 'db/b.ts']],
    ['a glob over folders', `'./db/**/*.ts'`, ['db/a.ts', 'db/b.ts', 'db/deep/c.ts']],
    ['a list with a pattern twice', `['./db/a.ts', './db/*.ts']`, ['db/a.ts', 'db/b.ts']],
    ['a glob that matches folders', `'./db/d*'`, ['db/deep/c.ts']],
    ['a file without its ending', `'./db/a'`, ['db/a.ts']],
    ['braces', `'./db/{a,b}.ts'`, ['db/a.ts', 'db/b.ts']],
  ])('may be %s', async (_name, schema, expected) => {
    const files = { 'db/a.ts': TABLE, 'db/b.ts': TABLE, 'db/deep/c.ts': TABLE, 'db/notes.md': '', 'db/a.d.ts': '' };
    const project = await find({ ...files, 'drizzle.config.ts': configOf(schema) });
    expect(project.schemaFiles).toEqual(expected);
  });

  it.each([
    ['./dist/db/schema.js', 'src/db/schema.ts'],
    ['./build/*.js', 'src/tables.ts'],
    ['./dist/src/db/schema.js', 'src/db/schema.ts'],
    ['dist/esm/db/schema.mjs', 'src/db/schema.ts'],
  ])('that names the output of a build, %s, is read from its sources', async (schema, expected) => {
    const files = { 'src/db/schema.ts': TABLE, 'src/tables.ts': TABLE };
    const project = await find({ ...files, 'drizzle.config.ts': configOf(`'${schema}'`) });
    expect(project.schemaFiles).toEqual([expected]);
    expect(project.problems).toMatchObject([{ code: 'build-output-missing', effect: 'note' }]);
    expect(project.problems[0]?.message).toContain(schema);
  });

  it('that names a package of the workspace in node_modules is found where nothing is installed', async () => {
    const project = await find({
      'package.json': '{ "workspaces": ["packages/*"] }',
      'packages/db/package.json': '{ "name": "@acme/db" }',
      'packages/db/src/schema.ts': TABLE,
      'drizzle.config.ts': configOf(`'./node_modules/@acme/db/src/schema.ts'`),
    });
    expect(project.schemaFiles).toEqual(['packages/db/src/schema.ts']);
  });

  it('with one pattern of many that matches nothing says which', async () => {
    const project = await find({ 's.ts': TABLE, 'drizzle.config.ts': configOf(`['./s.ts', './gone/*.ts']`) });
    expect(project.schemaFiles).toEqual(['s.ts']);
    expect(project.problems).toMatchObject([
      { code: 'schema-pattern-empty', message: expect.stringContaining('./gone/*.ts') },
    ]);
  });

  it('may be a link that leads to itself, or a folder that holds itself', async () => {
    await withFiles(
      { 'db/s.ts': TABLE, 'drizzle.config.ts': configOf(`['./loop.ts', './db/**/*.ts']`) },
      async (root) => {
        await symlink('loop.ts', join(root, 'loop.ts'));
        await symlink('.', join(root, 'db/again'));
        const project = await findDrizzleProject(root, { environment: {} });
        // The link stays among the files, so that reading them names it.
        expect(project.schemaFiles).toEqual(['db/s.ts', 'loop.ts']);
        const { report } = await readCode(project, UNWATCHED);
        expect(report.map(({ message, effect }) => [effect, message])).toEqual([
          ['unread', expect.stringContaining('loop.ts')],
        ]);
      },
    );
  });
});
