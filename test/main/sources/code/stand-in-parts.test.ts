import { describe, expect, it } from 'vitest';
import { UNWATCHED } from '#main/platform/work.ts';
import { readCode } from '#main/sources/code/read-code.ts';
import { projectOf, withFiles } from './support.ts';

/** Reads a schema that uses names of a package that is not installed. */
async function read(declarations: string) {
  const text = `import { check, customType, index, integer, pgEnum, pgPolicy, pgTable, pgTableCreator, text, uniqueIndex, varchar, vector } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { DIMENSIONS, LIMITS, PREFIX, ROLES, SETTING } from '@acme/constants';
${declarations}`;
  return withFiles({ 'schema.ts': text }, (root) => readCode(projectOf(root, ['schema.ts']), UNWATCHED));
}

const said = ({ report }: Awaited<ReturnType<typeof read>>) =>
  report.flatMap(({ code, effect, message, origin }) =>
    code === 'made-of-stand-in' ? [`${effect} ${message} @${origin?.file}:${origin?.line}`] : [],
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
      expect.stringContaining('the index _id_idx of table _things'),
    ]);
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
    expect(said(reading)).toEqual([expect.stringContaining('the name of table')]);
  });

  it('is not told of what has nothing to do with it', async () => {
    const reading = await read(`
console.log(\`\${PREFIX}\`);
export const things = pgTable('things', { id: integer('id') });`);
    expect(said(reading)).toEqual([]);
  });
});
