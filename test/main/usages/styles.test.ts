import { describe, expect, it } from 'vitest';
import { sliceFor } from '#test/support/slices.ts';
import { withFiles } from '../sources/code/support.ts';
import { linesOf, readFolderUsages } from './support.ts';

const SCHEMA = `import { relations } from 'drizzle-orm';
import { integer, pgMaterializedView, pgTable, text } from 'drizzle-orm/pg-core';
export const users = pgTable('users', { id: integer('id').primaryKey(), email: text('email'), fullName: text('full_name') });
export const posts = pgTable('posts', { id: integer('id').primaryKey(), authorId: integer('author_id'), title: text('title') });
export const totals = pgMaterializedView('totals').as((qb) => qb.select({ id: users.id }).from(users));
export const usersRelations = relations(users, ({ many }) => ({ posts: many(posts) }));
export const postsRelations = relations(posts, ({ one }) => ({ author: one(users, { fields: [posts.authorId], references: [users.id] }) }));
`;

/** What is found in one file of code beside the schema: \`line:column kind object\`, imports left out. */
async function usesIn(code: string, more: Readonly<Record<string, string>> = {}, file = 'use.ts') {
  const config = '{"dialect":"postgresql","schema":"./schema.ts"}';
  return withFiles({ 'drizzle.config.json': config, 'schema.ts': SCHEMA, [file]: code, ...more }, async (root) => {
    const usages = await readFolderUsages(root);
    expect(usages.problems).toEqual([]);
    return linesOf(usages, file)
      .map((line) => line.slice(file.length + 1))
      .filter((line) => !/^\S+ (import|re-export) /.test(line));
  });
}

const IMPORT = `import { posts, totals, users } from './schema';\n`;

describe('names that only look like those of the schema', () => {
  it.each(
    sliceFor<readonly [string, string]>(
      null,
      [
        ['a parameter', `export const f = (users: string[]) => users.length;`],
        ['a variable of a block', `export function f() { { const users = [1]; return users.length; } }`],
        ['a variable that is declared after its use', `export function f() { g(users); var users = 1; }`],
        ['a caught error', `try { f(); } catch (users) { throw users; }`],
        ['a loop variable', `for (const users of [[1]]) console.log(users);`],
        ['a destructured name', `export const f = ({ users, a: { email: posts } }: never) => [users, posts];`],
        ['a property of something else', `export const f = (row: { users: { email: string } }) => row.users.email;`],
        ['a key of an object', `export const f = { users: 1, email: 2, posts() {} };`],
        ['a type', `type users = string; export const f = (a: users) => a;`],
        ['a label', `users: for (;;) break users;`],
        ['a method', `class A { users() {} posts = 1; }`],
        ['a JSX element', `export const F = () => <users email="x">select id from users</users>;`],
        ['a collection', `const seen = new Map<string, number>(); seen.delete('users');`],
      ],
      3,
    ),
  )('are no uses: %s', async (_name, code) => {
    expect(await usesIn(`import { eq } from 'drizzle-orm';\n${code}`, {}, 'use.tsx')).toEqual([]);
    // With the schema imported it is hidden by what is called the same.
    expect(await usesIn(`${IMPORT}${code}`, {}, 'use.tsx')).toEqual([]);
  });
});

describe('text that only looks like SQL', () => {
  it.each([
    ['a sentence', `export const a = 'Choose one from users who wrote posts';`],
    ['a label in sentence case', `export const a = ['Select email from users', 'Delete from posts', 'Update users'];`],
    ['words of SQL', `export const a = ['select', 'update', 'from users', 'delete', 'with', 'insert into'];`],
    ['a comment', `// select id from users\n/* delete from posts */ export const a = 1;`],
    ['other tables', `export const a = 'select id from planets';`],
    ['another schema', `export const a = 'select id from archive.users';`],
    ['a column that is not there', `export const a = 'select message from users';`],
    ['a WITH query of the same name', `export const a = 'with users as (select 1 as id) select id from users';`],
    ['an attribute', `export const F = () => <input placeholder="select id from users" />;`],
    ['a directive', `'use server';\nexport const a = \`hello \${1} from users\`;`],
    ['another language', `export const a = 'SELECT * FROM users LIMIT 5, 10 SQL_CALC_FOUND_ROWS';`],
  ])('is no use: %s', async (_name, code) => {
    expect(await usesIn(code, {}, 'use.tsx')).toEqual([]);
  });
});

