import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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
    expect(tables(reading)).toEqual(['left', 'right', 'before']);
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
    expect(tables(reading)).toEqual(['left', 'before', 'lonely', 'users']);
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
        ['default-not-read', 'column:public.odd.data'],
        ['default-not-read', 'column:public.odd.name'],
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

describe('files that fail', () => {
  const table = (name: string, head = '') =>
    `${head}import { integer, pgTable } from 'drizzle-orm/pg-core';\nexport const ${name} = pgTable('${name}', { id: integer('id').primaryKey() });\n`;

  it('however many they are, are named with their lines, and the rest of them and the others are read', async () => {
    const files: Record<string, string> = {};
    for (let number = 10; number < 70; number += 1) {
      files[`good${number}.ts`] = table(`good${number}`);
      files[`bad${number}.ts`] = table(`bad${number}`, `\nthrow new Error('no ${number}');\n`);
    }
    files['uses.ts'] = table('uses', `import { bad10 } from './bad10';\nimport { good10 } from './good10';\n`);
    await withFiles(files, async (root) => {
      const reading = await readCode(projectOf(root, Object.keys(files)), UNWATCHED);
      expect(tables(reading)).toHaveLength(121);
      const bad = reading.report.filter(({ code }) => code === 'schema-file-throws');
      expect(bad.map(({ origin, cause }) => [origin?.file, origin?.line, cause]).sort()).toEqual(
        Array.from({ length: 60 }, (_, index) => [`bad${index + 10}.ts`, 2, `Error: no ${index + 10}`]),
      );
      expect(reading.report).toHaveLength(60);
    });
  });

  it('a name that does not exist is named, and what does not use it is read', async () => {
    const files = {
      'a.ts': `import { gone, here } from './b';\n${table('a', '')}export const more = pgTable('more', { at: integer('at'), ...here, by: integer('by').references(() => gone.id) });\n`,
      'b.ts': `import { integer } from 'drizzle-orm/pg-core';\nexport const here = { here: integer('here') };\n`,
    };
    await withFiles(files, async (root) => {
      const reading = await readCode(projectOf(root, ['a.ts']), UNWATCHED);
      expect(reading.report.map(({ code, origin, object }) => [code, origin?.file, origin?.line, object])).toEqual([
        ['schema-import-missing', 'a.ts', 1, null],
        ['foreign-key-not-read', 'a.ts', 4, 'table:public.more'],
      ]);
      expect(reading.catalog.objects.column.map(({ table: of, name }) => `${of}.${name}`)).toEqual([
        'a.id',
        'more.at',
        'more.here',
        'more.by',
      ]);
    });
  });

  it('a helper that knows nothing of Drizzle, or a script beside the schema, takes nothing of it along', async () => {
    const files = {
      'env.ts': `if (!process.env.PORT.startsWith('x')) throw new Error('PORT');\nexport const env = { name: 'x' };\n`,
      'schema.ts': table('a', `import { env } from './env';\nexport const own = env.name;\n`),
      'seed.ts': `import { a } from './schema';\nconsole.log(a);\nprocess.exit(1);\n`,
    };
    await withFiles(files, async (root) => {
      const reading = await readCode(projectOf(root, ['schema.ts', 'seed.ts']), UNWATCHED);
      expect(tables(reading)).toEqual(['a']);
      expect(reading.report.map(({ code, effect, origin }) => [code, effect, origin?.file])).toEqual([
        ['schema-file-throws', 'replaced', 'env.ts'],
        ['schema-file-throws', 'replaced', 'seed.ts'],
        ['output-while-loading', 'note', undefined],
        ['environment-placeholder', 'note', undefined],
      ]);
    });
  });
});

