import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reading } from '#app/catalog';
import { forkChild } from '#main/platform/fork-child.ts';
import { UNWATCHED } from '#main/platform/work.ts';
import { createShadow, type Shadow } from '#main/shadow/shadow.ts';
import { readCode } from '#main/sources/code/read-code.ts';
import { seed } from '#test/support/seed.ts';
import { buildCatalogAndRead, closeDatabase, contentOf } from '../main/sources/code/built-catalog.ts';
import { drizzleFolder, projectOf, withFiles } from '../main/sources/code/support.ts';
import { drizzleSource } from './drizzle-source-arbitrary.ts';
import { judged } from './judged.ts';

/** Generated schemas for each line; a failure prints its smallest example. */
const RUNS = Number(process.env.RAINGAUGE_DRIZZLE_RUNS ?? 3);

let cache: string;
let shadow: Shadow;
beforeAll(async () => {
  cache = await mkdtemp(join(tmpdir(), 'raingauge-drizzle-source-'));
  shadow = createShadow({ spawn: forkChild, cacheFolder: cache });
});
afterAll(async () => {
  await closeDatabase();
  await shadow.close();
  await rm(cache, { recursive: true, force: true });
});

async function read(files: Readonly<Record<string, string>>, order: readonly string[], alias: string) {
  return withFiles(files, async (root) => {
    const project = projectOf(root, order);
    return { project, code: await readCode(project, UNWATCHED, { drizzleOrm: drizzleFolder(alias) }) };
  });
}

describe.each(['drizzle-orm', 'drizzle-orm-v1'])('a generated schema of %s', (alias) => {
  it(`read, built and read back has no drift (seed ${seed})`, async () => {
    const property = fc.asyncProperty(drizzleSource, async ({ head, tables }) => {
      const { project, code } = await read({ 'schema.ts': `${head}${tables.join('\n')}` }, ['schema.ts'], alias);
      expect(code.report.filter(({ effect }) => effect === 'unread')).toEqual([]);
      const catalog = await buildCatalogAndRead(code.catalog);
      const live: Reading = { source: { kind: 'live', label: 'live' }, catalog, report: [] };
      const { differences, problems } = await judged(shadow, code, live, project);
      expect(problems).toEqual([]);
      expect(differences.map(({ summary }) => summary)).toEqual([]);
    });
    await fc.assert(property, { numRuns: RUNS, seed, endOnFailure: true });
  });

  it(`is the same whatever the order of its declarations, exports and files (seed ${seed})`, async () => {
    const shuffled = drizzleSource.chain((source) =>
      fc.record({
        source: fc.constant(source),
        order: fc.shuffledSubarray([...source.tables.keys()], { minLength: source.tables.length }),
      }),
    );
    const property = fc.asyncProperty(shuffled, async ({ source: { head, tables }, order }) => {
      const shared = head
        .replace(/export const (mood|place)/g, 'const $1')
        .replaceAll('const mood', 'export const mood')
        .replaceAll('const place', 'export const place');
      const files: Record<string, string> = { 'shared.ts': shared };
      const names = tables.flatMap((_, index) => [`t${index}`, `v${index}`]);
      tables.forEach((table, index) => {
        files[`table-${index}.ts`] = `${head.replace(/^export const .*$/gm, '')}import { mood, place } from './shared';
import * as others from './index';
${table.replace(/=> t(\d+)\.id/g, '=> others.t$1.id')}
void mood; void place;`;
      });
      files['index.ts'] = tables.map((_, index) => `export * from './table-${index}';`).join('\n');
      const paths = Object.keys(files);
      const backwards = order.map((index) => `table-${index}.ts`);
      const [one, other] = [
        await read(files, paths, alias),
        await read(
          { ...files, 'index.ts': order.map((index) => `export * from './table-${index}';`).join('\n') },
          [...backwards, 'shared.ts', 'index.ts'],
          alias,
        ),
      ];
      expect(names.length).toBeGreaterThan(3);
      expect(one.code.catalog.objects.table.length).toBe(tables.length);
      expect(contentOf(other.code.catalog)).toEqual(contentOf(one.code.catalog));
      expect(other.code.catalog).toEqual(one.code.catalog);
      expect(other.code.report).toEqual(one.code.report);
    });
    await fc.assert(property, { numRuns: 2, seed, endOnFailure: true });
  });
});
