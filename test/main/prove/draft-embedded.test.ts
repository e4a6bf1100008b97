import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { emptyCatalog } from '#app/catalog';
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
