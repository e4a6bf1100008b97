import { describe, expect, it } from 'vitest';
import type { Reading } from '#app/catalog';
import { renderCatalog } from '#app/sql';
import type { TableValues } from '#main/sources/code/inside/values.ts';
import { withoutTypeClauses } from '#main/sources/code/to-catalog/type-clauses.ts';
import { withEmbedded } from '#test/support/database/embedded.ts';
import { readFolder, withFiles } from './support.ts';

/**
 * Shapes that repositories have and no other fixture does. What they share with drizzle-kit, the fixture `caravan` holds
 * against it.
 */
const IMPORTS = `import * as pg from 'drizzle-orm/pg-core';\nimport { sql } from 'drizzle-orm';\n`;
const CONFIG = { 'drizzle.config.json': '{ "dialect": "postgresql", "schema": "./s.ts" }' };

type Files = Readonly<Record<string, string>>;

const read = (text: string, more: Files = {}): Promise<Reading> =>
  withFiles({ ...CONFIG, 's.ts': `${IMPORTS}${text}\n`, ...more }, (root) => readFolder(root));
const tables = ({ catalog }: Reading) => catalog.objects.table.map(({ schema, name }) => `${schema}.${name}`);
const types = ({ catalog }: Reading) => catalog.objects.column.map(({ name, type }) => `${name} ${type}`);
const told = ({ report }: Reading) => report.map(({ code, effect, message }) => `${effect} ${code}: ${message}`);

describe('variables of the environment in a schema', () => {
  it('count as for drizzle-kit: what .env sets, and the code’s own default where nothing does', async () => {
    const reading = await read(
      `const table = pg.pgTableCreator((name) => \`\${process.env.TABLE_PREFIX}_\${name}\`);
export const a = table('a', { e: pg.vector('e', { dimensions: Number(process.env.DIMENSIONS) }) });
export const shop = pg.pgSchema(process.env.SHOP_SCHEMA ?? 'shop');
export const b = shop.table('b', { id: pg.integer('id') });`,
      { '.env': 'TABLE_PREFIX=app\n', '.env.local': 'DIMENSIONS=768\n' },
    );
    expect([tables(reading), types(reading)]).toEqual([
      ['public.app_a', 'shop.b'],
      ['e vector(768)', 'id integer'],
    ]);
    expect(told(reading)).toEqual([
      'note environment-not-set: Schema files read SHOP_SCHEMA from the environment, where it is not set.',
    ]);
  });

  it('that have no value leave out what is named by them, and both are said', async () => {
    const reading = await read(`export const a = pg.pgTable(\`\${process.env.NO_PREFIX}_a\`, { id: pg.integer('id') });
export const b = pg.pgTable('b', { e: pg.vector('e', { dimensions: Number(process.env.NO_PREFIX) }) });
export const c = pg.pgTable('c', { id: pg.integer('id') });`);
    expect(tables(reading)).toEqual(['public.b', 'public.c']);
    expect(told(reading).filter((line) => line.startsWith('unread'))).toEqual([
      'unread environment-in-schema: The name of the table a (s.ts:3) is made of a variable of the environment that has no value here: NO_PREFIX.',
      'unread environment-in-schema: A part of the table b (s.ts:4) is made of a variable of the environment that has no value here: NO_PREFIX.',
    ]);
  });

  it('that are secrets are never given: neither addresses and keys by name, nor what looks like a key', async () => {
    const secrets = { DATABASE_URL: 'postgres://ann:hunter2@h/d', API_KEY: 'short', PLAIN: 'sk1live2abcdefgh3456' };
    const names = Object.keys(secrets);
    const reading = await read(
      `${names.map((name, index) => `export const t${index} = pg.pgTable(\`t_\${process.env.${name}}\`, { id: pg.integer('id') });`).join('\n')}
export const ok = pg.pgTable('ok', { id: pg.integer('id') });`,
      { '.env': names.map((name) => `${name}=${secrets[name as keyof typeof secrets]}\n`).join('') },
    );
    expect(tables(reading)).toEqual(['public.ok']);
    expect(reading.report.filter(({ code }) => code === 'environment-in-schema')).toHaveLength(3);
    for (const value of ['hunter2', 'short', 'sk1live']) expect(JSON.stringify(reading)).not.toContain(value);
  });

  it('are placeholders where code throws without them', async () => {
    const reading = await read(`if (!process.env.REGION) throw new Error('no region');
export const t = pg.pgTable('t', { id: pg.integer('id') });`);
    expect([tables(reading), told(reading)]).toEqual([
      ['public.t'],
      ['note environment-placeholder: Schema files read REGION from the environment and were given placeholders.'],
    ]);
  });

  it('behind a validator that is not installed: its default is not known, and that is said', async () => {
    const reading = await read(
      `import { env } from './env';\nexport const t = pg.pgTable(\`\${env.PREFIX}_t\`, { id: pg.integer('id') });`,
      {
        'env.ts': `import { createEnv } from '@t3-oss/env-core'; import { z } from 'zod';
export const env = createEnv({ server: { PREFIX: z.string().default('app') }, runtimeEnv: process.env });`,
      },
    );
    expect(
      told(reading)
        .filter((line) => line.startsWith('unread'))
        .join('\n'),
    ).toMatch(/name-not-known.*zod/);
  });
});

