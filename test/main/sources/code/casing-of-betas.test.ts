import { describe, expect, it } from 'vitest';
import { UNWATCHED } from '#main/platform/work.ts';
import { readCode } from '#main/sources/code/read-code.ts';
import { projectOf, withFiles } from './support.ts';

const SCHEMA = `import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, uuid } from 'drizzle-orm/pg-core';
export const owners = pgTable('owners', { id: uuid().primaryKey() });
export const kites = pgTable('kites', {
  id: uuid().primaryKey(),
  ownerId: uuid().references(() => owners.id),
  lineLength: integer(),
  asWritten: integer('asWritten'),
}, (t) => [index().on(t.lineLength), check('long', sql\`\${t.lineLength} > 5\`)]);
`;

async function read(range: string) {
  const manifest = JSON.stringify({ dependencies: { 'drizzle-orm': range } });
  return withFiles({ 'package.json': manifest, 'schema.ts': SCHEMA }, (root) =>
    readCode({ ...projectOf(root, ['schema.ts']), casing: 'snake_case' }, UNWATCHED),
  );
}

const columns = async (range: string) =>
  (await read(range)).catalog.objects.column.filter(({ table }) => table === 'kites').map(({ name }) => name);

describe('the casing of the config, where drizzle-orm is not installed', () => {
  it.each(['^0.45.0', '1.0.0-beta.9', '^1.0.0-beta.15-859cf75', 'beta'])('names the columns for %s', async (range) => {
    expect(await columns(range)).toEqual(['id', 'owner_id', 'line_length', 'asWritten']);
  });

  it.each(['1.0.0-rc.5', 'rc', '^1.0.0'])('is nothing to %s, whose tables have their own', async (range) => {
    expect(await columns(range)).toEqual(['id', 'ownerId', 'lineLength', 'asWritten']);
  });

  it('reaches keys, indexes and expressions of a beta', async () => {
    const { catalog } = await read('1.0.0-beta.9');
    expect(catalog.objects['foreign-key'].map(({ name, columns: own }) => [name, own])).toEqual([
      ['kites_owner_id_owners_id_fkey', ['owner_id']],
    ]);
    expect(catalog.objects.index.map(({ keys }) => keys.map(({ expression }) => expression))).toEqual([
      ['line_length'],
    ]);
    expect(catalog.objects.check.map(({ expression }) => expression)).toEqual([expect.stringContaining('line_length')]);
  });
});
