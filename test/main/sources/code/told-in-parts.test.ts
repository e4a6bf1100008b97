import { describe, expect, it } from 'vitest';
import { UNWATCHED } from '#main/platform/work.ts';
import { readCode } from '#main/sources/code/read-code.ts';
import { projectOf, withFiles } from './support.ts';

/** More than are told at once, and not a multiple of that. */
const names = Array.from({ length: 75 }, (_, index) => `table_${String(index).padStart(2, '0')}`);
const TABLES = names
  .map((name) => `export const ${name} = pgTable('${name}', { id: integer('id').primaryKey(), one: text('one') });`)
  .join('\n');

function read(more: string) {
  const text = `import { integer, pgPolicy, pgTable, text, varchar } from 'drizzle-orm/pg-core';
import { LIMIT } from '@acme/constants';
${TABLES}
${more}`;
  return withFiles({ 'schema.ts': text }, (root) => readCode(projectOf(root, ['schema.ts']), UNWATCHED));
}

const tables = ({ catalog }: Awaited<ReturnType<typeof read>>) => catalog.objects.table.map(({ name }) => name);

describe('a schema of many tables, told while it is read', () => {
  it('has each of them once', async () => {
    const reading = await read('');
    expect(tables(reading)).toEqual(names);
    expect(reading.catalog.objects.column).toHaveLength(2 * names.length);
    expect(reading.catalog.objects['primary-key']).toHaveLength(names.length);
  });

  it('has each of them once where the last one is made of a stand-in', async () => {
    const reading = await read(
      `export const zoo = pgTable('zoo', { title: varchar('title', { length: LIMIT.title }) });`,
    );
    expect(tables(reading)).toEqual([...names, 'zoo']);
    expect(reading.catalog.objects.column).toHaveLength(2 * names.length + 1);
    expect(reading.report.map(({ code }) => code)).toContain('made-of-stand-in');
  });

  it('knows what is declared elsewhere and known in the end', async () => {
    const reading = await read(`export const rows = pgPolicy('rows', { for: 'select' }).link(table_00);`);
    expect(tables(reading)).toEqual(names);
    const secured = reading.catalog.objects.table.filter(({ rowSecurity }) => rowSecurity);
    expect(secured.map(({ name }) => name)).toEqual(['table_00']);
  });

  it('says so where code makes nonsense of what is told', async () => {
    const reading = await read(`Object.defineProperty(Array.prototype, 'toJSON', { value: () => 'spoiled' });`);
    expect(reading.report.some(({ effect }) => effect === 'unread')).toBe(true);
  });
});