describe('a type that says more than a type', () => {
  const clausesOf = (type: string) => {
    const column = { key: 'c', name: 'c', type, notNull: false, primary: false };
    const values = { name: 't', columns: [column], checks: [] };
    const { values: plain, collations, unread } = withoutTypeClauses(values as unknown as TableValues);
    const [{ key: _key, name: _name, ...read } = column] = plain.columns;
    const said = Object.entries(read).filter(([, value]) => value !== false);
    return { ...Object.fromEntries(said), checks: plain.checks, collations: [...collations.values()], unread };
  };
  const none = { checks: [], collations: [], unread: [] };

  it.each([
    ['text', { ...none, type: 'text' }],
    ['text not null', { ...none, type: 'text', notNull: true }],
    ['timestamp (3) with time zone NULL', { ...none, type: 'timestamp (3) with time zone' }],
    [
      'varchar(9) COLLATE "C" default \'not null\' NOT NULL',
      { ...none, type: 'varchar(9)', collations: ['pg_catalog."C"'], default: "'not null'", notNull: true },
    ],
    ['text collate public.german', { ...none, type: 'text', collations: ['public.german'] }],
    [
      'tsvector generated always as (f(a, (b))) stored',
      { ...none, type: 'tsvector', generated: { expression: 'f(a, (b))', mode: 'stored' } },
    ],
    ['int default null', { ...none, type: 'int', default: 'null' }],
    ['uuid primary key', { ...none, type: 'uuid', primary: true }],
    ['uuid unique nulls not distinct', { ...none, type: 'uuid', unique: { name: 't_c_key', nullsNotDistinct: true } }],
    ['int check (c > 0)', { ...none, type: 'int', checks: [{ name: 't_c_check', expression: 'c > 0' }] }],
    ['"default"', { ...none, type: '"default"' }],
  ])('%s', (type, expected) => {
    expect(clausesOf(type)).toEqual(expected);
  });

  it('and something else is told', () => {
    const { unread } = clausesOf('int references other (id)');
    expect(unread).toMatchObject([{ clause: 'references other (id)' }]);
  });

  it('is the column that PostgreSQL makes of it', async () => {
    const reading =
      await read(`const tsv = pg.customType({ dataType: (of) => 'tsvector' + (of ? \` generated always as (\${of.of}) stored\` : '') });
const code = pg.customType({ dataType: () => 'varchar(9) collate "C" not null' });
const made = pg.customType({ dataType: () => 'int references other (id)' });
export const t = pg.pgTable('t', { body: pg.text('body'), search: tsv('search', { of: "to_tsvector('simple', coalesce(body, ''))" }), code: code('code'), m: made('m') }, (t) => [pg.index('i').using('gin', t.search)]);`);
    expect(told(reading)).toEqual([
      'unread type-clause: The type of column m of t says more than a type: references other (id).',
    ]);
    await withEmbedded(async (database) => {
      for (const { sql } of renderCatalog(reading.catalog)) await database.exec(sql);
      const { rows } = await database.query(
        `SELECT attname, attgenerated, attnotnull, format_type(atttypid, atttypmod) AS type, collname
FROM pg_attribute LEFT JOIN pg_collation ON pg_collation.oid = attcollation WHERE attrelid = 't'::regclass AND attnum > 1 ORDER BY attnum`,
      );
      expect(rows).toEqual([
        { attname: 'search', attgenerated: 's', attnotnull: false, type: 'tsvector', collname: null },
        { attname: 'code', attgenerated: '', attnotnull: true, type: 'character varying(9)', collname: 'C' },
        { attname: 'm', attgenerated: '', attnotnull: false, type: 'integer', collname: null },
      ]);
    });
  });
});

