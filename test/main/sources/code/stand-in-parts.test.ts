import { describe, expect, it } from 'vitest';
import { UNWATCHED } from '#main/platform/work.ts';
import { readCode } from '#main/sources/code/read-code.ts';
import { projectOf, withFiles } from './support.ts';

/** Reads a schema that uses names of a package that is not installed. */
async function read(declarations: string) {
  const text = `import { check, customType, foreignKey, index, integer, pgEnum, pgPolicy, pgSchema, pgTable, pgTableCreator, primaryKey, text, unique, uniqueIndex, varchar, vector } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { DIMENSIONS, LIMITS, PREFIX, ROLES, SETTING } from '@acme/constants';
${declarations}`;
  return withFiles({ 'schema.ts': text }, (root) => readCode(projectOf(root, ['schema.ts']), UNWATCHED));
}

const said = ({ report }: Awaited<ReturnType<typeof read>>) =>
  report.flatMap(({ code, effect, message, origin }) =>
    code === 'made-of-stand-in' || code === 'name-not-known'
      ? [`${effect} ${message} @${origin?.file}:${origin?.line}`]
      : [],
  );

describe('what is made of a value of a package that is not installed', () => {
  it('is told of a type’s arguments, and the type is read without them', async () => {
    const reading = await read(`
export const things = pgTable('things', {
  id: integer('id'),
  small: vector('small', { dimensions: DIMENSIONS.small }),
  title: varchar('title', { length: LIMITS.title }),
});`);
    expect(reading.catalog.objects.column.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'id integer',
      'small vector',
      'title character varying',
    ]);
    expect(said(reading)).toEqual([
      'unread Could not read the type of column small of table things (schema.ts:7): it is made of a value of @acme/constants, which was replaced by a stand-in @schema.ts:7',
      'unread Could not read the type of column title of table things (schema.ts:8): it is made of a value of @acme/constants, which was replaced by a stand-in @schema.ts:8',
    ]);
  });

  it('is told of names', async () => {
    const reading = await read(`
const table = pgTableCreator((name) => \`\${PREFIX}_\${name}\`);
export const things = table('things', { id: integer('id') }, (t) => [index(\`\${PREFIX}_id_idx\`).on(t.id)]);`);
    expect(reading.catalog.objects.table.map(({ name }) => name)).toEqual(['_things']);
    expect(said(reading)).toEqual([
      expect.stringContaining('the name of table _things'),
      expect.stringContaining('the name of an index of table _things'),
    ]);
    expect(reading.catalog.objects.index.map(({ name }) => name)).toEqual(['_things_id_index']);
  });

  it('is told of what has no name left, which is then no object', async () => {
    const reading = await read(`
const table = pgTableCreator((name) => PREFIX.snakeCase(name));
export const one = table('one', { id: integer('id').primaryKey() });
export const two = table('two', { id: integer('id'), one: integer('one').references(() => one.id) });
export const inner = pgSchema(PREFIX.schema);
export const level = pgEnum(PREFIX.level, ['low']);
export const kept = pgTable('kept', { id: integer('id'), level: level('level'), one: integer('one').references(() => one.id) }, (t) => [
  check(PREFIX.check, sql\`id > 0\`), pgPolicy(PREFIX.policy, { using: sql\`true\` }), uniqueIndex(PREFIX.index).on(t.id),
  index(PREFIX.lower).on(sql\`abs(id)\`), foreignKey({ name: PREFIX.key, columns: [t.id], foreignColumns: [t.id] }),
]);`);
    const { table, schema, check, policy, index } = reading.catalog.objects;
    const names = [table, schema, reading.catalog.objects.enum, check, policy, index].map((list) =>
      list.map(({ name }) => name),
    );
    expect(names).toEqual([['kept'], ['public'], [], [], [], ['kept_id_index']]);
    // The policy that has no name switches row-level security on all the same.
    expect(table[0]).toMatchObject({ rowSecurity: true });
    expect(reading.catalog.objects['foreign-key'].map(({ name }) => name)).toEqual(['kept_id_kept_id_fk']);
    expect(JSON.stringify(reading)).not.toMatch(/[\u{e000}-\u{f8ff}]/u);
    const wholes = reading.report.flatMap(({ effect, object, message }) =>
      effect === 'unread' ? [`${object} ${message.replace(/^Could not read | \(.*/g, '')}`] : [],
    );
    expect(wholes.sort()).toEqual([
      'null enum of an unknown name',
      'null schema of an unknown name',
      'null the table one',
      'null the table two',
      'table:public.kept a foreign key of table kept',
      'table:public.kept the check of an unknown name of table kept',
      'table:public.kept the column level of table kept',
      'table:public.kept the index of an unknown name of table kept',
      'table:public.kept the name of a foreign key of table kept',
      'table:public.kept the name of an index of table kept',
      'table:public.kept the policy of an unknown name of table kept',
    ]);
  });

  it('is told of the names of columns, whose keys are no names then', async () => {
    const reading = await read(`
const column = (name) => PREFIX.column(name);
const money = customType({ dataType: () => 'money' });
export const things = pgTable('things', {
  id: integer('id'), kept: text(), short: varchar({ length: 3 }),
  title: text(column('title')), size: integer(PREFIX.size), price: money(PREFIX.price), code: varchar(PREFIX.code, { length: 3 }),
}, (t) => [index('by_title').on(t.title), index('by_kept').on(t.kept), unique('one').on(t.kept, t.code), primaryKey({ columns: [t.title] })]);`);
    expect(reading.catalog.objects.column.map(({ name }) => name)).toEqual(['id', 'kept', 'short']);
    expect(reading.catalog.objects.index.map(({ name }) => name)).toEqual(['by_kept']);
    expect([...reading.catalog.objects.unique, ...reading.catalog.objects['primary-key']]).toEqual([]);
    const unread = reading.report.filter(({ effect }) => effect === 'unread');
    expect(new Set(unread.map(({ object }) => object))).toEqual(new Set(['table:public.things']));
    const parts = [
      'column title',
      'column size',
      'column price',
      'column code',
      'index by_title',
      'unique',
      'primary key',
    ];
    for (const part of parts) expect(unread.filter(({ message }) => message.includes(` ${part} `))).toHaveLength(1);
  });

  it('is told of texts inside expressions', async () => {
    const reading = await read(`
export const things = pgTable('things', { id: integer('id') }, () => [
  pgPolicy('own', { using: sql.raw(\`id = current_setting('\${SETTING}')::integer\`) }),
  check('positive', sql\`id > 0\`),
]);`);
    expect(said(reading)).toEqual([expect.stringContaining('the policy own of table things')]);
    expect(reading.catalog.objects.check).toHaveLength(1);
  });

  it('is told of the labels of an enum', async () => {
    const reading = await read(
      `export const role = pgEnum('role', ROLES); export const level = pgEnum('level', Object.values(ROLES));`,
    );
    expect(said(reading)).toEqual([
      expect.stringContaining('the labels of enum level'),
      expect.stringContaining('the labels of enum role'),
    ]);
  });

  it('is told of columns that are spread into a table', async () => {
    const reading = await read(`
export const things = pgTable('things', { id: integer('id'), ...LIMITS.timestamps, ...PREFIX() });`);
    expect(reading.catalog.objects.column.map(({ name }) => name)).toEqual(['id']);
    expect(reading.report.filter(({ effect }) => effect === 'unread')).toMatchObject([
      { code: 'column-not-read', object: 'table:public.things', origin: { file: 'schema.ts', line: 5 } },
    ]);
  });

  it('is told of a table’s name', async () => {
    const reading = await read(`export const things = pgTable(PREFIX.things, { id: integer('id') });`);
    expect(reading.catalog.objects.table).toEqual([]);
    expect(said(reading)).toEqual([expect.stringContaining('Could not read the table things')]);
  });

  it('is told of the object itself where it has a name', async () => {
    const reading = await read(`
export const role = pgEnum('role', ['admin', ROLES.member]);
export const things = pgTable('things', { id: integer('id'), title: varchar('title', { length: LIMITS.title }) }, () => [
  pgPolicy('own', { using: sql.raw(\`id = current_setting('\${SETTING}')::integer\`) }),
]);`);
    const objects = reading.report.flatMap(({ effect, object }) => (effect === 'unread' ? [object] : []));
    expect(objects.sort()).toEqual(['column:public.things.title', 'enum:public.role', 'policy:public.things.own']);
  });

  it('is not told of what has nothing to do with it', async () => {
    const reading = await read(`
console.log(\`\${PREFIX}\`);
export const things = pgTable('things', { id: integer('id') });`);
    expect(said(reading)).toEqual([]);
  });
});