describe('a statement that fails', () => {
  it('loses itself: what stands beside it is read, and what uses it is named', async () => {
    const files = {
      'schema.ts': `import { relations, sql } from 'drizzle-orm'; register(); import { integer, pgEnum, pgTable } from 'drizzle-orm/pg-core';
import { config } from './config';
function register() { return config.get('a').b.c; }
export const mood = pgEnum('mood', config.moods());
export const venues = pgTable('venues', { id: integer('id').primaryKey() }), halls = pgTable('halls', config.columns());
export const guests = pgTable('guests', {
  id: integer('id').primaryKey(),
  venue: integer('venue').references(() => venues.id),
  hall: integer('hall').references(() => halls.id),
});
export const { a, b } = config.pair();
export const guestRelations = relations(guests, ({ one }) => ({
  venue: one(venues, { fields: [guests.venue], references: [venues.id] }),
}));
await config.start();
export default config.rest();
`,
      'config.ts': `const fail = (what) => { throw new Error('no ' + what); };
export const config = {
  moods: () => fail('moods'), columns: () => fail('columns'), pair: () => fail('pair'),
  start: () => fail('start'), rest: () => fail('rest'), get: () => fail('get'),
};
`,
    };
    await withFiles(files, async (root) => {
      const reading = await readCode(projectOf(root, ['schema.ts']), UNWATCHED);
      expect(tables(reading)).toEqual(['guests', 'venues']);
      expect(reading.catalog.objects['foreign-key'].map(({ columns }) => columns)).toEqual([['venue']]);
      expect(reading.report.map(({ code, effect, cause, remedy }) => [code, effect, cause, remedy])).toEqual([
        ...[
          ['get', 'what that statement does is'],
          ['moods', 'mood is'],
          ['columns', 'halls is'],
          ['pair', '{ a, b } is'],
          ['start', 'what that statement does is'],
          ['rest', 'default is'],
        ].map(([what, missing]) => [
          'schema-file-throws',
          'unread',
          `Error: no ${what}`,
          `Make schema.ts load without a running application; ${missing} missing from this reading.`,
        ]),
        ['foreign-key-not-read', 'unread', expect.any(String), expect.any(String)],
      ]);
      // Where it was thrown, which is in another file.
      expect(reading.report[0]?.message).toContain('config.ts:1 throws while schema.ts was loaded');
    });
  });

  it('in relations costs them alone, in either form', async () => {
    const files = {
      'schema.ts': `import { relations } from 'drizzle-orm';
import { integer, pgTable } from 'drizzle-orm/pg-core';
export const guests = pgTable('guests', { id: integer('id').primaryKey() });
export const broken = relations(undefined.table, () => ({}));
`,
    };
    await withFiles(files, async (root) => {
      const reading = await readCode(projectOf(root, ['schema.ts']), UNWATCHED);
      expect(tables(reading)).toEqual(['guests']);
      expect(reading.report).toMatchObject([{ code: 'schema-file-throws', origin: { file: 'schema.ts', line: 4 } }]);
    });
  });

  it.each([
    ["if (!0) throw new Error('no');", ['t']],
    ["throw new Error('no');", ['t']],
    ["for (const each of [1]) { throw new Error('no'); }", ['t']],
    // Nothing can stand for it: then the file is lost.
    ['export class A extends null.b {}', []],
  ])('is a guard, a loop or a class: %s', async (head, read) => {
    const text = `import { integer, pgTable } from 'drizzle-orm/pg-core';\n${head}\nexport const t = pgTable('t', { id: integer('id') });\n`;
    await withFiles({ 'schema.ts': text }, async (root) => {
      const reading = await readCode(projectOf(root, ['schema.ts']), UNWATCHED);
      expect(tables(reading)).toEqual(read);
      expect(reading.report[0]).toMatchObject({ code: 'schema-file-throws', effect: 'unread', origin: { line: 2 } });
    });
  });
});

describe('a file in another form', () => {
  const text = `import { pgTable, text } from 'drizzle-orm/pg-core';\nexport const t = pgTable('t', { städte: text('städte') });\n`;
  const written: readonly (readonly [string, Buffer, readonly string[]])[] = [
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`), []],
    ['UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le'), ['UTF-16']],
    ['UTF-16, big end first', Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), ['UTF-16']],
    ['Windows-1252', Buffer.from(text, 'latin1'), ['Windows-1252']],
  ];
  it.each(written)('%s is read as it is meant, and it is said', async (_name, bytes, said) => {
    await withFiles({}, async (root) => {
      await writeFile(join(root, 't.ts'), bytes);
      const reading = await readCode(projectOf(root, ['t.ts']), UNWATCHED);
      expect(reading.catalog.objects.column.map(({ name }) => name)).toEqual(['städte']);
      expect(reading.catalog.objects.column[0]?.origins[0]).toMatchObject({ file: 't.ts', line: 2 });
      expect(reading.report.map(({ code, message }) => [code, /read as (\S+)\./.exec(message)?.[1]])).toEqual(
        said.map((encoding) => ['schema-file-encoding', encoding]),
      );
    });
  });

  it('one of 50 MB, one that may not be read, one that is no file: each is named, and the others are read', async () => {
    await withFiles({ 'good.ts': text, 'folder.ts/x.ts': '' }, async (root) => {
      await writeFile(join(root, 'huge.ts'), Buffer.alloc(50 * 1024 * 1024, '// filler\n'));
      await symlink('loop.ts', join(root, 'loop.ts'));
      const start = performance.now();
      const reading = await readCode(projectOf(root, ['huge.ts', 'loop.ts', 'folder.ts', 'good.ts']), UNWATCHED);
      expect(tables(reading)).toEqual(['t']);
      const unread = reading.report.filter(({ effect }) => effect === 'unread');
      expect(unread.map(({ message, remedy }) => [message.split(' ')[0], remedy !== null]).sort()).toEqual([
        ['folder.ts', true],
        ['huge.ts', true],
        ['loop.ts', true],
      ]);
      expect(unread.map(({ message }) => message).join()).toContain('50 MiB');
      expect(performance.now() - start).toBeLessThan(20_000);
    });
  });
});
