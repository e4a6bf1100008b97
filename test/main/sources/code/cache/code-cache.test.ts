import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Reading } from '#app/catalog';
import { UNWATCHED } from '#main/platform/work.ts';
import { type CodeCache, createCodeCache } from '#main/sources/code/cache/code-cache.ts';
import { findDrizzleProject } from '#main/sources/code/drizzle-config.ts';
import { readCode } from '#main/sources/code/read-code.ts';
import { sliceFor } from '#test/support/slices.ts';
import { drizzleFolder, fixture, withFiles } from '../support.ts';

const CONFIG = `import { defineConfig } from 'drizzle-kit';
export default defineConfig({
  dialect: 'postgresql', schema: './src/schema/*.ts', dbCredentials: { url: process.env.DATABASE_URL },
});`;
const USERS = `import { pgTable } from 'drizzle-orm/pg-core';
import { key } from '../columns';
export const users = pgTable('users', { id: key() });`;
const COLUMNS = `import { integer } from 'drizzle-orm/pg-core';
export const key = () => integer().primaryKey();`;
const SECRET = 'postgres://app:hunter2-but-long@localhost/app';

const FILES = { 'drizzle.config.ts': CONFIG, 'src/schema/users.ts': USERS, 'src/columns.ts': COLUMNS };

/** A cache that says how often it answered. */
function counted(cache: CodeCache | null) {
  let hits = 0;
  const find: CodeCache['find'] = (...args) => {
    const text = cache?.find(...args) ?? null;
    if (text !== null) hits += 1;
    return text;
  };
  return {
    cache: { find, keep: (...args: Parameters<CodeCache['keep']>) => cache?.keep(...args) ?? '' },
    hits: () => hits,
  };
}

