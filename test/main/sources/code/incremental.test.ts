import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reading } from '#app/catalog';
import { compare, WHOLE_SCOPE } from '#app/compare';
import { UNWATCHED } from '#main/platform/work.ts';
import { findDrizzleProject } from '#main/sources/code/drizzle-config.ts';
import { createWarmCode, type WarmCode } from '#main/sources/code/incremental/warm-code.ts';
import { readCode } from '#main/sources/code/read-code.ts';
import { seed } from '#test/support/seed.ts';
import { sliceFor } from '#test/support/slices.ts';
import { withFiles } from './support.ts';

const CONFIG = `export default { dialect: 'postgresql', schema: './src/schema/*.ts' };\n`;
const FILES = {
  'drizzle.config.ts': CONFIG,
  'src/columns.ts': `import { timestamp } from 'drizzle-orm/pg-core';
/** When it came to be. */
export const times = { createdAt: timestamp('created_at').notNull().defaultNow() };
`,
  'src/schema/index.ts': `export * from './mood';\nexport * from './users';\nexport * from './posts';\nexport { tags as labels } from './tags';\n`,
  'src/schema/mood.ts': `import { pgEnum } from 'drizzle-orm/pg-core';
export const mood = pgEnum('mood', ['sad', 'ok']);
`,
  'src/schema/users.ts': `import { type AnyPgColumn, boolean, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { times } from '../columns';
import { mood } from './mood';
import { posts } from './posts';
export const users = pgTable('users', {
  id: uuid('id').primaryKey(),
  /** @deprecated not any more */
  name: text('name').notNull().unique(),
  isAdmin: boolean(),
  mood: mood('mood'),
  favourite: uuid('favourite').references((): AnyPgColumn => posts.id),
  ...times,
});
`,
  'src/schema/posts.ts': `import { relations, sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { users } from './index';
import { tags } from './tags';
export const posts = pgTable('posts', {
  id: uuid('id').primaryKey(),
  author: uuid('author_id').references(() => users.id, { onDelete: 'cascade' }),
  tag: text('tag'),
  stars: integer('stars'),
}, (t) => [
  index('by_author').on(t.author),
  check('some_stars', sql\`\${t.stars} >= 0\`),
  foreignKey({ columns: [t.tag], foreignColumns: [tags.name], name: 'posts_tag' }),
]);
export const postRelations = relations(posts, ({ one }) => ({
  author: one(users, { fields: [posts.author], references: [users.id] }),
}));
`,
  'src/schema/tags.ts': `import { pgTable, text } from 'drizzle-orm/pg-core';
import { mood } from './mood';
export const tags = pgTable('tags', { name: text('name').primaryKey(), mood: mood('mood') });
`,
  'src/schema/apart.ts': `import { pgTable, text } from 'drizzle-orm/pg-core';
export const apart = pgTable('apart', { name: text('name').primaryKey() });
`,
};

/** A warm reader that counts what it did not read whole. */
function counted() {
  const warm = createWarmCode();
  let count = 0;
  const read: WarmCode['read'] = async (...args) => {
    const reading = await warm.read(...args);
    if (reading) count += 1;
    return reading;
  };
  return { warm: { ...warm, read }, count: () => count };
}

async function read(root: string, warm: WarmCode | null = null): Promise<Reading> {
  return readCode(await findDrizzleProject(root, { environment: {} }), UNWATCHED, { warm });
}

