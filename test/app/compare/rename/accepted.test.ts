import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { citext } from '@electric-sql/pglite/contrib/citext';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reading, Source } from '#app/catalog';
import { type Answers, type CompareOptions, type Comparison, compare, type Scope, WHOLE_SCOPE } from '#app/compare';
import { forkChild } from '#main/platform/fork-child.ts';
import { UNWATCHED } from '#main/platform/work.ts';
import { createShadow, type Shadow } from '#main/shadow/shadow.ts';
import { pgliteSession, readerSettings } from '#main/sources/live/pglite-session.ts';
import { readLive } from '#main/sources/live/read-live.ts';
import { createEmbedded } from '#test/support/database/embedded.ts';
import { BASE_SCHEMA } from '../base-schema.ts';

const CODE: Source = { kind: 'code', label: 'code' };
const LIVE: Source = { kind: 'live', label: 'live' };
const MIGRATIONS: Source = { kind: 'migrations', label: 'migrations' };
const SCOPE: Scope = { ...WHOLE_SCOPE, roles: { all: true, include: [], exclude: [], provider: null } };

let database: PGlite;
let folder: string;
let shadow: Shadow;
let base: Reading;

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

async function judged(from: Reading, to: Reading, options: Partial<CompareOptions>): Promise<Comparison> {
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
const written = (...texts: readonly string[]) => ({ renames: texts.map((text) => ({ text, by: 'hints' as const })) });
const print = ({ differences }: Comparison) =>
  differences.map(({ key, class: name, counts }) => `${key} ${name}${counts ? ' +' : ''}`);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'raingauge-renames-'));
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

/** The database has the old name; the new one is that of the code. Everything that leans on it must compare through it. */
const RENAMED: readonly {
  readonly sql: string;
  readonly hints: readonly string[];
  readonly expected: readonly string[];
}[] = [
  {
    sql: 'ALTER TABLE guests RENAME TO visitors',
    hints: ['public.visitors->public.guests'],
    expected: ['table:public.guests#name drift +'],
  },
  {
    sql: 'ALTER TABLE guests RENAME COLUMN note TO remark',
    hints: ['public.guests.remark->public.guests.note'],
    expected: ['column:public.guests.note#name drift +'],
  },
  {
    sql: 'ALTER TABLE guests RENAME COLUMN venue_id TO hall_id',
    hints: ['guests.hall_id->guests.venue_id'],
    // A materialized view keeps the names that its columns had.
    expected: ['column:public.guests.venue_id#name drift +'],
  },
  {
    sql: 'ALTER TABLE guests RENAME TO visitors; ALTER TABLE visitors RENAME COLUMN note TO remark',
    hints: ['table:public.visitors->public.guests', 'public.visitors.remark->public.guests.note'],
    expected: ['column:public.guests.note#name drift +', 'table:public.guests#name drift +'],
  },
  {
    sql: 'ALTER TYPE mood RENAME TO feeling',
    hints: ['enum:public.feeling->public.mood'],
    expected: ['enum:public.mood#name drift +'],
  },
  {
    sql: "ALTER TYPE mood RENAME VALUE 'calm' TO 'quiet'",
    hints: ['enum-label:public.mood.quiet->public.mood.calm'],
    expected: ['enum:public.mood#label calm drift +'],
  },
  {
    sql: 'ALTER SCHEMA billing RENAME TO money',
    hints: ['money->billing'],
    expected: ['schema:billing#name drift +'],
  },
  {
    sql: 'ALTER TABLE guests SET SCHEMA billing',
    hints: ['billing.guests->public.guests'],
    // Its own sequence went with it.
    expected: ['sequence:public.guests_id_seq#name cosmetic', 'table:public.guests#name drift +'],
  },
  {
    sql: 'ALTER DOMAIN email RENAME TO mail',
    hints: ['public.mail->public.email'],
    expected: ['domain:public.email#name drift +'],
  },
  {
    sql: 'ALTER SEQUENCE tickets RENAME TO stubs',
    hints: ['public.stubs->public.tickets'],
    expected: ['sequence:public.tickets#name drift +'],
  },
  {
    sql: 'ALTER VIEW big_venues RENAME TO large_venues',
    hints: ['public.large_venues->public.big_venues'],
    expected: ['view:public.big_venues#name drift +'],
  },
  {
    sql: 'ALTER MATERIALIZED VIEW venue_counts RENAME TO counts',
    hints: ['public.counts->public.venue_counts'],
    expected: ['materialized-view:public.venue_counts#name drift +'],
  },
  {
    sql: 'ALTER POLICY own_guests ON guests RENAME TO mine; ALTER POLICY mine ON guests USING (true)',
    hints: ['policy:public.guests.mine->public.guests.own_guests'],
    expected: ['policy:public.guests.own_guests#name drift +', 'policy:public.guests.own_guests#using drift +'],
  },
  {
    sql: 'DROP INDEX guests_email_idx; CREATE INDEX by_mail ON guests (upper(email)) WHERE note IS NOT NULL',
    hints: ['index:public.by_mail->public.guests_email_idx'],
    expected: ['index:public.guests_email_idx#keys drift +', 'index:public.guests_email_idx#name drift +'],
  },
  {
    sql: 'ALTER TABLE venues DROP CONSTRAINT venues_seats, ADD CONSTRAINT enough_seats CHECK (seats > 1)',
    hints: ['check:public.venues.enough_seats->public.venues.venues_seats'],
    expected: ['check:public.venues.venues_seats#expression drift +', 'check:public.venues.venues_seats#name drift +'],
  },
  {
    sql: 'ALTER ROLE planner RENAME TO organiser',
    hints: ['role:organiser->planner'],
    expected: ['role:planner#name drift +'],
  },
];