describe('SQL in strings', () => {
  it('is read through aliases, subqueries, common table expressions and unions', async () => {
    const code = `export const a = \`with mine as (select p.id from posts p where p.author_id = $1)
select u.email, (select count(*) from posts where author_id = u.id) from users as u
 where exists (select 1 from mine) union all select title, 1 from "public"."posts"\`;`;
    expect(await usesIn(code)).toEqual([
      '1:42 selected column:public.posts.id (sql)',
      '1:50 select table:public.posts (sql), where posts.author_id',
      '1:66 filtered column:public.posts.author_id (sql)',
      '2:10 selected column:public.users.email (sql)',
      '2:39 select table:public.posts (sql), where posts.author_id users.id',
      '2:51 filtered column:public.posts.author_id (sql)',
      '2:65 filtered column:public.users.id (sql)',
      '2:74 select table:public.users (sql), where ',
      '3:53 selected column:public.posts.title (sql)',
      '3:77 select table:public.posts (sql), all rows',
    ]);
  });

  it('is placed right behind escapes and in other scripts', async () => {
    const code = `export const a = "-- gr\\u00fc\\u00df\\n\\tselect email\\n from users where full_name = 'Ärger' and email is null";`;
    expect(await usesIn(code)).toEqual([
      `1:${code.indexOf('email') + 1} selected column:public.users.email (sql)`,
      `1:${code.indexOf('users') + 1} select table:public.users (sql), where users.email users.full_name`,
      `1:${code.indexOf('full_name') + 1} filtered column:public.users.full_name (sql)`,
      `1:${code.lastIndexOf('email') + 1} filtered column:public.users.email (sql)`,
    ]);
  });

  it('may have holes for values, names and whole clauses', async () => {
    const code = `const table = 'posts';
export const a = (n: number, order: string, rest: string) => [
  \`select title from \${table} where id = \${n}\`,
  \`select title from posts \${rest}\`,
  \`update users set email = \${n} where \${rest} = 1\`,
  \`delete from \${order}\`,
];`;
    expect(await usesIn(code)).toEqual([
      '3:11 selected column:public.posts.title (sql)',
      '3:24 select table:public.posts (sql), where posts.id',
      '3:37 filtered column:public.posts.id (sql)',
      '4:11 selected column:public.posts.title (sql)',
      '4:22 select table:public.posts (sql), where  and more',
      '5:11 update table:public.users (sql), where ',
      '5:21 set column:public.users.email (sql)',
    ]);
  });

  it('names what it writes: upserts, MERGE, COPY, TRUNCATE and refreshes', async () => {
    const code = `export const a = [
  'insert into users (id, email) values (1, 2) on conflict (id) do update set email = excluded.email returning full_name',
  'merge into posts p using users u on p.author_id = u.id when matched then update set title = u.email',
  'copy users (id, email) from stdin',
  'truncate posts, users',
  'refresh materialized view totals',
  'create index on posts (title)',
];`;
    expect(await usesIn(code)).toEqual([
      '2:16 insert table:public.users (sql)',
      '2:23 inserted column:public.users.id (sql)',
      '2:27 inserted column:public.users.email (sql)',
      '2:61 conflict column:public.users.id (sql)',
      '2:79 set column:public.users.email (sql)',
      '2:112 returned column:public.users.full_name (sql)',
      '3:15 update table:public.posts (sql), where posts.author_id users.id',
      '3:29 join table:public.users (sql), where posts.author_id users.id',
      '3:42 joined column:public.posts.author_id (sql)',
      '3:56 joined column:public.users.id (sql)',
      '3:88 set column:public.posts.title (sql)',
      '3:98 selected column:public.users.email (sql)',
      '4:9 insert table:public.users (sql)',
      '4:16 inserted column:public.users.id (sql)',
      '4:20 inserted column:public.users.email (sql)',
      '5:13 truncate table:public.posts (sql), all rows',
      '5:20 truncate table:public.users (sql), all rows',
      '6:30 refresh materialized-view:public.totals (sql)',
      '7:20 definition table:public.posts (sql)',
    ]);
  });
});

