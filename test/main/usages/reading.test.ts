import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UNWATCHED } from '#main/platform/work.ts';
import { findFiles } from '#main/usages/files/find-files.ts';
import { createUsageStore } from '#main/usages/usage-store.ts';
import { withFiles } from '../sources/code/support.ts';
import { linesOf, readFolderUsages } from './support.ts';

const FILES = {
  'drizzle.config.json': '{"dialect":"postgresql","schema":"./schema.ts"}',
  'schema.ts': `import { integer, pgTable } from 'drizzle-orm/pg-core';\nexport const users = pgTable('users', { id: integer('id') });\n`,
  'barrel.ts': `export { users as people } from './schema';\n`,
  'use.ts': `import { people } from './barrel';\nexport const a = (db) => db.select().from(people);\n`,
};

describe('files that cannot be searched', () => {
  it('are problems, and leave the others', () =>
    withFiles(
      {
        ...FILES,
        'broken.ts': `import { people } from './barrel';\nexport const a = (db) => db.delete(people;\n`,
        'large.ts': `export const text = '${'x'.repeat(2 * 1024 * 1024)}';`,
      },
      async (root) => {
        const usages = await readFolderUsages(root);
        expect(usages.complete).toBe(false);
        expect(usages.problems).toMatchObject([
          { code: 'usages-file-syntax', effect: 'unread', origin: { file: 'broken.ts', line: 2 } },
          { code: 'usages-file-too-large', effect: 'unread', origin: { file: 'large.ts' } },
        ]);
        expect(linesOf(usages, 'use.ts')).toHaveLength(2);
      },
    ));

  it('are told where they may not be read', () =>
    withFiles({ ...FILES, 'secret.ts': 'export {};' }, async (root) => {
      await chmod(join(root, 'secret.ts'), 0o000);
      const usages = await readFolderUsages(root);
      // The superuser may read everything.
      const codes = process.getuid?.() === 0 ? [] : ['usages-file-unreadable'];
      expect(usages.problems.map(({ code }) => code)).toEqual(codes);
      expect(linesOf(usages, 'use.ts')).toHaveLength(2);
    }));

  it('end the search where they are too many, which is said', () =>
    withFiles(FILES, async (root) => {
      const found = findFiles({ top: root, project: root, without: new Set(), maxFiles: 2 });
      expect(found.files).toHaveLength(2);
      expect(found.problems).toMatchObject([{ code: 'usages-too-many-files', effect: 'unread' }]);
    }));

  it('are not looked for in what is installed, built, or another tool’s history, nor along links', () =>
    withFiles(FILES, async (root) => {
      const others = ['node_modules/x', 'dist', '.next/server', 'supabase/migrations', 'old/meta', 'coverage'];
      for (const folder of others) await mkdir(join(root, folder), { recursive: true });
      await writeFile(join(root, 'old/meta/_journal.json'), '{}');
      const sql = 'delete from users;';
      for (const file of ['supabase/migrations/1.sql', 'old/0000_a.sql']) await writeFile(join(root, file), sql);
      for (const folder of ['node_modules/x', 'dist', '.next/server', 'coverage']) {
        await writeFile(join(root, folder, 'a.ts'), `export const a = '${sql}';`);
      }
      await symlink(root, join(root, 'loop'));
      const usages = await readFolderUsages(root);
      expect(usages.files.read).toBe(3);
      expect(usages.usages.map(({ file }) => file)).not.toContain('old/0000_a.sql');
    }));
});

describe('what was found before', () => {
  const old = () => new Date(Date.now() - 60_000);

  it('is used as long as neither a file nor what its imports lead to has changed', () =>
    withFiles(FILES, async (root) => {
      const { utimes } = await import('node:fs/promises');
      for (const name of Object.keys(FILES)) await utimes(join(root, name), old(), old());
      const store = createUsageStore(join(root, 'cache'), 'one');
      const first = await readFolderUsages(root, store);
      expect(linesOf(first, 'use.ts')).toContain('use.ts:2:43 select table:public.users, whole rows, all rows');
      expect(await readFolderUsages(root, store)).toEqual(first);
      // From disk, in another process.
      expect(await readFolderUsages(root, createUsageStore(join(root, 'cache'), 'one'))).toEqual(first);
      // The file itself is as it was; what it imports is another thing now.
      await writeFile(join(root, 'barrel.ts'), `export const people = 1;\n`);
      expect(linesOf(await readFolderUsages(root, store), 'use.ts')).toEqual([]);
      await writeFile(join(root, 'barrel.ts'), FILES['barrel.ts']);
      expect(linesOf(await readFolderUsages(root, store))).toEqual(linesOf(first));
    }));

  it('is found anew for another schema, by another build, and where the file is broken', () =>
    withFiles(FILES, async (root) => {
      const cache = join(root, 'cache');
      const first = await readFolderUsages(root, createUsageStore(cache, 'one'));
      expect(createUsageStore(cache, 'two').load(root).size).toBe(0);
      expect(createUsageStore(cache, 'one').load(root).size).toBe(3);
      await writeFile(join(root, 'schema.ts'), FILES['schema.ts'].replace("'users'", "'members'"));
      const second = await readFolderUsages(root, createUsageStore(cache, 'one'));
      expect(linesOf(second, 'use.ts')).toEqual(
        linesOf(first, 'use.ts').map((line) => line.replace('public.users', 'public.members')),
      );
    }));

  it('says the same as a search from nothing', () =>
    withFiles(FILES, async (root) => {
      const store = createUsageStore(join(root, 'cache'), 'one');
      await readFolderUsages(root, store);
      await writeFile(join(root, 'use.ts'), `${FILES['use.ts']}export const b = (db) => db.delete(people);\n`);
      expect(await readFolderUsages(root, store)).toEqual(await readFolderUsages(root));
    }));
});

it('stops when it is cancelled', () =>
  withFiles(FILES, async (root) => {
    const { findDrizzleProject } = await import('#main/sources/code/drizzle-config.ts');
    const { readCode } = await import('#main/sources/code/read-code.ts');
    const { readUsages } = await import('#main/usages/read-usages.ts');
    const reading = await readCode(await findDrizzleProject(root, { environment: {} }), UNWATCHED);
    const control = new AbortController();
    const report = () => control.abort();
    const work = { signal: control.signal, report };
    await expect(readUsages({ root, reading, without: [], work })).rejects.toMatchObject({ name: 'AbortError' });
  }));
