import { describe, expect, it } from 'vitest';
import type { Reading } from '#app/catalog';
import { compare, WHOLE_SCOPE } from '#app/compare';
import { UNWATCHED } from '#main/platform/work.ts';
import { readCode } from '#main/sources/code/read-code.ts';
import { drizzleFolder, projectOf, withFiles } from './support.ts';

const IMPORTS = `import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, pgEnum, pgMaterializedView, pgPolicy, pgSchema, pgSequence, pgTable, pgTableCreator, pgView, serial, text, uniqueIndex, vector } from 'drizzle-orm/pg-core';
`;

function read(
  files: Readonly<Record<string, string>>,
  drizzleOrm = drizzleFolder('drizzle-orm'),
  schemaFiles: readonly string[] = Object.keys(files),
): Promise<Reading> {
  const texts = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, `${IMPORTS}${text}`]));
  return withFiles(texts, (root) => readCode(projectOf(root, schemaFiles), UNWATCHED, { drizzleOrm }));
}

/** `code effect file:line object`, one line for a problem. */
function told(reading: Reading): readonly string[] {
  return reading.report.map(({ code, effect, origin, object }) => {
    return `${code} ${effect} ${origin?.file}:${origin?.line} ${object}`;
  });
}

const names = (reading: Reading, kind: 'table' | 'column' | 'index' | 'view' | 'foreign-key') =>
  reading.catalog.objects[kind].map(({ name }) => name);

describe('one thing that cannot be read costs itself only', () => {
  it('a foreign key whose callback throws: it is told with the place of its references()', async () => {
    const reading = await read({
      'a.ts': `export const one = pgTable('one', {
  id: integer('id').primaryKey(),
  self: integer('self').references(() => one.id),
  bad: integer('bad')
    .notNull()
    .references(() => { throw new Error('too early'); }),
  last: integer('last').references(() => one.id),
}, (t) => [foreignKey({ name: 'broken', columns: [t.id], foreignColumns: [(undefined as never)] }), index('kept').on(t.last)]);`,
    });
    expect(told(reading)).toEqual([
      'foreign-key-not-read unread a.ts:8 table:public.one',
      'foreign-key-not-read unread a.ts:3 table:public.one',
    ]);
    expect(names(reading, 'foreign-key')).toEqual(['one_last_one_id_fk', 'one_self_one_id_fk']);
    expect(names(reading, 'index')).toEqual(['kept']);
  });

  it('a column of an unknown kind, a default and a generated expression that throw', async () => {
    const reading = await read({
      'a.ts': `const broken = { getSQLType() { return ''; } };
export const one = pgTable('one', {
  id: integer('id'),
  odd: Object.assign(text('odd'), { build: () => Object.assign(Object.create(broken), { name: 'odd' }) }) as never,
  fallback: text('fallback').default({ toString() { throw new Error('no text'); }, toJSON() { throw new Error('no text'); } } as never),
  made: text('made').generatedAlwaysAs((() => { throw new Error('not yet'); }) as never),
  nul: text('nul').default('a\\0b'),
  fine: text('fine').default('yes'),
});`,
    });
    expect(told(reading)).toEqual([
      'column-not-read unread a.ts:6 table:public.one',
      'default-not-read unread a.ts:7 column:public.one.fallback',
      'generated-not-read unread a.ts:8 column:public.one.made',
      'default-not-read unread a.ts:9 column:public.one.nul',
    ]);
    expect(names(reading, 'column')).toEqual(['id', 'fallback', 'made', 'nul', 'fine']);
  });

  it('a view whose query cannot be written, and an entry beside the columns that is nothing', async () => {
    const reading = await read({
      'a.ts': `export const one = pgTable('one', { id: integer('id') }, (t) => [index('unfinished') as never, check('kept', sql\`\${t.id} > 0\`)]);
export const good = pgView('good').as((query) => query.select().from(one));
export const bad = pgView('bad', { id: integer('id') }).as(sql\`select \${sql.placeholder('x')}\`);`,
    });
    expect(told(reading)).toEqual([
      'export-not-read unread a.ts:5 null',
      'table-extra-unknown unread a.ts:3 table:public.one',
    ]);
    expect(names(reading, 'view')).toEqual(['good']);
    expect(reading.catalog.objects.check.map(({ name }) => name)).toEqual(['kept']);
  });
});

