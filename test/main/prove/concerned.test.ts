import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Catalog } from '#app/catalog';
import { concernedIn } from '#app/plan';
import { forkChild } from '#main/platform/fork-child.ts';
import { UNWATCHED } from '#main/platform/work.ts';
import { draft } from '#main/prove/draft.ts';
import { readBack } from '#main/prove/read-back.ts';
import { createShadow, type Shadow } from '#main/shadow/shadow.ts';
import { sliceFor } from '#test/support/slices.ts';

let folder: string;
let shadow: Shadow;
let from: Catalog;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'raingauge-concerned-'));
  shadow = createShadow({ spawn: forkChild, cacheFolder: folder });
  from = await read();
});

afterAll(async () => {
  await shadow.close();
  rmSync(folder, { recursive: true, force: true });
});

const ALONE = Array.from({ length: 24 }, (_, at) => `alone${at}`);
const WORTH = { tables: 10, share: 0.5 };
const SCHEMA = [
  `CREATE TYPE public.mood AS ENUM ('glad', 'calm', 'sad')`,
  'CREATE TABLE public.organizations (id integer PRIMARY KEY)',
  'CREATE TABLE public.a (id integer PRIMARY KEY, org integer REFERENCES public.organizations, felt public.mood)',
  'CREATE TABLE public.b (id bigserial PRIMARY KEY, a_id integer REFERENCES public.a)',
  `CREATE TABLE public.d (id integer PRIMARY KEY, felt public.mood[] DEFAULT '{calm}', b_id bigint REFERENCES public.b)`,
  'CREATE TABLE public.seen (id integer PRIMARY KEY, name text)',
  'CREATE VIEW public.sight AS SELECT id, name FROM public.seen',
  'CREATE TABLE public.counted (id integer)',
  `CREATE FUNCTION public.how_many() RETURNS bigint LANGUAGE plpgsql AS $$ BEGIN\nRETURN (SELECT count(*) FROM\nCounted); END $$`,
  'CREATE TABLE public.m (id integer NOT NULL, at date NOT NULL) PARTITION BY RANGE (at)',
  `CREATE TABLE public.m1 PARTITION OF public.m FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')`,
  `CREATE TABLE public.m2 PARTITION OF public.m FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')`,
  'CREATE TABLE public."odd one" (id integer)',
  ...ALONE.map(
    (name) => `CREATE TABLE public.${name} (id integer PRIMARY KEY, org integer REFERENCES public.organizations)`,
  ),
  ...ALONE.map((name) => `CREATE POLICY own ON public.${name} USING (org > 0)`),
];
/** What other objects name, and what has a name that is no word. */
const ALWAYS = ['counted', 'odd one', 'seen'];

const read = (...more: readonly string[]): Promise<Catalog> =>
  shadow.build(
    { statements: [...SCHEMA, ...more].map((sql) => ({ sql })), mode: 'each' },
    (session, { failures }) => {
      expect(failures).toEqual([]);
      return readBack(session, UNWATCHED);
    },
    UNWATCHED,
  );

const CASES: readonly { readonly change: string; readonly kept: readonly string[] }[] = [
  { change: 'ALTER TABLE public.alone3 ADD note text', kept: ['alone3', 'organizations'] },
  {
    change: 'DROP TABLE public.alone3; CREATE TABLE public.more (id integer REFERENCES public.alone4)',
    kept: ['alone3', 'alone4', 'organizations'],
  },
  {
    change: `ALTER TABLE public.d ALTER felt DROP DEFAULT; ALTER TYPE public.mood RENAME TO was; CREATE TYPE public.mood AS ENUM ('glad', 'calm'); ALTER TABLE public.a ALTER felt TYPE public.mood USING felt::text::public.mood; ALTER TABLE public.d ALTER felt TYPE public.mood[] USING felt::text[]::public.mood[]; DROP TYPE public.was`,
    kept: ['a', 'b', 'd', 'organizations'],
  },
  {
    change:
      'ALTER TABLE public.b DROP CONSTRAINT b_a_id_fkey; ALTER TABLE public.a ALTER id TYPE bigint; ALTER TABLE public.b ALTER a_id TYPE bigint',
    kept: ['a', 'b', 'd', 'organizations'],
  },
  {
    change: `DROP TABLE public.m2; CREATE TABLE public.m2 PARTITION OF public.m FOR VALUES FROM ('2026-01-01') TO ('2028-01-01')`,
    kept: ['m', 'm1', 'm2'],
  },
  { change: 'DROP VIEW public.sight; CREATE VIEW public.sight AS SELECT name FROM public.seen', kept: [] },
  {
    change: `REVOKE ALL ON public.alone7 FROM PUBLIC; GRANT SELECT ON public.alone7 TO PUBLIC`,
    kept: ['alone7', 'organizations'],
  },
];

describe('what of a large schema a draft concerns', () => {
  it.each(sliceFor(null, CASES, 2))('is enough for the same draft: $change', async ({ change, kept }) => {
    const to = await read(...change.split('; '));
    const part = concernedIn({ from, to }, [], WORTH);
    expect(part?.from.objects.table.map(({ name }) => name).sort()).toEqual([...ALWAYS, ...kept].sort());
    if (!part) return;
    const drafted = async (ends: typeof part) => {
      const { statements, faults } = await draft(ends.from, ends.to, {
        shadow,
        renames: [],
        whole: true,
        work: UNWATCHED,
      });
      return { statements, faults };
    };
    const whole = await drafted({ from, to });
    expect(whole.faults).toEqual([]);
    expect(whole.statements.length).toBeGreaterThan(0);
    expect(await drafted(part)).toEqual(whole);
  });

  it('is all of it where most tables name what differs, where little is the same, and where anything may be looked at', async () => {
    const ends = async (...more: readonly string[]) => concernedIn({ from, to: await read(...more) }, [], WORTH);
    expect(await ends(`COMMENT ON TABLE public.organizations IS 'all'`)).toBeNull();
    expect(
      await ends(
        'CREATE FUNCTION public.watch() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN END $$',
        'CREATE EVENT TRIGGER watching ON ddl_command_end EXECUTE FUNCTION public.watch()',
      ),
    ).toBeNull();
    expect(concernedIn({ from, to: from })).toBeNull();
    const hinted = concernedIn({ from, to: from }, ['public.alone5.was->public.alone5.org'], WORTH);
    expect(hinted?.to.objects.table.map(({ name }) => name).sort()).toEqual(
      [...ALWAYS, 'alone5', 'organizations'].sort(),
    );
    expect(
      concernedIn({ from, to: from }, [], WORTH)
        ?.to.objects.table.map(({ name }) => name)
        .sort(),
    ).toEqual(ALWAYS);
  });
});
