import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Catalog, emptyCatalog } from '#app/catalog';
import { forkChild } from '#main/platform/fork-child.ts';
import { UNWATCHED } from '#main/platform/work.ts';
import { draft } from '#main/prove/draft.ts';
import { readBack } from '#main/prove/read-back.ts';
import { createShadow, type Shadow } from '#main/shadow/shadow.ts';

let folder: string;
let shadow: Shadow;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'raingauge-draft-'));
  shadow = createShadow({ spawn: forkChild, cacheFolder: folder });
});

afterAll(async () => {
  await shadow.close();
  rmSync(folder, { recursive: true, force: true });
});

it('drafts an extension that only the target has, leaves nothing behind for the next, and grants all in one word', async () => {
  const sql =
    'CREATE EXTENSION citext; CREATE TABLE public.people (mail public.citext UNIQUE); CREATE ROLE reader; GRANT ALL ON public.people TO reader;';
  const to = await shadow.build(
    { statements: sql.split('; ').map((one) => ({ sql: one })), mode: 'each' },
    (session) => readBack(session, UNWATCHED),
    UNWATCHED,
  );
  for (const time of ['first', 'second']) {
    const { statements, faults } = await draft(emptyCatalog(), to, { shadow, renames: [], work: UNWATCHED });
    expect(faults, time).toEqual([]);
    const texts = statements.map((one) => one.sql);
    expect(texts).toContain('GRANT ALL ON TABLE public.people TO reader');
    expect(texts.some((text) => text.startsWith('CREATE EXTENSION'))).toBe(true);
  }
});

/** Seven statements each, by generated names. */
function manyTables(count: number, more = ''): string {
  const each = Array.from({ length: count }, (_, at) =>
    [
      `CREATE TABLE public.t${at} (id integer PRIMARY KEY, parent integer, name text NOT NULL DEFAULT 'x', CHECK (length(name) > ${at}))`,
      `CREATE INDEX t${at}_name ON public.t${at} (lower(name)) WHERE parent IS NOT NULL`,
      `ALTER TABLE public.t${at} ADD FOREIGN KEY (parent) REFERENCES public.t${at === 0 ? 0 : at - 1} (id)`,
      `ALTER TABLE public.t${at} ENABLE ROW LEVEL SECURITY`,
      `CREATE POLICY own ON public.t${at} USING (name = current_user)`,
      `COMMENT ON TABLE public.t${at} IS 'the ${at}th'`,
      `CREATE FUNCTION public.f${at}() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM public.t${at}'`,
    ].join(';\n'),
  );
  return [...each, more].join(';\n');
}

const readSql = (sql: string) =>
  shadow.build(
    { statements: sql.split(';\n').map((one) => ({ sql: one })), mode: 'bulk' },
    (session) => readBack(session, UNWATCHED),
    UNWATCHED,
  );

/** The draft, and how many databases were built for it. */
async function drafted(from: Catalog, to: Catalog) {
  let built = 0;
  const counting: Shadow = {
    ...shadow,
    build: (input, use, work) => {
      built += 1;
      return shadow.build(input, use, work);
    },
    scratch: (input, use, work) => {
      built += 1;
      return shadow.scratch(input, use, work);
    },
  };
  return { ...(await draft(from, to, { shadow: counting, renames: [], down: true, work: UNWATCHED })), built };
}

it('builds once where much is added and nothing else, and twice where anything is changed as well', async () => {
  const all = await readSql(manyTables(30));
  const some = await readSql(manyTables(1));
  const changed = await readSql(manyTables(1, 'ALTER TABLE public.t0 ALTER name DROP NOT NULL'));
  for (const from of [emptyCatalog(), some]) {
    const { faults, built, down, target } = await drafted(from, all);
    expect({ faults, built }).toEqual({ faults: [], built: 1 });
    expect(target.objects).toEqual({ ...all.objects, role: [] });
    expect(down?.some(({ sql }) => sql.startsWith('DROP TABLE'))).toBe(true);
  }
  const { faults, built, statements, target } = await drafted(changed, all);
  expect(faults).toEqual([]);
  expect(built).toBeGreaterThan(1);
  expect(statements.some(({ sql }) => sql.includes('SET NOT NULL'))).toBe(true);
  expect(target.objects).toEqual({ ...all.objects, role: [] });
});

it('keeps the words of a large target that only adds, and says of them what they come to', async () => {
  const read = await readSql(manyTables(30));
  const inOtherWords = (catalog: Catalog): Catalog => ({
    ...catalog,
    objects: {
      ...catalog.objects,
      policy: catalog.objects.policy.map((policy) => ({ ...policy, using: '"name" = current_user' })),
    },
  });
  const { statements, faults, built, target } = await drafted(emptyCatalog(), inOtherWords(read));
  expect({ faults, built }).toEqual({ faults: [], built: 1 });
  expect(statements.filter(({ sql }) => sql.includes('"name" = current_user'))).toHaveLength(30);
  expect(target.objects.policy.map(({ using }) => using)).toEqual(read.objects.policy.map(({ using }) => using));
});

it('says what a draft would need that is listed and not modelled', async () => {
  const reads = (sql: string) =>
    readSql(`CREATE TEXT SEARCH CONFIGURATION public.own (COPY = pg_catalog.simple);\n${sql}`);
  const table = `CREATE TABLE public.notes (said text, words tsvector GENERATED ALWAYS AS (to_tsvector('public.own', said)) STORED`;
  const drafting = draft(await reads(`${table})`), await reads(`${table}, at date)`), {
    shadow,
    renames: [],
    work: UNWATCHED,
  });
  await expect(drafting).rejects.toThrow(
    'A draft cannot be planned: table:public.notes needs the text search configuration public.own, which Raingauge lists and cannot make.',
  );
});
