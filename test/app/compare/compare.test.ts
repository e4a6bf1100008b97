import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { citext } from '@electric-sql/pglite/contrib/citext';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCatalog, KINDS, type Reading, type Source } from '#app/catalog';
import { type Answers, type CompareOptions, type Comparison, compare, type Scope, WHOLE_SCOPE } from '#app/compare';
import { forkChild } from '#main/platform/fork-child.ts';
import { UNWATCHED } from '#main/platform/work.ts';
import { createShadow, type Shadow } from '#main/shadow/shadow.ts';
import { pgliteSession, readerSettings } from '#main/sources/live/pglite-session.ts';
import { readLive } from '#main/sources/live/read-live.ts';
import { createEmbedded } from '#test/support/database/embedded.ts';
import { sliceFor, sliceOfKinds } from '#test/support/slices.ts';
import { BASE_SCHEMA } from './base-schema.ts';
import { MUTATIONS } from './mutations.ts';

const CODE: Source = { kind: 'code', label: 'code' };
const LIVE: Source = { kind: 'live', label: 'live' };
const SCOPE: Scope = { ...WHOLE_SCOPE, roles: { all: true, include: [], exclude: [], provider: null } };

let database: PGlite;
let folder: string;
let shadow: Shadow;
let base: Reading;

/** Reads the database after the statement, inside a transaction that is undone. */
async function readAfter(sql: string, source: Source = LIVE): Promise<Reading> {
  await database.exec('BEGIN');
  try {
    await database.exec(sql);
    await database.exec(readerSettings);
    return await readLive(pgliteSession(database), { source, work: UNWATCHED });
  } finally {
    await database.exec('ROLLBACK');
  }
}

/** Compares, asks, and compares again until nothing is open. */
async function judged(from: Reading, to: Reading, options: Partial<CompareOptions> = {}): Promise<Comparison> {
  let answers: Answers = new Map();
  for (;;) {
    const comparison = compare(from, to, { scope: SCOPE, answers, ...options });
    if (comparison.questions.length === 0) return comparison;
    answers = new Map([...answers, ...(await shadow.deparse(comparison.questions, UNWATCHED))]);
  }
}

const asCode = (reading: Reading): Reading => ({
  ...reading,
  source: CODE,
  catalog: { ...reading.catalog, server: null },
});

const print = ({ differences }: Comparison) =>
  differences.map(({ key, class: name, counts }) => `${key} ${name}${counts ? ' +' : ''}`);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'raingauge-compare-'));
  shadow = createShadow({ spawn: forkChild, cacheFolder: folder });
  database = await createEmbedded({ citext });
  await database.exec(BASE_SCHEMA);
  base = await readAfter('SELECT 1');
});

