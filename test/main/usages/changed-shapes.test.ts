import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readChangedShapes } from '#main/usages/history/changed-shapes.ts';
import { codeOf } from '#test/app/audit/readings.ts';
import { withFiles } from '../sources/code/support.ts';

const SCHEMA = `import { jsonb, pgTable, uuid } from 'drizzle-orm/pg-core';
import type { Address } from './types';
interface Settings { theme: string }
export const customers = pgTable('customers', {
  id: uuid('id').primaryKey(),
  address: jsonb('address').$type<Address>().notNull(),
  settings: jsonb('settings').$type<Settings>(),
});
`;
const TYPES =
  'export interface Address {\n  street1: string; // the house\n  city: City;\n}\nexport type City = { name: string };\n';
const FILES = { 'src/schema.ts': SCHEMA, 'src/types.ts': TYPES, 'drizzle/0000_init.sql': 'SELECT 1;\n' };

/** The code, as it is read: only what the shapes are found by. */
function reading() {
  const code = codeOf({ tables: { customers: ['id uuid pk', 'address jsonb !', 'settings jsonb'] } });
  const columns = ['address', 'settings'].map((name) => `column:public.customers.${name}`);
  const origins = [{ source: 'code' as const, file: 'src/schema.ts', line: 6 }];
  const column = code.catalog.objects.column.map((one) => ({ ...one, origins }));
  return {
    ...code,
    catalog: { ...code.catalog, objects: { ...code.catalog.objects, column } },
    code: {
      ...(code.code as NonNullable<typeof code.code>),
      types: columns.map((object) => ({ object, text: '' })),
      exported: [{ object: 'table:public.customers', file: 'src/schema.ts', name: 'customers' }],
    },
  };
}

/** The columns that are told after a project was committed and some of its files became others. */
function changedBy(files: Readonly<Record<string, string>>, commit = true) {
  return withFiles(FILES, async (root) => {
    const env = { PATH: process.env.PATH, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
    const git = (...args: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], { cwd: root, env });
    if (commit) {
      git('init', '-q');
      git('add', '.');
      git('commit', '-q', '-m', 'a');
    }
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
    }
    const found = await readChangedShapes(root, reading(), 'drizzle');
    return found?.map(({ object }) => object.slice('column:public.customers.'.length));
  });
}

describe('the shape of a JSON column', () => {
  it.each([
    ['a member was renamed', { 'src/types.ts': TYPES.replace('street1', 'line1') }, ['address']],
    [
      'a type that it names became another',
      { 'src/types.ts': TYPES.replace('name: string', 'name: string; code: number') },
      ['address'],
    ],
    [
      'a member became another type',
      { 'src/schema.ts': SCHEMA.replace('theme: string', 'theme: number') },
      ['settings'],
    ],
    [
      'members may be missing that were not there',
      { 'src/types.ts': TYPES.replace('city', 'street2?: string;\n  city') },
      [],
    ],
    [
      'only blanks and comments are others',
      { 'src/types.ts': TYPES.replace('// the house', '/* the street\n and number */') },
      [],
    ],
    [
      'a migration is being written for it',
      { 'src/types.ts': TYPES.replace('street1', 'line1'), 'drizzle/0001_x.sql': 'SELECT 2;\n' },
      [],
    ],
    ['nothing changed', {}, []],
  ])('is told of where %s', async (_, files, expected) => {
    expect(await changedBy(files)).toEqual(expected);
  });

  it('is not known without a history', async () => {
    expect(await changedBy({}, false)).toBeUndefined();
  });
});