interface Read {
  readonly reading: Reading;
  readonly hits: number;
  readonly url: string | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

async function read(root: string, environment: Environment = {}, build = 'build', drizzleOrm?: string): Promise<Read> {
  const { cache, hits } = counted(createCodeCache(cacheOf(root), build));
  const project = await findDrizzleProject(root, { environment, cache });
  const reading = await readCode(project, UNWATCHED, { cache, ...(drizzleOrm === undefined ? {} : { drizzleOrm }) });
  return { reading, hits: hits(), url: project.credentials?.url ?? null };
}

/** As if the project had been lying there for a while: what was touched just now is not kept. */
function later(): void {
  vi.useFakeTimers({ now: Date.now() + 60_000, toFake: ['Date'] });
}

function write(root: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
}

const tableNames = ({ reading }: Read) => reading.catalog.objects.table.map(({ name }) => name);
const columnNames = ({ reading }: Read) => reading.catalog.objects.column.map(({ name }) => name);

const caches = new Set<string>();

function cacheOf(root: string): string {
  caches.add(`${root}-cache`);
  return `${root}-cache`;
}

afterEach(() => {
  vi.useRealTimers();
  for (const folder of caches) rmSync(folder, { recursive: true, force: true });
  caches.clear();
});

describe('the cache of reading code', () => {
  it('answers with what a fresh reading says', () =>
    withFiles(FILES, async (root) => {
      later();
      const fresh = await read(root);
      const kept = await read(root);
      expect([fresh.hits, kept.hits]).toEqual([0, 2]);
      expect(kept.reading).toEqual(fresh.reading);
    }));

  it('answers for a project with relations, comments and several files as a fresh reading does', () =>
    withFiles(
      {},
      async (root) => {
        later();
        const fresh = await read(root);
        const kept = await read(root);
        expect(kept.hits).toBeGreaterThan(0);
        expect(kept.reading).toEqual(fresh.reading);
      },
      join(fixture(), '../../../resources/sample'),
    ));

  const changes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'a changed schema file': { 'src/schema/users.ts': USERS.replace("'users'", "'people'") },
    'a new file that the glob matches': { 'src/schema/more.ts': USERS.replaceAll('users', 'more') },
    'a changed file that is imported': { 'src/columns.ts': COLUMNS.replace('integer()', "integer('key')") },
    'a new file that takes the place of an imported one': {
      'src/columns.tsx': COLUMNS.replace('integer()', "integer('never_taken')"),
    },
    'a new tsconfig.json': { 'tsconfig.json': '{}' },
    'a new tsconfig.json beside a file': { 'src/schema/tsconfig.json': '{}' },
    'a new package.json': { 'src/package.json': '{ "type": "module" }' },
  };
  for (const [what, files] of sliceFor(null, Object.entries(changes), 2)) {
    it(`reads anew after ${what}`, () =>
      withFiles(FILES, async (root) => {
        later();
        await read(root);
        write(root, files);
        const after = await read(root);
        rmSync(cacheOf(root), { recursive: true });
        expect(after.reading).toEqual((await read(root)).reading);
        expect(after.hits).toBeLessThan(2);
      }));
  }

  it('is not deceived by a change that keeps size and time', () =>
    withFiles(FILES, async (root) => {
      const file = join(root, 'src/schema/users.ts');
      utimesSync(file, 1000, 1000);
      later();
      await read(root);
      write(root, { 'src/schema/users.ts': USERS.replace("'users'", "'usurp'") });
      utimesSync(file, 1000, 1000);
      expect(tableNames(await read(root))).toEqual(['usurp']);
    }));

  it('sees a file that takes the place of a folder', () =>
    withFiles(
      { ...FILES, 'src/columns/index.ts': COLUMNS.replace('integer()', "integer('of_folder')") },
      async (root) => {
        rmSync(join(root, 'src/columns.ts'));
        later();
        expect(columnNames(await read(root))).toEqual(['of_folder']);
        write(root, { 'src/columns.ts': COLUMNS.replace('integer()', "integer('of_file')") });
        expect(columnNames(await read(root))).toEqual(['of_file']);
      },
    ));

  it('follows the paths of tsconfig.json, and the first of several that exists', () =>
    withFiles(
      {
        ...FILES,
        'src/schema/users.ts': USERS.replace('../columns', '@/columns'),
        'tsconfig.base.json': '{ "compilerOptions": { "paths": { "@/*": ["./made/*", "./src/*"] } } }',
        'tsconfig.json': '{ "extends": "./tsconfig.base.json" } // comment',
      },
      async (root) => {
        later();
        await read(root);
        expect((await read(root)).hits).toBe(2);
        write(root, { 'made/columns.ts': COLUMNS.replace('integer()', "integer('made')") });
        expect(columnNames(await read(root))).toEqual(['made']);
        later();
        await read(root);
        write(root, { 'tsconfig.base.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }' });
        expect(columnNames(await read(root))).toEqual(['id']);
      },
    ));

  it('sees a package that was missing and is installed', () =>
    withFiles({ ...FILES, 'src/columns.ts': `import 'left-out';\n${COLUMNS}` }, async (root) => {
      later();
      const before = await read(root);
      expect(before.reading.report.map(({ code }) => code)).toContain('module-replaced');
      expect((await read(root)).hits).toBe(2);
      write(root, {
        'node_modules/left-out/package.json': '{ "name": "left-out", "main": "index.js" }',
        'node_modules/left-out/index.js': 'globalThis.installed = true;',
      });
      expect((await read(root)).reading.report.map(({ code }) => code)).not.toContain('module-replaced');
    }));

  it('sees that a link leads elsewhere', () =>
    withFiles(
      { ...FILES, 'a/columns.ts': COLUMNS, 'b/columns.ts': COLUMNS.replace('integer()', "integer('b')") },
      async (root) => {
        rmSync(join(root, 'src/columns.ts'));
        symlinkSync('../a/columns.ts', join(root, 'src/columns.ts'));
        later();
        await read(root);
        rmSync(join(root, 'src/columns.ts'));
        symlinkSync('../b/columns.ts', join(root, 'src/columns.ts'));
        expect(columnNames(await read(root))).toEqual(['b']);
      },
    ));

  it('reads anew with another drizzle-orm, and with another Raingauge', () =>
    withFiles(FILES, async (root) => {
      later();
      await read(root);
      expect((await read(root, {}, 'another build')).hits).toBe(0);
      await read(root, {}, 'build');
      const other = await read(root, {}, 'build', drizzleFolder('drizzle-orm-v1'));
      expect(other.reading.code?.drizzleVersion).toMatch(/^1\./);
      mkdirSync(join(root, 'node_modules'));
      cpSync(drizzleFolder('drizzle-orm-v1'), join(root, 'node_modules/drizzle-orm'), { recursive: true });
      const own = await read(root);
      expect(own.hits).toBe(0);
      expect(own.reading.code?.drizzleVersion).toMatch(/^1\./);
    }));

  it('evaluates the config anew where a variable that it reads has another value, and only then', () =>
    withFiles(FILES, async (root) => {
      later();
      await read(root, { DATABASE_URL: SECRET, OTHER: '1' });
      const same = await read(root, { DATABASE_URL: SECRET, OTHER: '2' });
      expect([same.hits, same.url]).toEqual([2, SECRET]);
      expect((await read(root, { DATABASE_URL: 'postgres://elsewhere/app' })).url).toBe('postgres://elsewhere/app');
      expect((await read(root, {})).url).toBeNull();
    }));

  it('evaluates the config anew where .env says something else', () =>
    withFiles({ ...FILES, '.env': 'DATABASE_URL=postgres://one/app' }, async (root) => {
      later();
      expect((await read(root)).url).toBe('postgres://one/app');
      write(root, { '.env': 'DATABASE_URL=postgres://two/app' });
      expect((await read(root)).url).toBe('postgres://two/app');
    }));

  it('writes no secret to the disk, not those of the environment and not those in the config', () =>
    withFiles(
      { ...FILES, 'drizzle.config.ts': CONFIG.replace('url:', "password: 'written-in-the-config', url:") },
      async (root) => {
        later();
        await read(root, { DATABASE_URL: SECRET });
        expect((await read(root, { DATABASE_URL: SECRET })).hits).toBe(2);
        const kept = readdirSync(join(cacheOf(root), 'code')).map((name) =>
          readFileSync(join(cacheOf(root), 'code', name), 'utf8'),
        );
        expect(kept).toHaveLength(2);
        for (const text of kept) expect(text).not.toMatch(/hunter2|written-in-the-config/);
      },
    ));

  it('ignores entries that are cut short or tampered with', () =>
    withFiles(FILES, async (root) => {
      later();
      const fresh = await read(root);
      const folder = join(cacheOf(root), 'code');
      const spoil = (change: (text: string) => string) => {
        for (const name of readdirSync(folder)) {
          writeFileSync(join(folder, name), change(readFileSync(join(folder, name), 'utf8')));
        }
      };
      for (const change of [
        (text: string) => text.slice(0, -20),
        (text: string) => `${text.slice(0, -5)}XXXXX`,
        () => '',
        () => 'null\nnull',
      ]) {
        spoil(change);
        const again = await read(root);
        expect(again.hits).toBe(0);
        expect(again.reading).toEqual(fresh.reading);
      }
    }));

  const unkept: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'with a file that throws': { 'src/schema/broken.ts': "throw new Error('no');" },
    'that depends on the time': {
      'src/columns.ts': `import { integer } from 'drizzle-orm/pg-core';
        export const key = () => integer(new Date().getTime() > 0 ? 'after' : 'before');`,
    },
    'that depends on chance': {
      'src/columns.ts': `import { integer } from 'drizzle-orm/pg-core';
        export const key = () => integer(Math.random() < 2 ? 'id' : 'other');`,
    },
    'that looks at the files of the project': {
      'src/columns.ts': `import { integer } from 'drizzle-orm/pg-core'; import { existsSync } from 'node:fs';
        export const key = () => integer(existsSync('flag') ? 'flagged' : 'id');`,
    },
    'whose tsconfig.json extends what cannot be found': { 'tsconfig.json': '{ "extends": "nowhere/at-all" }' },
  };
  for (const [what, files] of sliceFor(null, Object.entries(unkept), 2)) {
    it(`keeps no reading ${what}`, () =>
      withFiles({ ...FILES, ...files }, async (root) => {
        later();
        await read(root);
        const folder = join(cacheOf(root), 'code');
        const kept = existsSync(folder) ? readdirSync(folder) : [];
        const texts = kept.map((name) => readFileSync(join(folder, name), 'utf8'));
        expect(texts.filter((text) => text.includes('"catalog"'))).toEqual([]);
      }));
  }

  const mended: Readonly<Record<string, string>> = {
    'cannot be parsed': 'export const broken = pgTable(;',
    'has an entry that cannot be read': `import { index, integer, pgTable } from 'drizzle-orm/pg-core';
      export const broken = pgTable('broken', { id: integer() }, () => [index('no_columns')]);`,
  };
  for (const [what, text] of Object.entries(mended)) {
    it(`keeps a reading of which a file ${what}, with what is said of it, until that is mended`, () =>
      withFiles(
        { ...FILES, 'src/schema/broken.ts': text, 'src/schema/more.ts': "export * from './broken';" },
        async (root) => {
          later();
          const fresh = await read(root);
          const kept = await read(root);
          expect(fresh.reading.report.filter(({ effect }) => effect === 'unread')).toHaveLength(1);
          expect(kept.hits).toBe(2);
          expect(kept.reading).toEqual(fresh.reading);
          write(root, { 'src/schema/broken.ts': USERS.replaceAll('users', 'broken') });
          expect(tableNames(await read(root))).toEqual(['broken', 'users']);
        },
      ));
  }

  it('keeps nothing that was touched while or right before it was read', () =>
    withFiles(FILES, async (root) => {
      await read(root);
      expect((await read(root)).hits).toBe(0);
    }));
});
