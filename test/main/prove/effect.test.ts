import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Catalog } from '#app/catalog';
import { forkChild } from '#main/platform/fork-child.ts';
import { UNWATCHED } from '#main/platform/work.ts';
import { effectOf } from '#main/prove/effect.ts';
import { readBack } from '#main/prove/read-back.ts';
import { createShadow, type Shadow } from '#main/shadow/shadow.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const FROM = [
  'CREATE TABLE public.boats (id int PRIMARY KEY, name text)',
  'CREATE INDEX by_name ON public.boats (name)',
  'CREATE VIEW public.names AS SELECT name FROM public.boats',
  "CREATE TYPE public.mood AS ENUM ('a')",
  'CREATE TABLE public.harbours (id int)',
];

let folder: string;
let shadow: Shadow;
let from: Catalog;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'raingauge-effect-'));
  shadow = createShadow({ spawn: forkChild, cacheFolder: folder });
  from = await shadow.build(
    { statements: FROM.map((sql) => ({ sql })), mode: 'each' },
    (session) => readBack(session, UNWATCHED),
    UNWATCHED,
  );
});
afterAll(async () => {
  await shadow.close();
  rmSync(folder, { recursive: true, force: true });
});

const effect = (...statements: readonly string[]) => effectOf(from, statements, { shadow, work: UNWATCHED });

describe('what a draft makes of its source', () => {
  it('tells of a rename as one object under two names, with all that goes along', async () => {
    const { objects, refused } = await effect(
      'ALTER TABLE public.boats RENAME TO ships',
      'ALTER TABLE public.ships RENAME COLUMN name TO title',
      'ALTER TYPE public.mood RENAME TO temper',
    );
    expect(refused).toEqual([]);
    expect(objects.map(({ object, was }) => [object, was])).toEqual([
      ['view:public.names', null],
      ['table:public.ships', 'table:public.boats'],
      ['enum:public.temper', 'enum:public.mood'],
    ]);
    const [, ships] = objects;
    expect(ships?.before).toContain('CREATE TABLE public.boats');
    expect(ships?.before).toContain('CREATE INDEX by_name ON public.boats USING btree (name)');
    expect(ships?.after).toContain('CREATE INDEX by_name ON public.ships USING btree (title)');
  });

  it('keeps apart what goes, and what comes under the name of something that was renamed', async () => {
    const { objects } = await effect(
      'ALTER TABLE public.harbours RENAME TO ports',
      'CREATE TABLE public.harbours (code text)',
      'DROP VIEW public.names',
    );
    expect(objects.map(({ object, was, before, after }) => [object, was, before !== '', after !== ''])).toEqual([
      ['table:public.harbours', null, false, true],
      ['view:public.names', null, true, false],
      ['table:public.ports', 'table:public.harbours', true, true],
    ]);
  });

  it('goes on behind a statement that the server refuses', async () => {
    const { objects, refused } = await effect('DROP TABLE public.cellars', 'DROP VIEW public.names');
    expect(refused).toEqual([{ index: 0, message: 'table "cellars" does not exist' }]);
    expect(objects.map(({ object }) => object)).toEqual(['view:public.names']);
  });
});
