import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UNWATCHED } from '#main/platform/work.ts';
import { bundleAhead, takeAhead } from '#main/sources/code/bundle/ahead.ts';
import { findDrizzlePackage } from '#main/sources/code/bundle/drizzle-package.ts';
import { createCodeCache } from '#main/sources/code/cache/code-cache.ts';
import { findDrizzleProject } from '#main/sources/code/drizzle-config.ts';
import { readCode } from '#main/sources/code/read-code.ts';
import { withFiles } from './support.ts';

const table = (name: string) => `import { integer, pgTable } from 'drizzle-orm/pg-core';
export const ${name} = pgTable('${name}', { id: integer('id') });`;

const config = (schema: string) =>
  `export default Object.assign({ dialect: 'postgresql', schema: './a.ts' }, { schema: ${schema} });`;

function read(root: string) {
  return findDrizzleProject(root, { environment: {} }).then((project) => readCode(project, UNWATCHED));
}

const tables = ({ catalog }: Awaited<ReturnType<typeof read>>) => catalog.objects.table.map(({ name }) => name);

describe('schema files bundled while their config is evaluated', () => {
  it('are taken once, and only by who wants these very files', async () => {
    await withFiles({ 'a.ts': table('a'), 'b.ts': table('b') }, async (root) => {
      const drizzle = findDrizzlePackage(root, ['a.ts']);
      bundleAhead(root, ['a.ts'], drizzle);
      expect(takeAhead(root, ['a.ts', 'b.ts'], drizzle)).toBeNull();
      bundleAhead(root, ['a.ts'], drizzle);
      const ahead = takeAhead(root, ['a.ts'], drizzle);
      expect(takeAhead(root, ['a.ts'], drizzle)).toBeNull();
      expect(await ahead?.result).toMatchObject({ bundle: { code: expect.stringContaining('pgTable("a"') } });
      expect([...(ahead?.input.loaded.keys() ?? [])]).toEqual([join(root, 'a.ts')]);
    });
  });

  it('are others where the config means others than it seems to name', async () => {
    const files = { 'drizzle.config.ts': config("'./b.ts'"), 'a.ts': table('a'), 'b.ts': table('b') };
    expect(tables(await withFiles(files, read))).toEqual(['b']);
  });

  it('are read again where one was edited since', async () => {
    const files = {
      'drizzle.config.ts': `export default { dialect: 'postgresql', schema: './src/*.ts' };`,
      'src/a.ts': table('a'),
    };
    await withFiles(files, async (root) => {
      const find = () => findDrizzleProject(root, { environment: {} });
      const edited = await find();
      writeFileSync(join(root, 'src/a.ts'), table('b'));
      expect(tables(await readCode(edited, UNWATCHED))).toEqual(['b']);
      writeFileSync(join(root, 'src/a.ts'), `export * from '../c';`);
      writeFileSync(join(root, 'c.js'), table('c'));
      const shadowed = await find();
      writeFileSync(join(root, 'c.ts'), table('d'));
      expect(tables(await readCode(shadowed, UNWATCHED))).toEqual(['d']);
    });
  });

  it('are told of where one is broken', async () => {
    const files = {
      'drizzle.config.ts': `export default { dialect: 'postgresql', schema: './*.schema.ts' };`,
      'a.schema.ts': table('a'),
      'b.schema.ts': 'export const = 1;',
    };
    const reading = await withFiles(files, read);
    expect(tables(reading)).toEqual(['a']);
    expect(reading.report.map(({ code }) => code)).toContain('schema-file-syntax');
  });

  it('count as read when they were, so that nothing is kept of what was edited since', async () => {
    const files = {
      'drizzle.config.ts': `export default { dialect: 'postgresql', schema: './a.ts' };`,
      'a.ts': table('a'),
    };
    await withFiles(files, async (root) => {
      const kept: number[] = [];
      const cache = createCodeCache(join(root, '.cache'), 'build');
      if (!cache) throw new Error('no cache');
      const before = Date.now();
      const project = await findDrizzleProject(root, { environment: {} });
      const found = Date.now();
      await readCode(project, UNWATCHED, {
        cache: {
          find: cache.find,
          keep: (subject, settings, entry) => {
            kept.push(entry.started);
            return cache.keep(subject, settings, entry);
          },
        },
      });
      expect(kept).toHaveLength(1);
      expect(kept[0]).toBeGreaterThanOrEqual(before);
      expect(kept[0]).toBeLessThanOrEqual(found);
    });
  });
});
