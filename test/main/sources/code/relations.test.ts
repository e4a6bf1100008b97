import { describe, expect, it } from 'vitest';
import { UNWATCHED } from '#main/platform/work.ts';
import { readCode } from '#main/sources/code/read-code.ts';
import { drizzleFolder, projectOf, withFiles } from './support.ts';

const TABLES = `import { integer, pgSchema, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
export const guild = pgSchema('guild');
export const bakers = pgTable('bakers', { town: text('town'), no: integer('no') }, (t) => [primaryKey({ columns: [t.town, t.no] })]);
export const breads = pgTable('breads', { id: integer('bread_id').primaryKey() });
export const bakes = guild.table('bakes', { bakerTown: text('baker_town'), bakerNo: integer('baker_no'), bread: integer('bread_fk') });
`;

const RELATIONS = `import { defineRelations } from 'drizzle-orm';
import { bakers, bakes, breads } from './tables';
export const relations = defineRelations({ bakers, bakes, breads }, (r) => ({
  bakers: {
    breads: r.many.breads({
      from: [r.bakers.town.through(r.bakes.bakerTown), r.bakers.no.through(r.bakes.bakerNo)],
      to: r.breads.id.through(r.bakes.bread),
      alias: 'what they bake',
    }),
    bakes: r.many.bakes({ from: [r.bakers.town, r.bakers.no], to: [r.bakes.bakerTown, r.bakes.bakerNo] }),
  },
  breads: {
    bakers: r.many.bakers({ alias: 'what they bake' }),
    firstBaker: r.one.bakers({
      from: r.breads.id.through(r.bakes.bread),
      to: [r.bakers.town.through(r.bakes.bakerTown), r.bakers.no.through(r.bakes.bakerNo)],
    }),
  },
}));
`;

const BAKERS = { schema: 'public', table: 'bakers', columns: ['town', 'no'] };
const BREADS = { schema: 'public', table: 'breads', columns: ['bread_id'] };
const THROUGH = { schema: 'guild', table: 'bakes' };
const BAKER_KEY = ['baker_town', 'baker_no'];

async function relationsOf(files: Readonly<Record<string, string>>) {
  return withFiles(files, async (root) => {
    const project = projectOf(root, Object.keys(files));
    const { code, report } = await readCode(project, UNWATCHED, { drizzleOrm: drizzleFolder('drizzle-orm-v1') });
    expect(report).toEqual([]);
    return new Map(code?.relations.map((relation) => [`${relation.from.table}.${relation.name}`, relation]));
  });
}

describe('relations through a junction table (1.0)', () => {
  it('name the junction’s columns on both of its sides, composite keys in their order', async () => {
    const relations = await relationsOf({ 'tables.ts': TABLES, 'relations.ts': RELATIONS });
    expect(relations.get('bakers.breads')).toMatchObject({
      cardinality: 'many',
      from: BAKERS,
      to: BREADS,
      through: { ...THROUGH, fromColumns: BAKER_KEY, toColumns: ['bread_fk'] },
    });
    expect(relations.get('breads.firstBaker')).toMatchObject({
      cardinality: 'one',
      from: BREADS,
      to: BAKERS,
      through: { ...THROUGH, fromColumns: ['bread_fk'], toColumns: BAKER_KEY },
    });
  });

  it('are known from the other end, where only one end says how', async () => {
    const relations = await relationsOf({ 'tables.ts': TABLES, 'relations.ts': RELATIONS });
    expect(relations.get('breads.bakers')).toMatchObject({
      cardinality: 'many',
      from: BREADS,
      to: BAKERS,
      relationName: 'what they bake',
      through: { ...THROUGH, fromColumns: ['bread_fk'], toColumns: BAKER_KEY },
    });
    const direct = relations.get('bakers.bakes');
    expect(direct).toMatchObject({ to: { ...THROUGH, columns: BAKER_KEY } });
    expect(direct?.through ?? null).toBeNull();
  });
});