describe('raw SQL beside the columns', () => {
  it('is noted as what Drizzle ignores, with its words, and makes the reading no less complete', async () => {
    const reading = await read({
      'a.ts': `export const one = pgTable('one', { id: integer('id') }, (t) => [sql\`CONSTRAINT above CHECK (\${t.id} > 0)\` as never]);`,
    });
    expect(told(reading)).toEqual(['table-extra-sql note a.ts:3 table:public.one']);
    expect(reading.report[0]?.message).toContain('CONSTRAINT above CHECK ("id" > 0)');
    expect(reading.catalog.objects.check).toEqual([]);
  });

  it('is why the check that another source has is missing', async () => {
    const columns = `{ id: integer('id'), size: integer('size') }`;
    const says = (extra: string) =>
      read({ 'a.ts': `export const one = pgTable('one', ${columns}, () => [${extra}]);` });
    const ignored = await says('sql`CONSTRAINT one_id_check CHECK (id > 0)` as never');
    const has = await says('check("one_id_check", sql`id > 0`), check("one_size_check", sql`size > 0`)');
    const { differences } = compare(ignored, has, { scope: WHOLE_SCOPE, answers: new Map() });
    expect(differences.map(({ object, reason }) => [object, /which Drizzle ignores/.test(reason)])).toEqual([
      ['check:public.one.one_id_check', true],
      ['check:public.one.one_size_check', false],
    ]);
  });
});

describe('what is declared twice', () => {
  it('is told with both places; the first counts, whatever the order of the files', async () => {
    const files = {
      'b.ts': `export const again = pgTable('users', { id: integer('id') });`,
      'a.ts': `export const users = pgTable('users', { id: integer('id'), name: text('name'), same: text('name') });`,
    };
    const reading = await read(files);
    expect(told(reading)).toEqual([
      'declared-twice unread a.ts:3 column:public.users.name',
      'declared-twice unread b.ts:3 table:public.users',
    ]);
    expect(reading.report.map(({ message }) => message)).toEqual([
      'column:public.users.name is declared at a.ts:3 and again at a.ts:3; the first declaration counts.',
      'table:public.users is declared at a.ts:3 and again at b.ts:3; the first declaration counts.',
    ]);
    expect(names(reading, 'column')).toEqual(['id', 'name']);
  });

  it('is a note where both say the same', async () => {
    const table = `pgTable('users', { id: integer('id') })`;
    const reading = await read({ 'a.ts': `export const one = ${table};\nexport const two = ${table};` });
    expect(told(reading)).toEqual(['declared-twice note a.ts:4 table:public.users']);
  });

  it('is found behind names that PostgreSQL cuts to one, between bytes of a letter too', async () => {
    const long = `${'x'.repeat(61)}é`;
    const reading = await read({
      'a.ts': `export const one = pgTable('${long}1', { id: integer('id') });
export const two = pgTable('${long}2', { id: integer('id'), more: text('more') });`,
    });
    expect(names(reading, 'table')).toEqual([`${'x'.repeat(61)}é`]);
    expect(reading.report.map(({ code }) => code)).toEqual(['name-truncated', 'name-truncated', 'declared-twice']);
  });

  it('is found between a table and the sequence of its identity column, cut to one name', async () => {
    const reading = await read({
      'a.ts': `export const one = pgTable('${'x'.repeat(70)}', { id: integer('id').generatedAlwaysAsIdentity() });`,
    });
    expect(reading.report.map(({ code }) => code)).toEqual(['name-truncated', 'name-shared']);
  });

  it('is found between relations of different kinds, which share their names', async () => {
    const reading = await read({
      'a.ts': `export const users = pgTable('users', { id: serial('id').primaryKey() }, (t) => [index('users_id_seq').on(t.id)]);
export const view = pgView('users_pkey', { id: integer('id') }).as(sql\`select 1 as id\`);`,
    });
    expect(told(reading)).toEqual([
      'name-shared note a.ts:3 primary-key:public.users.users_pkey',
      'name-shared note a.ts:3 index:public.users_id_seq',
    ]);
  });
});

