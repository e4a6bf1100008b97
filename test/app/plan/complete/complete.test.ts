import { describe, expect, it } from 'vitest';
import { completeAt, describeAt, type StatementWords } from '#app/plan';
import { schemaOf } from '#test/support/catalog/schema-of.ts';

const CATALOG = schemaOf({
  tables: {
    users: ['id uuid pk', 'company_id uuid !', 'email text !', 'mood public.mood', 'displayName text'],
    posts: { columns: ['id uuid pk', 'user_id uuid -> users'], policies: [{ name: 'own_posts' }] },
    'billing.invoices': ['id uuid pk', 'total numeric(10,2)'],
  },
  enums: { mood: ['low', 'high'] },
});

/** What statements before have done, as the parser would tell it. */
const BEFORE: readonly StatementWords[] = [
  {
    sql: '',
    command: 'ALTER TABLE',
    outsideTransaction: false,
    actions: [
      { does: 'rename', what: 'column', of: ['', 'users'], from: 'email', to: 'mail', at: 0 },
      {
        does: 'create-table',
        table: ['', 'notes'],
        columns: [],
        guarded: false,
        temporary: false,
        copies: false,
        at: 0,
      },
      {
        does: 'drop',
        what: 'table',
        name: ['', 'posts'],
        on: null,
        guarded: false,
        cascade: false,
        concurrently: false,
        at: 0,
      },
    ],
    columns: [],
    block: null,
    error: null,
  },
];

function at(marked: string) {
  return { sql: marked.replace('|', ''), place: marked.indexOf('|'), catalog: CATALOG };
}

function offered(marked: string, before: readonly StatementWords[] = []): readonly string[] {
  return (completeAt({ ...at(marked), before })?.items ?? []).map(({ text }) => text);
}

describe('completion', () => {
  it.each([
    ['relations behind FROM', 'SELECT * FROM |', ['posts', 'users', 'billing.invoices']],
    ['relations behind ALTER TABLE IF EXISTS', 'ALTER TABLE IF EXISTS us|', ['users']],
    ['relations of a schema behind its dot', 'ALTER TABLE billing.|', ['invoices']],
    ['what is found by its letters', 'SELECT * FROM uss|', ['users']],
    [
      'the columns of the table that is altered',
      'ALTER TABLE users DROP COLUMN |',
      ['id', 'company_id', 'email', 'mood', '"displayName"'],
    ],
    ['the columns of a key', 'ALTER TABLE posts ADD CONSTRAINT k FOREIGN KEY (|', ['id', 'user_id']],
    [
      'the columns of what a key references',
      'ALTER TABLE posts ADD CONSTRAINT k FOREIGN KEY (user_id) REFERENCES users (e|',
      ['email'],
    ],
    ['the columns of what is inserted into', 'INSERT INTO posts (us|', ['user_id']],
    ['columns by an alias', 'SELECT u.| FROM users u', ['id', 'company_id', 'email', 'mood', '"displayName"']],
    ['columns by a table and its schema', 'SELECT billing.invoices.t|', ['total']],
    ['columns of a table that comes later', 'SELECT ema| FROM users', ['email']],
    ['names that need quotes', 'SELECT "disp|" FROM users', ['"displayName"']],
    ['policies', 'DROP POLICY own|', ['own_posts']],
    [
      'constraints of the table',
      'ALTER TABLE posts DROP CONSTRAINT fk|',
      expect.arrayContaining([expect.stringContaining('fkey')]),
    ],
    ['enums among the types', 'ALTER TABLE users ADD COLUMN m mo|', expect.arrayContaining(['mood', 'money'])],
    ['types of a cast', "SELECT 'low'::moo|", ['mood']],
    ['types in a new table', 'CREATE TABLE t (id uu|', ['uuid']],
    ['functions', 'ALTER TABLE users ALTER COLUMN id SET DEFAULT gen_r|', ['gen_random_uuid']],
    ['what a statement begins with', 'ALTER TAB|', ['TABLE']],
    ['what may follow', 'ALTER TABLE users ENAB|', ['ENABLE ROW LEVEL SECURITY']],
    ['what follows a column', 'ALTER TABLE users ALTER COLUMN email SET N|', expect.arrayContaining(['NOT'])],
    [
      'what follows the name of one',
      'ALTER TABLE users ALTER COLUMN email |',
      expect.arrayContaining(['SET NOT NULL', 'TYPE']),
    ],
    ['nothing in a string', "SELECT 'us|' FROM users", []],
    ['nothing in an open string', "SELECT 'us|", []],
    ['nothing in a comment', '-- us|', []],
    ['nothing in a body', 'DO $$ us| $$', []],
  ])('offers %s', (_, marked, wanted) => {
    const found = offered(marked);
    if (Array.isArray(wanted) && wanted.length === 0) expect(found).toEqual([]);
    else if (Array.isArray(wanted)) expect(found.slice(0, wanted.length)).toEqual(wanted);
    else expect(found).toEqual(wanted);
  });

  it('offers the schema as the statements before have left it', () => {
    expect(offered('SELECT * FROM |', BEFORE).slice(0, 3)).toEqual(['notes', 'users', 'billing.invoices']);
    expect(offered('SELECT mai| FROM users', BEFORE)).toContain('mail');
    expect(offered('SELECT ema| FROM users', BEFORE)).not.toContain('email');
  });

  it('takes the place of the whole word, what is behind the caret included', () => {
    const found = completeAt({ ...at('SELECT * FROM us|rs u'), before: [] });
    expect(found).toMatchObject({ at: 14, length: 4 });
  });
});

describe('what a name stands for', () => {
  const said = (marked: string, before: readonly StatementWords[] = []) => describeAt({ ...at(marked), before });

  it.each([
    ['a table', 'ALTER TABLE us|ers ADD COLUMN a int', 'table public.users', 'CREATE TABLE public.users'],
    ['a column', 'SELECT ema|il FROM users', 'column public.users.email', 'email text NOT NULL'],
    ['a column by an alias', 'SELECT u.ema|il FROM users u', 'column public.users.email', 'email text NOT NULL'],
    ['an alias', 'SELECT u|.email FROM users u', 'table public.users', 'CREATE TABLE'],
    ['an enum', 'ALTER TABLE users ADD COLUMN m mo|od', 'enum public.mood', "AS ENUM ('low', 'high')"],
    ['a policy', 'DROP POLICY own_|posts ON posts', 'policy public.own_posts', 'CREATE POLICY'],
  ])('is told of %s', (_, marked, title, sql) => {
    expect(said(marked)).toEqual({
      at: expect.any(Number),
      length: expect.any(Number),
      title,
      sql: expect.stringContaining(sql),
    });
  });

  it('is told as of that line', () => {
    expect(said('ALTER TABLE us|ers ADD COLUMN a int', BEFORE)?.sql).toMatch(
      /^-- As the statements above leave it\.\n[\s\S]* {2}mail text NOT NULL/,
    );
    expect(said('SELECT 1 FROM po|sts', BEFORE)).toBeNull();
  });

  it('is nothing of a keyword, a string or a name that nothing has', () => {
    for (const marked of ['SEL|ECT 1', "SELECT 'us|ers'", 'SELECT * FROM nobo|dy']) expect(said(marked)).toBeNull();
  });
});