/** Beside those: what structure pairs by itself. */
const RENAMED_TOO: typeof RENAMED = [
  {
    sql: 'ALTER TABLE guests RENAME CONSTRAINT guests_venue_fk TO seated_at',
    hints: ['foreign-key:public.guests.seated_at->public.guests.guests_venue_fk'],
    expected: ['foreign-key:public.guests.guests_venue_fk#name drift +'],
  },
  {
    sql: 'ALTER TABLE guests DROP CONSTRAINT guests_venue_fk, ADD CONSTRAINT seated_at FOREIGN KEY (venue_id) REFERENCES venues ON DELETE SET NULL',
    hints: ['foreign-key:public.guests.seated_at->public.guests.guests_venue_fk'],
    expected: [
      'foreign-key:public.guests.guests_venue_fk#name drift +',
      'foreign-key:public.guests.guests_venue_fk#onDelete drift +',
    ],
  },
  {
    sql: 'ALTER INDEX guests_email_idx RENAME TO by_mail',
    hints: ['index:public.by_mail->public.guests_email_idx'],
    expected: ['index:public.guests_email_idx#name drift +'],
  },
];

/** Neither the names nor enough of the rest are alike: only a person knows. */
const UNLIKE: ReadonlySet<string> = new Set([
  'public.guests.remark->public.guests.note',
  'money->billing',
  'public.stubs->public.tickets',
  'policy:public.guests.mine->public.guests.own_guests',
  'index:public.by_mail->public.guests_email_idx upper',
  'check:public.venues.enough_seats->public.venues.venues_seats',
  'role:organiser->planner',
]);