describe('what drizzle-kit does not see, since it is not exported', () => {
  const files = {
    'a.ts': `const kind = pgEnum('kind', ['a', 'b']);
const inner = pgSchema('inner');
const base = pgTable('base', { id: integer('id').primaryKey() });
const make = pgTableCreator((name) => \`app_\${name}\`);
const forgotten = make('forgotten', { id: integer('id') });
const kept = inner.table('kept', { id: integer('id') });
export { kept as keptInner };
export const users = pgTable('users', { kind: kind('kind'), base: integer('base').references(() => base.id) });
export const all = { users, hidden: pgTable('hidden', { id: integer('id') }) };
export class Tables { static inClass = pgTable('in_class', { id: integer('id') }); }
export const list = [[pgTable('in_list', { id: integer('id') })]];
export const linked = pgPolicy('loose', { using: sql\`true\` });
export * as inModule from './module';
void forgotten;`,
    'module.ts': `export const inModule = pgTable('in_module', { id: integer('id') });`,
  };

  it.each(['drizzle-orm', 'drizzle-orm-v1'])('is told of what is no table, too, with %s', async (alias) => {
    const inside = {
      'a.ts': `export * as parts from './parts';
export const t = pgTable('t', { id: integer('id') });`,
      'parts.ts': `export const mood = pgEnum('mood', ['calm']);
const other = pgSchema('other');
export const otherMood = other.enum('mood', ['calm']);
export const names = pgView('names', { id: integer('id') }).as(sql\`select 1 as id\`);
export const theirs = pgView('theirs', { id: integer('id') }).existing();
export const kept = pgMaterializedView('kept', { id: integer('id') }).as(sql\`select 1 as id\`);
export const tickets = pgSequence('tickets');`,
    };
    const reading = await read(inside, drizzleFolder(alias), ['a.ts']);
    expect([...told(reading)].sort()).toEqual([
      'enum-not-exported note a.ts:undefined enum:other.mood',
      'enum-not-exported note a.ts:undefined enum:public.mood',
      'materialized-view-not-exported note a.ts:undefined materialized-view:public.kept',
      'sequence-not-exported note a.ts:undefined sequence:public.tickets',
      'view-not-exported note a.ts:undefined view:public.names',
    ]);
  });

  it.each(['drizzle-orm', 'drizzle-orm-v1'])('is told, with %s', async (alias) => {
    const reading = await read(files, drizzleFolder(alias), ['a.ts']);
    expect(told(reading)).toEqual([
      'policy-not-linked note a.ts:14 null',
      `foreign-table-not-exported note a.ts:10 foreign-key:public.users.${
        alias === 'drizzle-orm' ? 'users_base_base_id_fk' : 'users_base_base_id_fkey'
      }`,
      'enum-not-exported note a.ts:10 enum:public.kind',
      'schema-not-exported note a.ts:8 schema:"inner"',
      'table-not-exported note a.ts:12 table:public.in_class',
      'table-not-exported note a.ts:11 table:public.hidden',
      // Of a namespace the file is known, and no line.
      'table-not-exported note a.ts:undefined table:public.in_module',
      'table-not-exported note a.ts:13 table:public.in_list',
      'table-not-exported note a.ts:5 null',
      'table-not-exported note a.ts:7 null',
    ]);
    expect(reading.catalog.objects.table.map(({ id }) => id)).toEqual(['table:"inner".kept', 'table:public.users']);
  });
});

it('a policy that is exported and listed by tables belongs to each of them', async () => {
  const reading = await read({
    'a.ts': `import { readers } from './b';
export const one = pgTable('one', { id: integer('id') }, () => [readers]);
export const two = pgTable('two', { id: integer('id') }, () => [readers]);`,
    'b.ts': `export const readers = pgPolicy('readers', { for: 'select', using: sql\`true\` });`,
  });
  expect(told(reading)).toEqual([]);
  expect(reading.catalog.objects.policy.map(({ id }) => id)).toEqual([
    'policy:public.one.readers',
    'policy:public.two.readers',
  ]);
});

describe('the tables of platforms that drizzle-orm exports', () => {
  it.each(['drizzle-orm', 'drizzle-orm-v1'])('are no forgotten ones, with %s', async (alias) => {
    const files = {
      'a.ts': `import { authUsers, realtimeMessages } from 'drizzle-orm/supabase';
import { usersSync } from 'drizzle-orm/neon';
const elsewhere = pgSchema('auth').table('accounts', { id: integer('id').primaryKey() });
export const profiles = pgTable('profiles', {
  id: text('id').primaryKey().references(() => authUsers.id),
  neon: text('neon').references(() => usersSync.id),
  account: integer('account').references(() => elsewhere.id),
});
export const referred = { authUsers, realtimeMessages };`,
    };
    const reading = await read(files, drizzleFolder(alias));
    expect(names(reading, 'foreign-key')).toHaveLength(3);
    expect(told(reading)).toEqual([
      expect.stringMatching(/^foreign-table-not-exported note a\.ts:9 foreign-key:public\.profiles\.profiles_account/),
    ]);
  });
});
