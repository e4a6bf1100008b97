import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UNWATCHED } from '#main/platform/work.ts';
import { findDrizzlePackage } from '#main/sources/code/bundle/drizzle-package.ts';
import { readCode } from '#main/sources/code/read-code.ts';
import { drizzleFolder, projectOf, withFiles } from './support.ts';

const IMPORT = `import { integer, pgTable, text } from 'drizzle-orm/pg-core';\n`;

describe('what schema files import is found as the project’s own tools find it', () => {
  it('by tsconfig paths, from workspace packages, JSON, and with top-level await', async () => {
    const files = {
      'package.json': '{ "type": "module", "workspaces": ["packages/*"] }',
      'tsconfig.json': '{ "compilerOptions": { "baseUrl": ".", "paths": { "@/*": ["./src/*"] } } }',
      'packages/names/package.json': '{ "name": "@acme/names", "main": "index.ts" }',
      'packages/names/index.ts': `export enum Names { Table = 'from_workspace' }`,
      'src/data.json': '{ "column": "from_json" }',
      'src/columns.ts': `${IMPORT}export const shared = { viaPath: integer('via_path') };`,
      'src/schema.ts': `${IMPORT}import { shared } from '@/columns';
import { Names } from '@acme/names';
import data from './data.json';
const late = await Promise.resolve('late');
await new Promise((resolve) => setTimeout(resolve, 60_000));
export const table = pgTable(Names.Table, { ...shared, a: text(data.column), b: text(late) });`,
    };
    await withFiles(files, async (root) => {
      await mkdir(join(root, 'node_modules/@acme'), { recursive: true });
      await symlink(join(root, 'packages/names'), join(root, 'node_modules/@acme/names'));
      const reading = await readCode(projectOf(root, ['src/schema.ts']), UNWATCHED);
      expect(reading.report).toEqual([]);
      expect(reading.catalog.objects.table.map(({ name }) => name)).toEqual(['from_workspace']);
      expect(reading.catalog.objects.column.map(({ name, origins }) => [name, origins[0]?.file])).toEqual([
        ['via_path', 'src/columns.ts'],
        ['from_json', 'src/schema.ts'],
        ['late', 'src/schema.ts'],
      ]);
    });
  });
});

describe('the drizzle-orm that is used', () => {
  it('is the project’s own where it is installed', async () => {
    await withFiles({ 'node_modules/.keep': '', 'schema.ts': IMPORT }, async (root) => {
      await symlink(drizzleFolder('drizzle-orm-0-36'), join(root, 'node_modules/drizzle-orm'));
      expect(findDrizzlePackage(root, ['schema.ts'])).toMatchObject({ version: '0.36.4', major: 0, own: true });
    });
  });

  it.each([
    ['{ "dependencies": { "drizzle-orm": "^0.29.0" } }', IMPORT, '0.45.4'],
    ['{ "devDependencies": { "drizzle-orm": "1.0.0-beta.2" } }', IMPORT, '1.0.0-rc.5'],
    ['{ "dependencies": { "drizzle-orm": "beta" } }', IMPORT, '1.0.0-rc.5'],
    ['{ "dependencies": { "drizzle-orm": "*" } }', `import { defineRelations } from 'drizzle-orm';`, '1.0.0-rc.5'],
    ['{}', IMPORT, '0.45.4'],
  ])('is a shipped one by package.json, else by what files use: %s', async (json, schema, version) => {
    await withFiles({ 'package.json': json, 'schema.ts': schema }, async (root) => {
      expect(findDrizzlePackage(root, ['schema.ts'])).toMatchObject({ version, own: false });
    });
  });

  it('is what the package of the schema asks for, in a monorepo too, by a catalog too, and never a broken one', async () => {
    const files = {
      'package.json': '{ "dependencies": { "drizzle-orm": "^0.44.0" } }',
      'pnpm-workspace.yaml': 'catalog:\n  drizzle-orm: 1.0.0-beta.3\n',
      'packages/db/package.json': '{ "dependencies": { "drizzle-orm": "catalog:" } }',
      'packages/db/schema.ts': IMPORT,
      'packages/old/package.json': '{ "dependencies": { "drizzle-orm": "0.36.1" } }',
      'packages/old/schema.ts': IMPORT,
      'packages/old/node_modules/drizzle-orm/package.json': '',
    };
    await withFiles(files, async (root) => {
      expect(findDrizzlePackage(root, ['packages/db/schema.ts'])).toMatchObject({ version: '1.0.0-rc.5', own: false });
      expect(findDrizzlePackage(root, ['packages/old/schema.ts'])).toMatchObject({ version: '0.45.4', own: false });
    });
  });

  it('reads defineRelations of 1.0', async () => {
    const files = {
      'schema.ts': `import { defineRelations } from 'drizzle-orm';
${IMPORT}
export const users = pgTable('users', { id: integer('id').primaryKey() });
export const posts = pgTable.withRLS('posts', { id: integer('id'), author: integer('author_id') });
export const relations = defineRelations({ users, posts }, (r) => ({
  users: { posts: r.many.posts({ from: r.users.id, to: r.posts.author }) },
}));`,
    };
    await withFiles(files, async (root) => {
      const reading = await readCode(projectOf(root, ['schema.ts']), UNWATCHED);
      expect(reading.report).toEqual([]);
      expect(reading.code?.drizzleVersion).toBe('1.0.0-rc.5');
      expect(reading.catalog.objects.table.map(({ name, rowSecurity }) => [name, rowSecurity])).toEqual([
        ['posts', true],
        ['users', false],
      ]);
      expect(reading.code?.relations).toMatchObject([
        {
          name: 'posts',
          cardinality: 'many',
          from: { table: 'users', columns: ['id'] },
          to: { table: 'posts', columns: ['author_id'] },
        },
      ]);
    });
  });
});
