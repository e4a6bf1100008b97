import { describe, expect, it } from 'vitest';
import type { Rename } from '#app/compare';
import { UNWATCHED } from '#main/platform/work.ts';
import { editCode } from '#main/sources/code/edit/edit-code.ts';
import { projectOf, withFiles } from './support.ts';

const KINDS = `import { pgEnum } from 'drizzle-orm/pg-core';

export const rig = pgEnum('rig', ['sloop', 'ketch']);
`;
const BOATS = `import { sql } from 'drizzle-orm';
import { check, index, integer, pgPolicy, pgSequence, pgTable, pgView, text } from 'drizzle-orm/pg-core';
import { rig } from './kinds';

export const berths = pgSequence('berths');

/** Afloat, boats or not. */
export const boats = pgTable(
  'boats',
  {
    id: integer('id').primaryKey(),
    kind: rig('boats'),
    mother: integer('mother').references((): any => boats.id),
  },
  (t) => [
    index('by_kind').on(t.kind), // boats
    check('known', sql\`\${t.id} > 0\`),
    pgPolicy('seen', { using: sql\`exists (select 1 from boats b where b.id = boats.mother and b.boats <> 'boats')\` }),
  ],
);

export const sails = pgTable('sails', { boat: integer('boat').references(() => boats.id).unique(), note: text('note') });

export const afloat = pgView('afloat', { id: integer('id') }).as(sql\`select id from public.boats where boats.id > 1\`);
`;

/** The files that are edited, by name, and what could not be. */
function edited(renames: readonly Rename[]) {
  return withFiles({ 'kinds.ts': KINDS, 'boats.ts': BOATS }, async (root) => {
    const project = projectOf(root, ['kinds.ts', 'boats.ts']);
    const { files, problems } = await editCode(project, (code) => code, UNWATCHED, { renames });
    return {
      files: Object.fromEntries(files.map(({ path, after }) => [path, after])),
      problems: problems.map(({ message }) => message),
    };
  });
}

const named = (kind: Rename['kind'], from: string, to: string): Rename => ({
  kind,
  from: from.split('.'),
  to: to.split('.'),
});

describe('renaming in code', () => {
  it('calls a table otherwise where it is declared and where SQL names it, and nothing else that is called so', async () => {
    const { files, problems } = await edited([named('table', 'public.boats', 'public.ships')]);
    expect(problems).toEqual([]);
    expect(files).toEqual({
      'boats.ts': BOATS.replace("  'boats',", "  'ships',")
        .replace('from boats b where b.id = boats.mother', 'from ships b where b.id = ships.mother')
        .replace('from public.boats where boats.id', 'from public.ships where ships.id'),
    });
  });

  it('calls an enum, a sequence, a view, a policy, an index and a check otherwise', async () => {
    const { files, problems } = await edited([
      named('enum', 'public.rig', 'public.Rigging'),
      named('sequence', 'public.berths', 'public.moorings'),
      named('view', 'public.afloat', 'public.at_sea'),
      named('policy', 'public.boats.seen', 'public.boats.is seen'),
      named('index', 'public.by_kind', 'public.boats_by_kind'),
      named('check', 'public.boats.known', 'public.boats.numbered'),
    ]);
    expect(problems).toEqual([]);
    expect(files).toEqual({
      'kinds.ts': KINDS.replace("'rig'", "'Rigging'"),
      'boats.ts': BOATS.replace("pgSequence('berths')", "pgSequence('moorings')")
        .replace("pgView('afloat'", "pgView('at_sea'")
        .replace("pgPolicy('seen'", "pgPolicy('is seen'")
        .replace("index('by_kind')", "index('boats_by_kind')")
        .replace("check('known'", "check('numbered'"),
    });
  });

  it('calls a table and its column otherwise at once', async () => {
    const { files, problems } = await edited([
      named('table', 'public.sails', 'public.sheets'),
      named('column', 'public.sheets.boat', 'public.sheets.ship'),
    ]);
    expect(problems).toEqual([]);
    expect(files).toEqual({
      'boats.ts': BOATS.replace(
        "pgTable('sails', { boat: integer('boat')",
        "pgTable('sheets', { boat: integer('ship')",
      ),
    });
  });

  it('says of what moves to another schema, and of what has no name in code, that it cannot, and does the rest', async () => {
    const { files, problems } = await edited([
      named('table', 'public.boats', 'app.boats'),
      named('unique', 'public.sails.sails_boat_unique', 'public.sails.one'),
      named('enum', 'public.rig', 'public.rigging'),
    ]);
    expect(files).toEqual({ 'kinds.ts': KINDS.replace("'rig'", "'rigging'") });
    expect(problems).toEqual([
      'boats.ts:8: The table boats cannot be called app.boats in code: it moves to another schema.',
      'boats.ts:22: The unique sails_boat_unique cannot be called public.sails.one in code: it does not say its name.',
    ]);
  });
});
