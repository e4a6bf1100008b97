import { expect, it } from 'vitest';
import { joinStatements, renderCatalog } from '#app/sql';
import { UNWATCHED } from '#main/platform/work.ts';
import { findDrizzleProject } from '#main/sources/code/drizzle-config.ts';
import { readCode } from '#main/sources/code/read-code.ts';
import { factsOfStatements } from '#test/support/database/embedded.ts';
import { generateProject } from '#test/support/drizzle-kit/run.ts';
import { withFiles } from './support.ts';

const FILES = {
  'drizzle.config.ts': `import { defineConfig } from 'drizzle-kit';
export default defineConfig({ dialect: 'postgresql', schema: './schema.ts', out: './out', casing: 'snake_case' });`,
  'schema.ts': `import { gt } from 'drizzle-orm';
import { integer, pgMaterializedView, pgTable, pgView } from 'drizzle-orm/pg-core';
export const ovens = pgTable('ovens', { id: integer().primaryKey(), maxHeat: integer() });
export const hot = pgView('hot').as((query) => query.select({ heat: ovens.maxHeat }).from(ovens).where(gt(ovens.maxHeat, 200)));
export const heats = pgMaterializedView('heats').as((query) => query.select({ heat: ovens.maxHeat }).from(ovens));
`,
};

it('a view of the query builder has the casing of its tables, where drizzle-kit 0.31 selects by the property and fails', async () => {
  await withFiles(FILES, async (root) => {
    const { catalog, report } = await readCode(await findDrizzleProject(root), UNWATCHED);
    expect(report).toEqual([]);
    const [view] = catalog.objects.view;
    expect(view?.definition).toBe('select "max_heat" from "ovens" where "ovens"."max_heat" > 200');
    const facts = await factsOfStatements([joinStatements(renderCatalog(catalog))]);
    expect([...facts.keys()]).toEqual(expect.arrayContaining(['view:public.hot', 'materialized-view:public.heats']));
    const theirs = await generateProject(root);
    await expect(factsOfStatements(theirs)).rejects.toThrow('column "maxHeat" does not exist');
  });
});