describe('Drizzle in several styles', () => {
  it('follows names: constants, objects, conditions, parameters, classes, arrays', async () => {
    const code = `${IMPORT}const t = users;
const tables = { people: users, texts: { posts } };
const either = Math.random() > 0.5 ? users : posts;
export const a = (db: any) => [db.select().from(t), db.select().from(tables.texts.posts), db.delete(either)];
export const b = (db: any, table: typeof users) => db.insert(table).values({ email: 'x' });
export const c = async (db: any) => { for (const each of [posts, users]) await db.delete(each); };
export class Repository {
  constructor(private readonly db: any, private readonly target = posts) {}
  all() { return this.db.select().from(this.target); }
}
const { email } = users;
export const d = (db: any) => db.select({ email }).from(users).where(eq(email, 'x'));`;
    const found = await usesIn(code);
    const statements = found.filter((line) => /^\S+ (select|insert|delete) /.test(line));
    expect(statements).toEqual([
      '5:49 select table:public.users, whole rows, all rows',
      '5:83 select table:public.posts, whole rows, all rows',
      '5:101 delete table:public.posts, all rows',
      '5:101 delete table:public.users, all rows',
      '6:62 insert table:public.users',
      '7:90 delete table:public.posts, all rows',
      '7:90 delete table:public.users, all rows',
      '10:45 select table:public.posts, whole rows, all rows',
      '13:57 select table:public.users, where users.email',
    ]);
    expect(found).toContain('6:78 inserted column:public.users.email');
    expect(found).toContain('12:9 passed column:public.users.email');
    expect(found).toContain('13:43 selected column:public.users.email');
    expect(found).toContain('13:73 filtered column:public.users.email');
  });

  it('does not take what the columns are made with for the table', async () => {
    const code = `import { index, pgTable } from 'drizzle-orm/pg-core';
export const users = pgTable('users', (t) => ({ id: t.integer().primaryKey(), boss: t.integer().references(() => users.id) }), (t) => [
  index().on(t.boss),
]);`;
    expect(await usesIn(code, {}, 'schema.ts')).toEqual([
      '2:120 reference column:public.users.id',
      '3:16 indexed column:public.users.boss',
    ]);
  });

  it('follows aliases, subqueries and common table expressions to the columns behind them', async () => {
    const code = `${IMPORT}import { alias, eq } from 'drizzle-orm';
const author = alias(users, 'author');
export const a = (db: any) => {
  const sub = db.select({ who: posts.authorId }).from(posts).as('sub');
  const recent = db.$with('recent').as((qb: any) => qb.select({ name: users.fullName }).from(users));
  return db.with(recent).select({ name: recent.name, who: sub.who }).from(author).leftJoin(sub, eq(sub.who, author.id));
};`;
    expect(await usesIn(code)).toEqual([
      '3:22 alias table:public.users',
      '5:38 selected column:public.posts.author_id',
      '5:55 select table:public.posts, all rows',
      '6:77 selected column:public.users.full_name',
      '6:94 select table:public.users, all rows',
      '7:48 selected column:public.users.full_name',
      '7:63 selected column:public.posts.author_id',
      '7:75 select table:public.users, all rows',
      '7:104 joined column:public.posts.author_id',
      '7:116 joined column:public.users.id',
    ]);
  });

  it('reads relational queries of 1.0: conditions and orders as objects', async () => {
    const code = `export const a = (ctx: any, id: number) => ctx.db.query.users.findMany({
  columns: { email: true },
  where: { OR: [{ id }, { fullName: { like: 'A%' } }], posts: { title: 'x' }, RAW: (t: any) => sql\`\${t.email} is null\` },
  orderBy: { id: 'desc' },
  with: { posts: { where: { title: 'y' } } },
});
export const b = (db: any) => db._query.posts.findFirst();`;
    expect(await usesIn(code)).toEqual([
      '1:57 query table:public.users, where posts.title users.full_name users.id and more',
      '2:14 selected column:public.users.email',
      '3:19 filtered column:public.users.id',
      '3:27 filtered column:public.users.full_name',
      '3:56 query table:public.posts',
      '3:65 filtered column:public.posts.title',
      '3:104 filtered column:public.users.email',
      '4:14 ordered column:public.users.id',
      '5:11 query table:public.posts, whole rows, where posts.title',
      '5:29 filtered column:public.posts.title',
      '7:41 query table:public.posts, whole rows, all rows',
    ]);
  });

  it('tells what a statement is restricted by, and where that is made elsewhere', async () => {
    const code = `${IMPORT}import { and, eq, sql } from 'drizzle-orm';
import { ofTenant } from './tenant';
export const a = (db: any, by: any, id: number) => [
  db.update(users).set({ email: 'x' }).where(and(eq(users.id, id), ofTenant(users))),
  db.delete(users).where(by),
  db.delete(users).where(sql\`email = \${id} or lower(full_name) = 'x'\`),
  db.select().from(posts).where(id ? eq(posts.id, id) : undefined),
  db.update(posts).set({ title: 'x' }),
];`;
    const statements = (await usesIn(code)).filter((line) => /^\S+ (select|update|delete) /.test(line));
    expect(statements).toEqual([
      '5:13 update table:public.users, where users.id and more',
      '6:13 delete table:public.users, where  and more',
      '7:13 delete table:public.users, where users.email users.full_name',
      '8:20 select table:public.posts, whole rows, where posts.id',
      '9:13 update table:public.posts, all rows',
    ]);
  });

  it('reaches the schema through default exports, dynamic imports, require, and barrels with other names', async () => {
    const more = {
      'barrel.ts': `export { users as members } from './schema';\nexport * as all from './schema';\nexport { default } from './default';`,
      'default.ts': `import * as schema from './schema';\nexport default { ...schema, extra: 1 };`,
      'circle-a.ts': `export * from './circle-b';`,
      'circle-b.ts': `export * from './circle-a';\nexport * from './schema';`,
    };
    const code = `import schema, { all, members } from './barrel';
import { users as round } from './circle-a';
export const a = async (db: any) => {
  const { posts } = await import('./schema');
  const { totals } = require('./schema');
  return [db.select().from(schema.users), db.select().from(all.posts), db.delete(members), db.delete(round),
    db.delete(posts), db.refreshMaterializedView(totals)];
};`;
    const statements = (await usesIn(code, more)).filter((line) => !line.includes('passed'));
    expect(statements).toEqual([
      '6:35 select table:public.users, whole rows, all rows',
      '6:64 select table:public.posts, whole rows, all rows',
      '6:82 delete table:public.users, all rows',
      '6:102 delete table:public.users, all rows',
      '7:15 delete table:public.posts, all rows',
      '7:50 refresh materialized-view:public.totals',
    ]);
  });

  it('reads the scripts of files that mix languages, and JavaScript', async () => {
    const script = `import { users } from './schema';\nconst all = (db) => db.select().from(users);\n`;
    const found = '3:38 select table:public.users, whole rows, all rows';
    expect(
      await usesIn(`<script setup lang="ts">\n${script}</script>\n<template>{{ users }}</template>`, {}, 'a.vue'),
    ).toEqual([found]);
    expect(await usesIn(`<script>\n${script}</script>\n<p>'select id from users'</p>`, {}, 'a.svelte')).toEqual([
      found,
    ]);
    expect(await usesIn(`---\n${script}---\n<p>{users}</p>`, {}, 'a.astro')).toEqual([found]);
    expect(await usesIn(`'x';\n${script}`, {}, 'a.mjs')).toEqual([found]);
  });
});
