import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Server } from '#app/catalog';
import { assembleCatalog } from '#main/sources/live/assemble/catalog.ts';
import { withPgliteSession } from '#main/sources/live/pglite-session.ts';
import { type CatalogRows, QUERIES, QUERY_NAMES } from '#main/sources/live/queries/all.ts';
import { seed } from '#test/support/seed.ts';
import { withPglite } from './reading.ts';
import { tortureSql } from './torture.ts';

const SERVER: Server = { major: 18, version: '18.0', flavour: 'pglite' };

function readRows(): Promise<CatalogRows> {
  return withPglite(tortureSql(18, 'order'), (database) =>
    withPgliteSession(database, async (session) => {
      const results = await session.queryAll(QUERY_NAMES.map((name) => QUERIES[name].sql({ major: 18 })));
      return Object.fromEntries(QUERY_NAMES.map((name, index) => [name, results[index]])) as unknown as CatalogRows;
    }),
  );
}

test('the order in which the server sends rows does not matter', async () => {
  const rows = await readRows();
  const expected = assembleCatalog(rows, SERVER, []);
  expect(expected.objects.column.length).toBeGreaterThan(40);
  // A number per row decides where it goes.
  const longest = Math.max(...QUERY_NAMES.map((name) => rows[name].length));
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: longest, maxLength: longest }), (order) => {
      const shuffle = <T>(values: readonly T[]) =>
        values
          .map((value, index) => [value, order[index] ?? 0] as const)
          .sort((a, b) => a[1] - b[1])
          .map(([value]) => value);
      const shuffled = Object.fromEntries(
        QUERY_NAMES.map((name) => [name, shuffle<unknown>(rows[name])]),
      ) as unknown as CatalogRows;
      expect(assembleCatalog(shuffled, SERVER, [])).toEqual(expected);
    }),
    { numRuns: 25, seed },
  );
});