describe('what may be a rename', () => {
  const isUnlike = ({ sql, hints: [hint = ''] }: (typeof RENAMED)[number]) =>
    UNLIKE.has(sql.includes('upper(email)') ? `${hint} upper` : hint);
  const single = [...RENAMED, ...RENAMED_TOO].filter(({ hints }) => hints.length === 1);
  const each = single.filter((row) => !isUnlike(row));

  it('is not guessed where neither names nor contents are alike', async () => {
    const unlike = single.filter(isUnlike);
    expect(unlike).toHaveLength(UNLIKE.size);
    for (const { sql, hints } of unlike) {
      const { renameCandidates } = await judged(asCode(base), await readAfter(sql), {});
      expect(renameCandidates.map(({ hint }) => hint)).not.toContainEqual(expect.stringContaining(hints[0] ?? ''));
    }
  });

  it.each(each)('is asked, with a score and reasons: $sql', async ({ sql, hints }) => {
    const { renameCandidates } = await judged(asCode(base), await readAfter(sql), {});
    const names = (hint: string) => hint.replace(/^[a-z-]+:/, '').replace(/^guests\.(\w+)->/, 'public.guests.$1->');
    const qualified = (hint: string) => names(hint).replace(/->guests\./, '->public.guests.');
    const found = renameCandidates.find(({ hint }) => qualified(hint) === qualified(hints[0] ?? ''));
    expect(found, renameCandidates.map(({ hint }) => hint).join()).toBeDefined();
    expect(found?.score).toBeGreaterThanOrEqual(0.6);
    expect(found?.score).toBeLessThanOrEqual(1);
    expect(found?.reasons.join(' ')).toMatch(/same|alike/);
  });

  it('is no label that stands elsewhere and is called otherwise, and no key on other columns', async () => {
    const live = await readAfter(
      "ALTER TYPE mood RENAME TO old_mood; CREATE TYPE mood AS ENUM ('zany', 'calm'); DROP INDEX guests_email_idx; CREATE INDEX guests_note_idx ON guests (note)",
    );
    const { renameCandidates } = await judged(asCode(base), live, {});
    const hints = renameCandidates.map(({ hint }) => hint);
    expect(hints.filter((hint) => /^(index|enum-label):/.test(hint))).toEqual([]);
  });

  it('is taken apart where somebody refused it, although the structure is the same', async () => {
    const live = await readAfter('ALTER INDEX guests_email_idx RENAME TO by_mail');
    const hint = 'index:public.by_mail->public.guests_email_idx';
    const refused = await judged(asCode(base), live, { notRenamed: [hint] });
    expect(print(refused)).toEqual(['index:public.by_mail drift +', 'index:public.guests_email_idx drift +']);
    expect(refused.renameCandidates.map((one) => one.hint)).not.toContain(hint);
  });
});