function write(root: string, file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

/** What the code differs in from a database that was built from it at first, before any text is judged. */
function driftFrom(live: Reading, code: Reading) {
  return compare(code, live, { answers: new Map(), scope: WHOLE_SCOPE });
}

/**
 * Reads, edits, reads again; gives what the warm reader and a fresh one say, and whether all was read. What a comparison
 * remembers of the one before must not show either.
 */
async function afterEdit(
  files: Readonly<Record<string, string>>,
  edit: (root: string) => void,
): Promise<{ readonly warm: Reading; readonly cold: Reading; readonly inPart: boolean }> {
  return withFiles(files, async (root) => {
    const { warm, count } = counted();
    const before = await read(root, warm);
    const live: Reading = { ...structuredClone(before), source: { kind: 'live', label: 'live' } };
    expect(driftFrom(live, before).differences).toEqual([]);
    edit(root);
    const reading = await read(root, warm);
    const cold = await read(root);
    expect(driftFrom(live, reading)).toEqual(driftFrom(structuredClone(live), structuredClone(cold)));
    return { warm: reading, cold, inPart: count() === 1 };
  });
}

const replacing = (file: keyof typeof FILES, from: string, to: string) => (root: string) => {
  expect(FILES[file]).toContain(from);
  write(root, file, FILES[file].replace(from, to));
};

describe('reading a part of the code after an edit', () => {
  it.each(
    sliceFor<[string, (root: string) => void]>(
      null,
      [
        ['a column of another type', replacing('src/schema/posts.ts', "integer('stars')", "text('stars')")],
        ['a new column', replacing('src/schema/posts.ts', '  stars:', "  more: text('more'),\n  stars:")],
        ['a column renamed that nobody refers to', replacing('src/schema/posts.ts', "text('tag')", "text('label')")],
        ['a column taken away', replacing('src/schema/users.ts', '  isAdmin: boolean(),\n', '')],
        ['a key that leads elsewhere', replacing('src/schema/posts.ts', '() => users.id', '() => users.name')],
        ['a relation', replacing('src/schema/posts.ts', 'author: one(', 'writer: one(')],
        ['a comment, after which all lines are others', replacing('src/schema/users.ts', 'export', '// x\n\nexport')],
        ['an enum that another file uses', replacing('src/schema/mood.ts', "'ok'", "'ok', 'glad'")],
        ['a table by itself', replacing('src/schema/apart.ts', "text('name')", "text('title')")],
        ['a table renamed that nobody refers to', replacing('src/schema/apart.ts', "'apart'", "'alone'")],
      ],
      4,
    ),
  )('gives what a reading of all gives: %s', async (_what, edit) => {
    const { warm, cold, inPart } = await afterEdit(FILES, edit);
    expect(warm).toEqual(cold);
    expect(inPart).toBe(true);
  });

  it.each(
    sliceFor<[string, (root: string) => void]>(
      null,
      [
        [
          'a table renamed that others refer to',
          replacing('src/schema/users.ts', "pgTable('users'", "pgTable('people'"),
        ],
        ['a column renamed that others refer to', replacing('src/schema/users.ts', "uuid('id')", "uuid('key')")],
        [
          'a column taken away that others refer to',
          replacing('src/schema/tags.ts', "name: text('name')", "title: text('name')"),
        ],
        [
          'a new export',
          (root) => appendFileSync(join(root, 'src/schema/apart.ts'), "export const more = pgTable('more', {});\n"),
        ],
        [
          'a new import',
          replacing(
            'src/schema/apart.ts',
            'export',
            "import { users } from './users';\nexport const other = users;\nexport",
          ),
        ],
        ['what every table is made of', replacing('src/columns.ts', '.notNull()', '')],
        [
          'a new file',
          (root) => write(root, 'src/schema/new.ts', FILES['src/schema/apart.ts'].replaceAll('apart', 'fresh')),
        ],
        ['a file that is gone', (root) => rmSync(join(root, 'src/schema/apart.ts'))],
        [
          'a file under another name',
          (root) => renameSync(join(root, 'src/schema/apart.ts'), join(root, 'src/schema/z.ts')),
        ],
        ['a file that throws', (root) => appendFileSync(join(root, 'src/schema/apart.ts'), "throw new Error('no');\n")],
        [
          'a file that cannot be parsed',
          (root) => appendFileSync(join(root, 'src/schema/apart.ts'), 'export const = 1;\n'),
        ],
        [
          'a table that is not exported',
          (root) => appendFileSync(join(root, 'src/schema/apart.ts'), "const hidden = pgTable('hidden', {});\n"),
        ],
        ['what it prints', (root) => appendFileSync(join(root, 'src/schema/apart.ts'), "console.log('x');\n")],
        ['a variable it asks for', replacing('src/schema/apart.ts', "'apart'", 'process.env.NAME!')],
        ['two tables of one name', replacing('src/schema/apart.ts', "'apart'", "'posts'")],
        ['a use before its time', replacing('src/schema/users.ts', 'export', 'export const early = posts;\nexport')],
        ['another config', (root) => write(root, 'drizzle.config.ts', CONFIG.replace('schema/*', 'schema/a*'))],
      ],
      4,
    ),
  )('gives what a reading of all gives, whichever way it comes to it: %s', async (_what, edit) => {
    const { warm, cold } = await afterEdit(FILES, edit);
    expect(warm).toEqual(cold);
  });

  it('reads all where a file changes what another made', async () => {
    const files = {
      ...FILES,
      'src/registry.ts': `import type { PgPolicy } from 'drizzle-orm/pg-core';
export const rules: PgPolicy[] = [];
export const rule = (policy: PgPolicy) => { rules.push(policy); };
`,
      'src/schema/guarded.ts': `import { pgTable, text } from 'drizzle-orm/pg-core';
import { rules } from '../registry';
export const guarded = pgTable('guarded', { name: text('name') }, () => [...rules]);
`,
      'src/schema/rules.ts': `import { pgPolicy } from 'drizzle-orm/pg-core';
import { rule } from '../registry';
rule(pgPolicy('all', { as: 'permissive' }));
`,
    };
    const { warm, cold } = await afterEdit(files, (root) =>
      write(root, 'src/schema/rules.ts', files['src/schema/rules.ts'].replace("'all'", "'others'")),
    );
    expect(warm).toEqual(cold);
    expect(warm.catalog.objects.policy.map(({ name }) => name)).toEqual(['others']);
  });

  it('gives the very same reading where nothing was edited', async () => {
    await withFiles(FILES, async (root) => {
      const { warm, count } = counted();
      const first = await read(root, warm);
      expect((await read(root, warm)).catalog).toBe(first.catalog);
      expect(count()).toBe(1);
    });
  });

  it('holds over many edits, each on top of the others', async () => {
    await withFiles(FILES, async (root) => {
      const { warm, count } = counted();
      await read(root, warm);
      const texts: Record<string, string> = { ...FILES };
      const edit = (file: string, from: string, to: string) => {
        texts[file] = (texts[file] ?? '').replace(from, to);
        write(root, file, texts[file] ?? '');
      };
      const edits: readonly (readonly [string, string, string])[] = [
        ['src/schema/posts.ts', "text('tag')", "text('label')"],
        ['src/schema/mood.ts', "'ok'", "'ok', 'glad'"],
        ['src/schema/posts.ts', "integer('stars')", "text('stars')"],
        ['src/schema/users.ts', 'isAdmin', 'isOwner'],
        ['src/schema/tags.ts', 'text(', '/* x */ text('],
        ['src/schema/mood.ts', "'sad', ", ''],
      ];
      for (const [file, from, to] of edits) {
        edit(file, from, to);
        expect(await read(root, warm)).toEqual(await read(root));
      }
      expect(count()).toBe(edits.length);
    });
  });

  it('holds over edits in any order, of files that come and go, with imports in circles', async () => {
    const names = ['users', 'posts', 'tags', 'mood', 'apart', 'more'] as const;
    const file = fc.constantFrom(...names).map((name) => `src/schema/${name}.ts`);
    // Without one of the others most of the rest cannot be read, which takes long.
    const apart = fc.constantFrom('src/schema/apart.ts', 'src/schema/more.ts');
    const step = fc.oneof(
      { weight: 8, arbitrary: fc.record({ act: fc.constantFrom(...ACTS), file }) },
      {
        weight: 1,
        arbitrary: fc.record({ act: fc.constant('add' as const), file: fc.constant('src/schema/more.ts') }),
      },
      { weight: 1, arbitrary: fc.record({ act: fc.constantFrom('remove' as const, 'rename' as const), file: apart }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 4 }), async (steps) => {
        await withFiles(FILES, async (root) => {
          const warm = createWarmCode();
          await read(root, warm);
          for (const { act, file } of steps) {
            take(root, file, act);
            expect(await read(root, warm)).toEqual(await read(root));
          }
        });
      }),
      { numRuns: 2, seed },
    );
  });
});

/** What is done to a file: texts replaced, or one of the acts on files. */
const ACTS = [
  ["text('", "varchar('"],
  ["uuid('id')", "uuid('key')"],
  ['.notNull()', ''],
  ["'ok'", "'ok', 'fine'"],
  ["pgTable('", "pgTable('the_"],
  ['() => users.id', '() => users.name'],
  ["stars: integer('stars'),", "stars: integer('stars'), also: integer('also'),"],
  ['pg-core', 'pg-core'],
  ['export', '/** A word. */\nexport'],
] as const;

function take(root: string, file: string, act: (typeof ACTS)[number] | 'add' | 'remove' | 'rename'): void {
  const path = join(root, file);
  if (act === 'add') write(root, file, FILES['src/schema/apart.ts'].replaceAll('apart', 'more'));
  else if (!existsSync(path)) return;
  else if (act === 'remove') rmSync(path);
  else if (act === 'rename') renameSync(path, path.replace(/\.ts$/, '-2.ts'));
  else writeFileSync(path, readFileSync(path, 'utf8').replace(act[0], act[1]));
}
