import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Catalog } from '#app/catalog';
import { UNWATCHED } from '#main/platform/work.ts';
import { draft } from '#main/prove/draft.ts';
import { createServerShadow } from '#main/shadow/server/server-shadow.ts';
import type { Shadow } from '#main/shadow/shadow.ts';
import { readLive } from '#main/sources/live/read-live.ts';
import { splitSql } from '#main/sources/sql-file/split-sql.ts';
import { matrixMajors, startServer } from '#test/support/postgres/servers.ts';
import { createShadowRole, type ShadowRole } from '#test/support/postgres/shadow-role.ts';
import { seed } from '#test/support/seed.ts';
import { shareOf, sliceFor } from '#test/support/slices.ts';
import { FIRST } from './drafts/cases/first.ts';
import { DRAFT_CASES } from './drafts/cases.ts';

const CASES = [...FIRST, ...DRAFT_CASES.filter(({ manyTransactions }) => manyTransactions)];

describe.each(matrixMajors())(`drafts on PostgreSQL %i (seed ${seed})`, (major) => {
  let folder: string;
  let role: ShadowRole;
  let shadow: Shadow;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'raingauge-drafts-'));
    role = await createShadowRole(await startServer(major));
    shadow = createServerShadow({
      connection: { source: { kind: 'url', label: 'shadow' }, url: role.url, environment: {} },
      others: [],
      extensions: [],
      said: () => {},
      cacheFolder: folder,
    });
  });

  afterAll(async () => {
    await shadow.close();
    await role.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function read(sql: string): Promise<Catalog> {
    const statements = await splitSql(Buffer.from(sql));
    return shadow.build(
      { statements, mode: 'each' },
      async (session, { failures }) => {
        expect(failures).toEqual([]);
        return (await readLive(session, { source: { kind: 'sql', label: 'case' }, work: UNWATCHED })).catalog;
      },
      UNWATCHED,
    );
  }

  it.each(shareOf(major, sliceFor(null, CASES, 8)))(
    'lead there where $name',
    async ({ from, to, renames = [], says = [], never = [] }) => {
      const { statements, problems, faults } = await draft(await read(from), await read(to), {
        shadow,
        renames: renames.map((text) => ({ text, by: 'hints' })),
        // And back: what was there before has to be there again.
        down: true,
        work: UNWATCHED,
      });
      const texts = statements.map(({ sql }) => sql);
      expect({ problems, faults }, texts.join(';\n')).toEqual({ problems: [], faults: [] });
      let at = 0;
      for (const said of says) {
        const found = texts.findIndex((text, index) => index >= at && text.includes(said));
        expect(found, `${said} in\n${texts.join(';\n')}`).toBeGreaterThanOrEqual(0);
        at = found;
      }
      for (const word of never) expect(texts.join(';\n')).not.toContain(word);
    },
  );
});