describe('a rename that somebody confirmed', () => {
  it.each([...RENAMED, ...RENAMED_TOO])('is one difference: $sql', async ({ sql, hints, expected }) => {
    const live = await readAfter(sql);
    const there = await judged(asCode(base), live, written(...hints));
    expect(there.problems).toEqual([]);
    expect(there.notes).toEqual([]);
    expect(print(there)).toEqual(expected);
    expect(there.renames.map(({ hint }) => hint.replace(/^[a-z-]+:/, ''))).toHaveLength(hints.length);
    expect(there.renameCandidates).toEqual([]);
    const back = await judged(live, asCode(base), written(...hints));
    // What structure paired is told by the name that the first source has.
    const counting = ({ differences, ...rest }: Comparison) =>
      print({ ...rest, differences: differences.filter(({ counts }) => counts) });
    expect(counting(back)).toEqual(counting(there));
  });

  it('names both names, both origins, and what each source calls what is in it', async () => {
    const live = await readAfter(
      'ALTER TABLE guests RENAME TO visitors; ALTER TABLE visitors ALTER COLUMN email SET NOT NULL',
    );
    const { differences } = await judged(asCode(base), live, written('public.visitors->public.guests'));
    expect(differences).toMatchObject([
      { key: 'column:public.guests.email#notNull', names: { live: 'column:public.visitors.email' } },
      {
        key: 'table:public.guests#name',
        renameOf: 'table:public.visitors',
        verdict: 'name-only',
        summary: 'table public.guests of code is called public.visitors in live',
        states: { code: { value: 'guests' }, live: { value: 'visitors' } },
        names: { live: 'table:public.visitors' },
      },
    ]);
  });

  it('is judged with the new name: what a text says otherwise still counts', async () => {
    const live = await readAfter(
      'ALTER TABLE guests RENAME COLUMN note TO remark; DROP INDEX guests_email_idx; CREATE INDEX guests_email_idx ON guests (lower(email)) WHERE remark IS NULL',
    );
    const comparison = await judged(asCode(base), live, written('public.guests.remark->public.guests.note'));
    expect(print(comparison)).toEqual([
      'column:public.guests.note#name drift +',
      'index:public.guests_email_idx#predicate drift +',
    ]);
    expect(comparison.differences[1]?.states.live?.deparsed).toBe('(note IS NULL)');
  });

  it('is not fooled by a text that stayed while its name was given to another', async () => {
    const code = await readAfter('ALTER TABLE venues ADD COLUMN old_seats integer');
    const live = await readAfter(
      'ALTER TABLE venues ADD COLUMN places integer; DROP VIEW big_venues; CREATE VIEW big_venues AS SELECT id, name FROM venues WHERE places > 1000; ALTER TABLE venues RENAME COLUMN places TO old_seats',
    );
    const plain = await judged(asCode(code), live, {});
    expect(print(plain)).toEqual(['view:public.big_venues#definition drift +']);
  });

  it('tells by the migrations who is wrong', async () => {
    const sql = 'ALTER TABLE notes RENAME TO remarks';
    const [live, before] = [await readAfter(sql), await readAfter(sql, MIGRATIONS)];
    const after = await readAfter('SELECT 1', MIGRATIONS);
    const verdict = async (code: Reading, database: Reading, migrations: Reading) =>
      (
        await judged(asCode(code), database, { migrations, ...written('public.remarks->public.notes') })
      ).differences.map((difference) => `${difference.key} ${difference.verdict}`);
    expect(await verdict(base, live, before)).toEqual(['table:public.notes#name migration-forgot']);
    expect(await verdict(base, live, after)).toEqual(['table:public.notes#name changed-by-hand']);
    expect(await verdict(live, base, after)).toEqual(['table:public.notes#name code-forgot']);
  });
});

describe('hints', () => {
  it('that match nothing are said', async () => {
    const live = await readAfter('SELECT 1');
    const { notes, differences } = await judged(asCode(base), live, written('public.visitors->public.guests'));
    expect(differences).toEqual([]);
    expect(notes).toMatchObject([{ code: 'rename-unmatched', effect: 'note' }]);
  });

  it('that make no sense, or may mean several things, are open', async () => {
    const live = await readAfter(
      'ALTER TABLE guests RENAME COLUMN note TO remark; ALTER TABLE guests RENAME CONSTRAINT guests_venue_fk TO remark; ALTER TABLE guests ADD CONSTRAINT x CHECK (true)',
    );
    const code = await readAfter('ALTER TABLE guests RENAME CONSTRAINT guests_venue_fk TO note');
    const { problems } = await judged(asCode(code), live, written('guests.remark->guests.note', 'nothing'));
    expect(problems).toMatchObject([
      {
        code: 'rename-ambiguous',
        effect: 'unread',
        remedy: 'Write which: "column:guests.remark->guests.note" or "foreign-key:guests.remark->guests.note".',
      },
      { code: 'rename-invalid', effect: 'unread' },
    ]);
  });

  it('that were refused are not asked again, and with a list nothing is', async () => {
    const live = await readAfter('ALTER TABLE guests RENAME TO visitors');
    const asked = await judged(asCode(base), live, {});
    const [candidate] = asked.renameCandidates;
    expect(candidate?.hint).toBe('table:public.visitors->public.guests');
    const refused = await judged(asCode(base), live, { notRenamed: [candidate?.hint ?? ''] });
    expect(refused.renameCandidates.map(({ hint }) => hint)).not.toContain(candidate?.hint);
    expect(refused.differences.length).toBe(asked.differences.length);
    expect((await judged(asCode(base), live, { asksNoRenames: true })).renameCandidates).toEqual([]);
  });
});
