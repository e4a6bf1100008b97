import { describe, expect, it } from 'vitest';
import type { AcceptedRename } from '#app/compare';
import { UNWATCHED } from '#main/platform/work.ts';
import { renameUses } from '#main/session/rename-uses.ts';
import { findDrizzleProject } from '#main/sources/code/drizzle-config.ts';
import { readCode } from '#main/sources/code/read-code.ts';
import { readUsages } from '#main/usages/read-usages.ts';
import { codeOf } from '#test/app/audit/readings.ts';
import { withFiles } from '../sources/code/support.ts';

const FILES = {
  'drizzle.config.json': '{"dialect":"postgresql","schema":"./schema.ts"}',
  'schema.ts': `import { integer, pgTable, text } from 'drizzle-orm/pg-core';
export const guests = pgTable('visitors', { id: integer('id').primaryKey(), mail: text('email') });
`,
  'report.ts': `import { sql } from 'drizzle-orm';
export const old = sql\`select g.mail from guests g\`;
export const current = sql\`select v.email from visitors v\`;
`,
};

const rename = (kind: AcceptedRename['kind'], from: string, to: string): AcceptedRename => ({
  kind,
  from: `${kind}:${from}`,
  to: `${kind}:${to}`,
  hint: `${from}->${to}`,
  by: 'hints',
});
const TABLE = rename('table', 'public.guests', 'public.visitors');
const COLUMN = rename('column', 'public.visitors.mail', 'public.visitors.email');

describe('where code says the old name of what is renamed', () => {
  /** What is told of renames, and how often the code was searched. */
  const told = (renames: readonly AcceptedRename[]) =>
    withFiles(FILES, async (root) => {
      const project = await findDrizzleProject(root, { environment: {} });
      const code = await readCode(project, UNWATCHED);
      const from = codeOf({ tables: { guests: ['id int pk', 'mail text'] } }).catalog;
      let searched = 0;
      const found = await renameUses({
        renames,
        from,
        code,
        usages: (reading) => {
          searched += 1;
          return readUsages({ root, reading, without: [project.out], work: UNWATCHED, store: null });
        },
      });
      const places = found.map(({ from: old, to, uses }) => [
        old,
        to,
        uses.map(({ file, line, object }) => `${file}:${line} ${object}`),
      ]);
      return { places, searched };
    });

  it('finds it in SQL of the project’s own, whichever end of the comparison the draft starts from', async () => {
    const { places } = await told([TABLE]);
    expect(places).toEqual([
      ['table:public.guests', 'table:public.visitors', expect.arrayContaining(['report.ts:2 table:public.guests'])],
    ]);
    expect(JSON.stringify(places)).not.toContain('report.ts:3');
    const back = await told([rename('table', 'public.visitors', 'public.guests')]);
    expect(back.places).toEqual(places);
  });

  it('searches nothing for what code has no name of', async () => {
    expect(await told([rename('index', 'public.a', 'public.b')])).toEqual({ places: [], searched: 0 });
    expect((await told([TABLE, COLUMN])).searched).toBe(1);
  });
});