afterAll(async () => {
  await shadow.close();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

describe('a difference of each kind', () => {
  it.each(sliceOfKinds(MUTATIONS, ({ kind }) => kind, 2))('$kind: $sql', async ({ sql, expected }) => {
    const comparison = await judged(asCode(base), await readAfter(sql));
    expect(print(comparison)).toEqual([...expected].sort());
    expect(comparison.problems).toEqual([]);
  });

  it('is tested for every kind but the event trigger, which the embedded server runs for every statement', () => {
    const tested = new Set(MUTATIONS.map(({ kind }) => kind));
    expect(KINDS.filter((kind) => !tested.has(kind))).toEqual(['event-trigger']);
  });
});

describe('laws', () => {
  it('finds nothing between a catalog and itself, and asks nothing', () => {
    const comparison = compare(asCode(base), base, { scope: SCOPE, answers: new Map() });
    expect(comparison).toMatchObject({ differences: [], questions: [], problems: [] });
  });

  it('finds the same the other way round, with the sides exchanged', async () => {
    for (const { sql } of sliceFor(null, MUTATIONS, 6)) {
      const other = await readAfter(sql);
      const there = await judged(base, { ...other, source: { kind: 'url', label: 'other' } });
      const back = await judged({ ...other, source: { kind: 'url', label: 'other' } }, base);
      expect(back.totals).toEqual(there.totals);
      const isNamed = ({ attribute }: { attribute: string | null }) => attribute === 'name';
      const keys = (comparison: Comparison) =>
        comparison.differences.filter((difference) => !isNamed(difference)).map(({ key }) => key);
      expect(keys(back)).toEqual(keys(there));
      back.differences.forEach((difference, index) => {
        if (!isNamed(difference)) expect(difference.states).toEqual(there.differences[index]?.states);
      });
    }
  });

  it('does not depend on the order of the lists, nor on a way through JSON', async () => {
    const other = await readAfter('ALTER POLICY own_guests ON guests USING (true); DROP INDEX guests_email_idx');
    const expected = await judged(asCode(base), other);
    const reversed = (reading: Reading): Reading => ({
      ...reading,
      catalog: {
        ...reading.catalog,
        objects: Object.fromEntries(
          KINDS.map((kind) => [kind, [...reading.catalog.objects[kind]].reverse()]),
        ) as unknown as Reading['catalog']['objects'],
      },
    });
    expect(await judged(reversed(asCode(base)), reversed(other))).toEqual(expected);
    const throughJson = (reading: Reading) => JSON.parse(JSON.stringify(reading)) as Reading;
    expect(await judged(throughJson(asCode(base)), throughJson(other))).toEqual(expected);
    expect(JSON.parse(JSON.stringify(expected))).toEqual(expected);
  });

  it('tells of an attribute that no rule handles', async () => {
    const [first, ...others] = base.catalog.objects.table;
    const table = [{ ...first, colour: 'blue' } as unknown as NonNullable<typeof first>, ...others];
    const catalog = buildCatalog({ ...base.catalog, objects: { ...base.catalog.objects, table } });
    const { differences } = await judged(asCode(base), { ...base, catalog });
    expect(differences).toMatchObject([{ attribute: 'colour', class: 'drift', counts: true }]);
    expect(differences[0]?.reason).toContain('cannot be migrated automatically');
  });
});

describe('labels of an enum that code could not read', () => {
  const without = (reading: Reading): Reading => {
    const labelled = reading.catalog.objects.enum.map((each) => ({ ...each, labels: [] }));
    return { ...reading, catalog: { ...reading.catalog, objects: { ...reading.catalog.objects, enum: labelled } } };
  };

  it('are undecided, whichever side code is; an enum of a database that has none differs', () => {
    const kept = { scope: SCOPE, answers: new Map() };
    for (const comparison of [compare(without(asCode(base)), base, kept), compare(base, without(asCode(base)), kept)]) {
      const labels = comparison.differences.filter(({ attribute }) => attribute === 'labels');
      expect(labels.length).toBeGreaterThan(0);
      expect(new Set(labels.map(({ verdict }) => verdict))).toEqual(new Set(['undecided']));
      expect(comparison.problems).toHaveLength(labels.length);
    }
    const live = compare(without(base), base, kept);
    expect(live.problems).toEqual([]);
    expect(live.differences.filter(({ attribute }) => attribute === 'labels').length).toBeGreaterThan(0);
  });
});

describe('texts', () => {
  const withCheck = (expression: string): Reading => {
    const check = base.catalog.objects.check.map((each) =>
      each.name === 'venues_seats' ? { ...each, expression } : each,
    );
    return { ...asCode(base), catalog: { ...base.catalog, server: null, objects: { ...base.catalog.objects, check } } };
  };

  it('are the same where PostgreSQL prints them the same', async () => {
    expect(print(await judged(withCheck('"seats" > 0 and "venues"."seats" < 100000'), base))).toEqual([]);
  });

  it('are no difference while the question is open', () => {
    const comparison = compare(withCheck('seats > 0 and seats < 100000'), base, { scope: SCOPE, answers: new Map() });
    expect(comparison.differences).toEqual([]);
    expect(comparison.questions).toHaveLength(2);
  });

  it('leave the result incomplete where one of them cannot be built', async () => {
    const comparison = await judged(withCheck('chairs > 0'), base);
    expect(comparison.differences).toMatchObject([
      { key: 'check:public.venues.venues_seats#expression', verdict: 'undecided', counts: true },
    ]);
    expect(comparison.differences[0]?.reason).toContain('column "chairs" does not exist');
    expect(comparison.problems).toMatchObject([{ code: 'not-comparable', effect: 'unread' }]);
  });

  it('are one question in hundreds of tables that are alike', () => {
    const tables = (using: string): Reading => {
      const { table, column } = base.catalog.objects;
      const [guests] = table.filter(({ name }) => name === 'guests');
      const columns = column.filter((each) => each.table === 'guests');
      const [policy] = base.catalog.objects.policy;
      if (!guests || !policy) throw new Error('The base schema has guests and a policy');
      const names = Array.from({ length: 300 }, (_, index) => `guests_${index}`);
      return {
        ...asCode(base),
        catalog: buildCatalog({
          objects: {
            table: names.map((name) => ({ ...guests, name, id: `table:public.${name}` })),
            column: names.flatMap((name) =>
              columns.map((each) => ({ ...each, table: name, id: `column:public.${name}.${each.name}` })),
            ),
            policy: names.map((name) => ({ ...policy, using, table: name, id: `policy:public.${name}.own_guests` })),
          },
        }),
      };
    };
    const comparison = compare(tables('venue_id = 1'), tables('(venue_id = (1))'), {
      scope: SCOPE,
      answers: new Map(),
    });
    expect(comparison.questions).toHaveLength(2);
  });

  it('that differ only since a column has another type are told once, of the column', async () => {
    const other = await readAfter(
      'DROP VIEW big_venues; ALTER TABLE venues DROP COLUMN double_seats; DROP RULE keep_venues ON venues; ALTER TABLE venues ALTER seats TYPE bigint; ALTER TABLE venues ADD double_seats integer GENERATED ALWAYS AS (seats * 2) STORED',
    );
    expect(print(await judged(asCode(base), other)).filter((line) => line.startsWith('check:'))).toEqual([]);
  });
});

describe('what counts', () => {
  const migrations = (reading: Reading): Reading => ({
    ...reading,
    source: { kind: 'migrations', label: 'migrations' },
  });
  const force = 'ALTER TABLE venues FORCE ROW LEVEL SECURITY';

  it('is not what Drizzle cannot express and a migration accounts for', async () => {
    const live = await readAfter(force);
    const { differences } = await judged(asCode(base), live, { migrations: migrations(live) });
    expect(differences).toMatchObject([
      { class: 'unmanaged', counts: false, reason: expect.stringContaining('accounts') },
    ]);
  });

  it('is what Drizzle cannot express and no migration accounts for', async () => {
    const { differences } = await judged(asCode(base), await readAfter("COMMENT ON TABLE guests IS 'x'"), {
      migrations: migrations(base),
    });
    expect(differences).toMatchObject([{ class: 'unmanaged', counts: true, verdict: 'changed-by-hand' }]);
  });

  it('is not what Drizzle cannot express between code and the migrations, which are its own account of it', async () => {
    const { differences } = await judged(asCode(base), migrations(await readAfter(force)));
    expect(differences).toMatchObject([{ class: 'unmanaged', counts: false }]);
  });

  it('is whatever the migrations do not account for in a database', async () => {
    const { differences } = await judged(migrations(base), await readAfter(force));
    expect(differences).toMatchObject([{ class: 'unmanaged', counts: true }]);
  });

  it('is without migrations what changes how a table behaves, and nothing else that Drizzle cannot express', async () => {
    const live = await readAfter(`${force}; COMMENT ON TABLE guests IS 'x'`);
    const { differences } = await judged(asCode(base), live);
    expect(differences.map(({ object, counts }) => [object, counts])).toEqual([
      ['table:public.guests', false],
      ['table:public.venues', true],
    ]);
  });

  it('is a grant to a role that the code does not know', async () => {
    const grants = await readAfter('CREATE ROLE stranger; GRANT SELECT ON guests TO stranger, planner');
    const { differences } = await judged(asCode(base), grants);
    const counted = differences.filter(({ kind }) => kind === 'grant').map(({ object, counts }) => [object, counts]);
    expect(counted).toEqual([
      ['grant:"table:public.guests".planner', false],
      ['grant:"table:public.guests".stranger', true],
    ]);
  });

  it('is not what the server is too old to express', async () => {
    const to = await readAfter(
      'ALTER TABLE venues DROP CONSTRAINT venues_name_unique, ADD CONSTRAINT venues_name_unique UNIQUE NULLS NOT DISTINCT (name)',
    );
    const old: Reading = {
      ...base,
      catalog: { ...base.catalog, server: { major: 14, version: '14.1', flavour: 'postgresql' } },
    };
    const { differences } = await judged(asCode(to), old);
    expect(differences).toMatchObject([
      { class: 'unmanaged', counts: false, reason: 'PostgreSQL 14 cannot express it.' },
    ]);
  });
});

describe('who is wrong', () => {
  const column = 'ALTER TABLE guests ADD COLUMN phone text';
  const migrations = (reading: Reading, applied = true): Reading => ({
    ...reading,
    source: { kind: 'migrations', label: 'migrations' },
    catalog: {
      ...reading.catalog,
      objects: {
        ...reading.catalog.objects,
        column: reading.catalog.objects.column.map((each) => ({
          ...each,
          origins: [{ source: 'migrations' as const, file: each.name === 'phone' ? '2.sql' : '1.sql' }],
        })),
      },
    },
    migrations: {
      layout: 'journal',
      folder: 'drizzle',
      files: [
        { path: '1.sql', tag: '1', when: 1, statements: 1, hash: 'a', state: 'applied', applied: true },
        {
          path: '2.sql',
          tag: '2',
          when: 2,
          statements: 1,
          hash: 'b',
          state: applied ? 'applied' : 'not-applied',
          applied,
        },
      ],
      statements: [],
      journal: null,
      database: null,
      appliedOnly: [],
    },
  });
  const verdict = async (from: Reading, to: Reading, third: Reading) =>
    (await judged(from, to, { migrations: third })).differences.map((difference) => difference.verdict);

  it('is the code where migrations and live agree on more', async () => {
    const live = await readAfter(column);
    expect(await verdict(asCode(base), live, migrations(live))).toEqual(['code-forgot']);
  });

  it('is the migration where the code alone has it', async () => {
    expect(await verdict(asCode(await readAfter(column)), base, migrations(base))).toEqual(['migration-forgot']);
  });

  it('is whoever changed the database where code and migrations agree', async () => {
    expect(await verdict(asCode(base), await readAfter(column), migrations(base))).toEqual(['changed-by-hand']);
  });

  it('is nobody yet where the migration was not applied', async () => {
    const code = await readAfter(column);
    expect(await verdict(asCode(code), base, migrations(code, false))).toEqual(['not-applied']);
  });

  it('is the one who edited a migration after it was applied, as the database’s own notes tell', async () => {
    const code = await readAfter(column);
    const noted = [
      { hash: 'a', createdAt: 1 },
      { hash: 'another', createdAt: 2 },
    ];
    expect(await verdict(asCode(code), { ...base, applied: noted }, migrations(code))).toEqual(['edited-after-apply']);
    expect(await verdict(asCode(code), { ...base, applied: noted.slice(0, 1) }, migrations(code))).toEqual([
      'not-applied',
    ]);
  });

  it('cannot be told by two sources', async () => {
    expect((await judged(asCode(base), await readAfter(column))).differences).toMatchObject([{ verdict: 'undecided' }]);
  });
});

describe('scope', () => {
  it('leaves out what is not managed and counts it', async () => {
    const live =
      await readAfter(`CREATE SCHEMA drizzle; CREATE TABLE drizzle.__drizzle_migrations (id serial PRIMARY KEY, hash text);
      CREATE SCHEMA auth; CREATE TABLE auth.users (id int PRIMARY KEY); CREATE TABLE spatial_ref_sys (id int)`);
    const scope: Scope = { ...WHOLE_SCOPE, schemas: ['public', 'billing'], tables: ['!spatial_*'] };
    const { differences, totals } = await judged(asCode(base), live, { scope });
    expect(differences).toEqual([]);
    expect(totals.outOfScope).toMatchObject({ 'left out by tablesFilter': 2, 'in a schema that is not managed': 4 });
  });
});

describe('what may be renamed', () => {
  const candidates = async (sql: string) =>
    (await judged(asCode(base), await readAfter(sql))).renameCandidates.map(({ from, to }) => `${from} -> ${to}`);

  it.each([
    ['a table', 'ALTER TABLE guests RENAME TO visitors', ['table:public.guests -> table:public.visitors']],
    [
      'a column',
      'ALTER TABLE guests RENAME email TO mail',
      ['column:public.guests.email -> column:public.guests.mail'],
    ],
    ['an enum', 'ALTER TYPE mood RENAME TO temper', ['enum:public.mood -> enum:public.temper']],
    ['a view', 'ALTER VIEW big_venues RENAME TO large_venues', ['view:public.big_venues -> view:public.large_venues']],
    [
      'a policy',
      'ALTER POLICY own_guests ON guests RENAME TO only_own',
      ['policy:public.guests.own_guests -> policy:public.guests.only_own'],
    ],
    ['a schema', 'ALTER SCHEMA billing RENAME TO invoicing', []],
    [
      'a column in another spelling, beside one that was added',
      'ALTER TABLE venues RENAME double_seats TO "doubleSeats"; ALTER TABLE venues ADD doubles integer',
      ['column:public.venues.double_seats -> column:public.venues."doubleSeats"'],
    ],
  ])('is %s', async (_name, sql, expected) => {
    expect(await candidates(sql)).toEqual(expected);
  });

  it('is nothing where one thing went and another came', async () => {
    expect(
      await candidates(`ALTER TABLE guests DROP note CASCADE, ADD arrived timestamptz NOT NULL DEFAULT now();
        CREATE TABLE invoices (id int PRIMARY KEY, amount numeric); DROP TABLE notes`),
    ).toEqual([]);
  });

  it('says why, and is the same the other way round', async () => {
    const other = await readAfter('ALTER TABLE guests RENAME TO visitors');
    const there = await judged(asCode(base), other);
    expect(there.renameCandidates).toMatchObject([{ score: 0.65 }]);
    expect(there.renameCandidates[0]?.reasons).toContain('5 of 5 columns are the same.');
    const back = await judged({ ...other, source: CODE }, base);
    expect(back.renameCandidates.map(({ from, to, score }) => [to, from, score])).toEqual(
      there.renameCandidates.map(({ from, to, score }) => [from, to, score]),
    );
  });
});
