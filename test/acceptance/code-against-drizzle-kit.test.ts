import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { joinStatements, renderCatalog } from '#app/sql';
import { UNWATCHED } from '#main/platform/work.ts';
import { findDrizzleProject } from '#main/sources/code/drizzle-config.ts';
import { readCode } from '#main/sources/code/read-code.ts';
import { factsOfStatements } from '#test/support/database/embedded.ts';
import { differenceOfFacts } from '#test/support/database/facts.ts';
import { exportProject, generateProject } from '#test/support/drizzle-kit/run.ts';
import { sliceFor } from '#test/support/slices.ts';

const folder = (name: string) => fileURLToPath(new URL(`../${name}/`, import.meta.url));

/** Extensions, which drizzle-kit does not create: no-false-drift.test.ts holds these against it. */
const WITH_EXTENSIONS = ['embeddings', 'waypoints'];

const fixtures = readdirSync(folder('fixtures/schemas'))
  .filter((name) => !WITH_EXTENSIONS.includes(name))
  .sort();

/** What Raingauge read from the code, as the SQL it renders. */
async function readProject(root: string): Promise<string> {
  const reading = await readCode(await findDrizzleProject(root), UNWATCHED);
  expect(reading.report.filter(({ effect }) => effect === 'unread')).toEqual([]);
  return joinStatements(renderCatalog(reading.catalog));
}

describe('a schema read from code, rendered and built', () => {
  it.each(sliceFor(null, fixtures, 8))('is the database that drizzle-kit makes of it: fixture %s', async (name) => {
    const root = path.join(folder('fixtures/schemas'), name);
    const ours = await factsOfStatements([await readProject(root)]);
    const theirs = await factsOfStatements(await generateProject(root));
    expect(theirs.size).toBeGreaterThan(10);
    expect(differenceOfFacts(theirs, ours)).toEqual([]);
  });

  it.each(WITH_EXTENSIONS)(
    'names what drizzle-kit names, where its own SQL builds on no empty database: fixture %s',
    async (name) => {
      const root = path.join(folder('fixtures/schemas'), name);
      const ours = await readProject(root);
      const theirs = (await generateProject(root)).join('\n');
      for (const [, table] of theirs.matchAll(/CREATE TABLE "(\w+)"/g))
        expect(ours).toMatch(new RegExp(`CREATE TABLE.*\\b${table}\\b`));
    },
  );

  it('is the database that drizzle-kit makes of it: the sample', async () => {
    const root = folder('../resources/sample');
    const ours = await factsOfStatements([await readProject(root)]);
    expect(differenceOfFacts(await factsOfStatements([await exportProject(root)]), ours)).toEqual([]);
  });
});
