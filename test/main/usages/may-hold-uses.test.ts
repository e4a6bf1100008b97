import { describe, expect, it } from 'vitest';
import { mayHoldUses } from '#main/usages/sql/may-hold-uses.ts';
import { createNameSearch } from '#main/usages/sql/name-search.ts';
import { withFiles } from '../sources/code/support.ts';
import { linesOf, readFolderUsages } from './support.ts';

const NAMES = ['users', 'user accounts', 'Größe', 'a'.repeat(63)];
const isNamedIn = createNameSearch(NAMES);
const mayHold = (text: string) => mayHoldUses(text, { isNamedIn });

describe('a text of SQL may name a relation', () => {
  it.each([
    'select * from users',
    'SELECT * FROM Public.USERS',
    'select*from"users"where true',
    'select * from "user accounts"',
    'select * from "größe"',
    `select * from ${'a'.repeat(70)}`,
  ])('%s', (sql) => expect(isNamedIn(sql)).toBe(true));

  it.each(['delete from usersx', 'delete from users_old', 'delete from my$users', 'delete from accounts'])(
    'and surely does not: %s',
    (sql) => expect(isNamedIn(sql)).toBe(false),
  );
});

describe('a file that imports nothing of the schema', () => {
  it.each([
    ['a label', `<Button title="Delete the account" /> ; toast('Update failed: it\\'s "busy"');`],
    ['a table in another text', `const users = ['users']; const label = ['Select one'];`],
    ['a text after code that ends another', `f('a' + 'b'); g(c + 'd', 'update it');`],
    ['an apostrophe', `<p>Don't</p>; f("with love");`],
    ['a name of a style', `style.setProperty('--color', users);`],
  ])('holds no uses of it: %s', (_name, text) => expect(mayHold(text)).toBe(false));

  it.each([
    ['a statement', `pool.query('delete from users')`],
    ['after a line break', `pool.query('select *\\nfrom\\nusers')`],
    ['that begins with one', 'pool.query("\\n select 1 from users")'],
    ['after a comment', 'pool.query(`-- all of them\nselect 1 from users`)'],
    ['with a hole', `pool.query(\`select 1 from \${table}\`)`],
    ['in two parts', `pool.query('select 1 from us' +\n 'ers')`],
    ['in parts in parentheses', `pool.query(a + ('select 1 from us'))`],
    ['a part with a name', `const begin = 'select 1 from '; pool.query(\`\${begin}\${prefix}ers\`)`],
    ['written in numbers', `pool.query('select 1 from \\u0075sers')`],
    ['over two lines', `pool.query('select 1 from us\\\ners')`],
    ['a piece of SQL', 'sql`join users on true`'],
    ['a relational query', `db.query.users.findMany()`],
    ['an import where it is needed', `const { users } = await import ('./schema')`],
    ['a required one', `const { users } = require('./schema')`],
    ['without a space', `pool.query('select*from"users"')`],
  ])('may hold uses: %s', (_name, text) => expect(mayHold(text)).toBe(true));
});

it('is searched where a table is named, and is found the same when it is asked again', () =>
  withFiles(
    {
      'drizzle.config.json': '{"dialect":"postgresql","schema":"./schema.ts"}',
      'schema.ts': `import { integer, pgTable } from 'drizzle-orm/pg-core';
export const users = pgTable('users', { id: integer('id') });
export const accounts = pgTable('user accounts', { id: integer('id') });\n`,
      'label.ts': `export const label = { title: 'Delete them', hint: "Update your choice" };\n`,
      'split.ts': `const begin = 'select id from '; export const f = (pool) => pool.query(begin + 'us' + 'ers');\n`,
      'quoted.ts': `export const f = (pool) => pool.query('delete from "user accounts"');\n`,
    },
    async (root) => {
      const usages = await readFolderUsages(root);
      expect(linesOf(usages, 'label.ts')).toEqual([]);
      expect(linesOf(usages, 'split.ts').map((line) => line.replace(/^\S+ /, ''))).toEqual([
        'selected column:public.users.id (sql)',
        'select table:public.users (sql), all rows',
      ]);
      expect(linesOf(usages, 'quoted.ts')).toHaveLength(1);
    },
  ));
