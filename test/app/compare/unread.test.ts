import type { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { objectId, type Problem, type Reading, type SourceKind } from '#app/catalog';
import { compare, WHOLE_SCOPE } from '#app/compare';
import { UNWATCHED } from '#main/platform/work.ts';
import { pgliteSession, readerSettings } from '#main/sources/live/pglite-session.ts';
import { readLive } from '#main/sources/live/read-live.ts';
import { createEmbedded } from '#test/support/database/embedded.ts';

const SCHEMA = `CREATE TYPE role AS ENUM ('admin');
CREATE TABLE users (id int PRIMARY KEY, title varchar, role role);`;
const CHANGES = `ALTER TYPE role ADD VALUE 'member';
ALTER TABLE users ALTER COLUMN title SET NOT NULL, ENABLE ROW LEVEL SECURITY, ADD COLUMN born date;
CREATE INDEX users_title ON users (title);
CREATE POLICY own ON users USING (true);
CREATE TABLE posts (id int);`;

let database: PGlite;

async function read(kind: SourceKind): Promise<Reading> {
  await database.exec(`BEGIN; ${readerSettings}`);
  const reading = await readLive(pgliteSession(database), { source: { kind, label: kind }, work: UNWATCHED });
  await database.exec('ROLLBACK');
  return kind === 'code' ? { ...reading, catalog: { ...reading.catalog, server: null } } : reading;
}

let code: Reading;
let live: Reading;

beforeAll(async () => {
  database = await createEmbedded();
  await database.exec(SCHEMA);
  code = await read('code');
  await database.exec(CHANGES);
  live = await read('live');
});

afterAll(() => database.close());

const users = objectId('table', 'public', 'users');

/** Keys of the differences that are not decided because the code could not be read. */
function undecided(...problems: readonly Partial<Problem>[]): readonly string[] {
  const report = problems.map(
    (each): Problem => ({
      code: 'made-of-stand-in',
      effect: 'unread',
      message: 'Could not read it.',
      remedy: null,
      object: null,
      origin: null,
      cause: null,
      ...each,
    }),
  );
  const { differences } = compare({ ...code, report }, live, { scope: WHOLE_SCOPE, answers: new Map() });
  expect(differences.filter(({ counts }) => counts)).toHaveLength(7);
  const found = differences.filter(({ reason }) => reason.includes('Could not read it.'));
  expect(new Set(found.map(({ verdict }) => verdict))).toEqual(new Set(found.length > 0 ? ['undecided'] : []));
  // Nothing is said to be lost of which it is not known that the code has it not.
  expect(found.filter(({ destroyedBy }) => destroyedBy.length > 0)).toEqual([]);
  return found.map(({ key }) => key);
}

const ABSENT = ['column:public.users.born', 'index:public.users_title', 'policy:public.users.own'];

describe('what the code could not read', () => {
  it('decides the rest as ever', () => {
    expect(undecided()).toEqual([]);
    expect(undecided({ effect: 'replaced' }, { effect: 'note', object: users })).toEqual([]);
  });

  it('leaves the attributes of an object undecided, an enum’s labels among them, and says so', () => {
    const object = objectId('enum', 'public', 'role');
    expect(undecided({ object })).toEqual(['enum:public.role#labels']);
    expect(undecided({ object: objectId('column', 'public', 'users', 'title'), code: 'default-not-read' })).toEqual([
      'column:public.users.title#notNull',
    ]);
  });

  it('leaves undecided what a table may have, by what was lost', () => {
    expect(undecided({ object: users })).toEqual(ABSENT);
    expect(undecided({ object: users, code: 'foreign-key-not-read' })).toEqual([]);
    expect(undecided({ object: users, code: 'index-not-read' })).toEqual(['index:public.users_title']);
    const two = [{ code: 'foreign-key-not-read' }, { code: 'policy-not-read' }];
    expect(undecided(...two.map((each) => ({ ...each, object: users })))).toEqual([
      'policy:public.users.own',
      'table:public.users#rowSecurity',
    ]);
    expect(undecided({ object: users, code: 'table-extras-throw' })).toEqual([
      'index:public.users_title',
      'policy:public.users.own',
      'table:public.users#rowSecurity',
    ]);
  });

  it('leaves every absence undecided where a file, or a name, is not known', () => {
    expect(undecided({ code: 'schema-file-throws' })).toEqual([...ABSENT, 'table:public.posts']);
    expect(undecided({ code: 'name-not-known', object: users })).toEqual([...ABSENT, 'table:public.posts']);
  });

  it('is the code’s: what a database could not read says nothing of the code', () => {
    const problem: Problem = {
      code: 'permission-denied',
      effect: 'unread',
      message: 'Could not read it.',
      remedy: null,
      object: null,
      origin: null,
      cause: null,
    };
    const { differences } = compare(code, { ...live, report: [problem] }, { scope: WHOLE_SCOPE, answers: new Map() });
    expect(differences.filter(({ reason }) => reason.includes('Could not read it.'))).toEqual([]);
  });
});

describe('a statement of the migrations that failed', () => {
  it('leaves what it was to make undecided, and nothing else', () => {
    const posts = objectId('table', 'public', 'posts');
    const statement = {
      origin: { source: 'migrations', file: 'drizzle/0001.sql', line: 3 },
      command: 'CREATE TABLE',
      objects: [],
      meant: [{ object: posts, did: 'made' }],
      outcome: 'failed',
      outsideTransaction: false,
      flags: [],
    } as const;
    const migrations: Reading = {
      ...code,
      source: { kind: 'migrations', label: 'migrations' },
      report: [{ code: 'x', effect: 'unread', message: '', remedy: null, object: null, origin: null, cause: null }],
      migrations: {
        layout: 'journal',
        folder: 'drizzle',
        files: [],
        statements: [statement],
        journal: null,
        database: null,
        appliedOnly: [],
      },
    };
    const { differences } = compare(migrations, live, { scope: WHOLE_SCOPE, answers: new Map() });
    const found = differences.filter(({ reason }) => reason.includes('drizzle/0001.sql:3 failed'));
    expect(found.map(({ key, verdict }) => `${key} ${verdict}`)).toEqual(['table:public.posts undecided']);
  });
});
