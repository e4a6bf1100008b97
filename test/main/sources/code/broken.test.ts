import { describe, expect, it } from 'vitest';
import type { Reading } from '#app/catalog';
import { UNWATCHED } from '#main/platform/work.ts';
import { readCode } from '#main/sources/code/read-code.ts';
import { fixture, projectOf, withFiles } from './support.ts';

function read(...files: readonly string[]): Promise<Reading> {
  return readCode(projectOf(fixture('broken'), files), UNWATCHED);
}

const tables = (reading: Reading) => reading.catalog.objects.table.map(({ name }) => name);
const keys = (reading: Reading) => reading.catalog.objects['foreign-key'].map(({ name }) => name);

describe('a file that fails', () => {
  it('does not parse: the problem has its place, and who imports it is read without it', async () => {
    const reading = await read('syntax.ts', 'uses-broken.ts');
    expect(reading.report).toMatchObject([
      { code: 'schema-file-syntax', effect: 'unread', origin: { file: 'syntax.ts', line: 4 } },
      {
        code: 'foreign-key-not-read',
        effect: 'unread',
        object: 'table:public.users',
        origin: { file: 'uses-broken.ts', line: 6 },
      },
    ]);
    expect(tables(reading)).toEqual(['users']);
    expect(reading.catalog.objects.column.map(({ name }) => name)).toEqual(['id', 'half']);
  });

  it('throws: the problem has the line that threw and the error’s own words', async () => {
    const reading = await read('throws.ts', 'cyclic-a.ts', 'cyclic-b.ts');
    expect(reading.report).toMatchObject([
      {
        code: 'schema-file-throws',
        effect: 'unread',
        origin: { file: 'throws.ts', line: 6 },
        cause: 'Error: no licence',
      },
      { code: 'environment-placeholder', effect: 'note' },
    ]);
    expect(reading.report[0]?.message).toContain('throws.ts:6');
    expect(reading.code?.missingEnvironment).toEqual(['LICENCE']);
    expect(tables(reading)).toEqual(['left', 'right']);
  });

  it('imports what is not there: only what depends on it is missing', async () => {
    const reading = await read('missing-import.ts');
    expect(reading.report).toMatchObject([
      { code: 'schema-import-missing', effect: 'unread', origin: { file: 'missing-import.ts', line: 2 } },
      { code: 'foreign-key-not-read', effect: 'unread', object: 'table:public.lonely' },
    ]);
    expect(tables(reading)).toEqual(['lonely']);
    expect(keys(reading)).toEqual([]);
  });

  it('uses what a circle of imports has not loaded yet: that is named, since nothing would be there', async () => {
    const files = {
      'one.ts': `import { integer, pgTable } from 'drizzle-orm/pg-core';
import { shared } from './two';
export const one = pgTable('one', { id: integer('id').primaryKey(), ...shared });
export const own = { at: integer('at') };
`,
      'two.ts': `import { integer, pgTable } from 'drizzle-orm/pg-core';
import { own } from './one';
export const shared = { by: integer('by') };
export const two = pgTable('two', { id: integer('id').primaryKey(), ...own });
`,
    };
    await withFiles(files, async (root) => {
      const reading = await readCode(projectOf(root, ['one.ts', 'two.ts']), UNWATCHED);
      expect(reading.report).toMatchObject([
        { code: 'schema-import-cycle', effect: 'unread', origin: { file: 'two.ts', line: 4 } },
      ]);
      expect(tables(reading)).toEqual(['one', 'two']);
    });
  });

  it('imports in a circle: that is no failure', async () => {
    const reading = await read('cyclic-a.ts', 'cyclic-b.ts');
    expect(reading.report).toEqual([]);
    expect(keys(reading)).toEqual(['left_right_right_id_fk', 'right_left_left_id_fk']);
  });

  it('has callbacks that throw: each loses what it would have said', async () => {
    const reading = await read('throwing-callbacks.ts');
    expect(reading.report).toMatchObject([
      { code: 'table-extras-throw', object: 'table:public.extras', cause: 'Error: not now' },
      { code: 'foreign-key-not-read', object: 'table:public.keys', cause: 'Error: no such table' },
    ]);
    expect(tables(reading)).toEqual(['extras', 'keys']);
    expect(keys(reading)).toEqual(['keys_good_keys_id_fk']);
  });

  it('is one of many: every other is read, each problem once', async () => {
    const reading = await read('syntax.ts', 'throws.ts', 'missing-import.ts', 'uses-broken.ts', 'cyclic-a.ts');
    expect(reading.report.map(({ code, origin }) => `${code} ${origin?.file}`)).toEqual([
      'schema-import-missing missing-import.ts',
      'schema-file-syntax syntax.ts',
      'schema-file-throws throws.ts',
      // Its other half was not asked for.
      'foreign-table-not-exported cyclic-a.ts',
      'foreign-key-not-read missing-import.ts',
      'foreign-key-not-read uses-broken.ts',
      'environment-placeholder undefined',
    ]);
    expect(tables(reading)).toEqual(['left', 'lonely', 'users']);
  });
});

describe('a value that makes no sense', () => {
  it('costs its column the default, and nothing else', async () => {
    const files = {
      'schema.ts': `import { sql } from 'drizzle-orm';
import { jsonb, pgTable, text } from 'drizzle-orm/pg-core';
export const odd = pgTable('odd', {
  data: jsonb('data').default({ big: 1n }),
  name: text('name').default(sql\`\${sql.placeholder('who')}\`),
  fine: text('fine').default('yes'),
});`,
    };
    await withFiles(files, async (root) => {
      const reading = await readCode(projectOf(root, ['schema.ts']), UNWATCHED);
      expect(reading.report.map(({ code, object }) => [code, object])).toEqual([
        ['default-not-read', 'table:public.odd'],
        ['default-not-read', 'table:public.odd'],
      ]);
      expect(reading.catalog.objects.column.map((column) => [column.name, column.default])).toEqual([
        ['data', null],
        ['name', null],
        ['fine', "'yes'"],
      ]);
    });
  });
});

describe('a package that fails inside the sandbox', () => {
  const files = {
    'node_modules/moody/package.json': '{"name":"moody","main":"index.js"}',
    'node_modules/moody/index.js': 'exports.mood = process.binding("fs").mood;',
    'schema.ts': `import { integer, pgTable } from 'drizzle-orm/pg-core';
import { mood } from 'moody';
import { other } from 'not-installed';
export const days = pgTable('days', { id: integer('id').$defaultFn(() => mood + other) });`,
  };

  it('is replaced as a whole, and the file that imports it is read', async () => {
    await withFiles(files, async (root) => {
      const reading = await readCode(projectOf(root, ['schema.ts']), UNWATCHED);
      expect(reading.report.map(({ code, effect, message }) => [code, effect, message.split(',')[0]])).toEqual([
        ['module-replaced', 'replaced', 'moody'],
        ['module-replaced', 'replaced', 'not-installed'],
      ]);
      expect(tables(reading)).toEqual(['days']);
    });
  });
});