describe('a foreign key declared twice by one name, beside its column and beside the columns', () => {
  const text = `export const a = pg.pgTable('a', { id: pg.integer('id').primaryKey() });
export const b = pg.pgTable('b', { aId: pg.integer('a_id').references(() => a.id) }, (t) => [
  pg.foreignKey({ columns: [t.aId], foreignColumns: [a.id] }).onDelete('cascade'),
]);`;

  it('is the last of both for drizzle-kit 0.31, which says nothing of it; we do', async () => {
    const reading = await read(text);
    expect(reading.catalog.objects['foreign-key'].map(({ onDelete }) => onDelete)).toEqual(['cascade']);
    expect(told(reading)).toEqual([
      'note declared-twice: foreign-key:public.b.b_a_id_a_id_fk is declared at s.ts:4 and again at s.ts:5; the last counts, as for drizzle-kit.',
    ]);
  });

  it('is refused by drizzle-kit 1.0, so that what it means is not known', async () => {
    const reading = await read(text, { 'package.json': '{ "dependencies": { "drizzle-orm": "1.0.0-rc.5" } }' });
    expect(reading.report.map(({ code, effect }) => [code, effect])).toEqual([['declared-twice', 'unread']]);
  });
});

describe('drizzle-orm 1.0', () => {
  it('has relations in parts that are spread together, tables with a casing or with row security', async () => {
    const reading = await withFiles(
      {
        'drizzle.config.json': '{ "dialect": "postgresql", "schema": "./db/index.ts" }',
        'package.json': '{ "dependencies": { "drizzle-orm": "1.0.0-rc.5" } }',
        'db/index.ts': `export * from './tables';\nexport * from './relations';\n`,
        'db/tables.ts': `${IMPORTS}export const users = pg.snakeCase.table('users', { id: pg.integer().primaryKey(), firstName: pg.text() });
export const posts = pg.pgTable.withRLS('posts', { id: pg.integer().primaryKey(), authorId: pg.integer().references(() => users.id) });`,
        'db/relations.ts': `import { defineRelations, defineRelationsPart } from 'drizzle-orm';\nimport * as schema from './tables';
export const ofUsers = defineRelationsPart(schema, (r) => ({ users: { posts: r.many.posts({ from: r.users.id, to: r.posts.authorId }) } }));
export const ofPosts = defineRelationsPart(schema, (r) => ({ posts: { author: r.one.users({ from: r.posts.authorId, to: r.users.id }) } }));
export const relations = { ...ofUsers, ...ofPosts };
export const everything = defineRelations(schema);`,
      },
      (root) => readFolder(root),
    );
    expect(told(reading)).toEqual([]);
    expect(types(reading)).toEqual(['id integer', 'authorId integer', 'id integer', 'first_name text']);
    expect(reading.catalog.objects.table.map(({ name, rowSecurity }) => [name, rowSecurity])).toEqual([
      ['posts', true],
      ['users', false],
    ]);
    const names = reading.code?.relations.map(({ name }) => name);
    expect([...new Set(names)].sort()).toEqual(['author', 'posts']);
  });
});

describe('a runtime that is installed', () => {
  it('may lean on generators, classes of classes and globals that the sandbox has only as stand-ins', async () => {
    const runtime = `const encoder = new TextEncoder(); const held = new WeakRef({}); const registry = new FinalizationRegistry(() => {});
registry.register({}, 1); export const started = performance.now(); const format = new Intl.NumberFormat('en');
export class Effect { constructor(run) { this.run = run; } *[Symbol.iterator]() { return yield this; } pipe(...fs) { return fs.reduce((a, f) => f(a), this); } }
export const succeed = (value) => new Effect(() => value);
export const gen = (make) => new Effect(() => { const steps = make(); let step = steps.next(); while (!step.done) step = steps.next(step.value.run()); return step.value; });
export const map = (f) => (effect) => new Effect(() => f(effect.run()));
export const Tag = (id) => () => class { static key = id; static of(value) { return value; } };
export const Class = (name) => (fields) => class { static fields = fields; constructor(values) { Object.assign(this, values, { _tag: name }); } };
export const Literal = (...literals) => Object.assign(function () {}, { literals, [Symbol.for('ast')]: Object.freeze({ literals }) });
process.on('exit', () => {}); void [encoder, held, format]; setTimeout(() => {}, 10);`;
    const reading = await read(
      `import { Class, gen, Literal, map, succeed, Tag } from 'fx';
class Db extends Tag('Db')<Db>() {} class User extends Class('User')({ id: 1 }) {}
const prefix = gen(function* () { const a = yield* succeed('fx'); const b = yield* succeed('_').pipe(map((x) => x)); return a + b; }).run();
export const Role = Literal('admin', 'member');
export const role = pg.pgEnum('role', Role.literals);
export const users = pg.pgTable(prefix + new User({ id: 'users' }).id, { id: pg.text('id').primaryKey(), role: role('role').default(Role.literals[1]) });
export const used = Db.of({ at: Db.key });`,
      {
        'node_modules/fx/package.json': '{ "name": "fx", "type": "module", "main": "index.js" }',
        'node_modules/fx/index.js': runtime,
      },
    );
    expect([told(reading), tables(reading), types(reading)]).toEqual([
      [],
      ['public.fx_users'],
      ['id text', 'role public.role'],
    ]);
  });
});
