import { beforeAll, describe, expect, it } from 'vitest';
import type { Usages } from '#app/usages';
import { linesOf, readFolderUsages } from './support.ts';

const root = new URL('../../fixtures/usages/harbour/packages/db/', import.meta.url).pathname;

let usages: Usages;
beforeAll(async () => {
  usages = await readFolderUsages(root);
});

/**
 * A workspace in several styles: server actions, routers, repositories, raw SQL. The table was checked by hand; after a
 * change it is written anew by `npx vitest run test/main/usages/harbour.test.ts -u`, and to be checked again.
 */
describe('the uses of a schema in a workspace', () => {
  it('are these, each at its place', async () => {
    await expect(`${linesOf(usages).join('\n')}\n`).toMatchFileSnapshot('../../fixtures/usages/harbour/expected.txt');
  });

  it('are none where a package has nothing to do with it', () => {
    expect(linesOf(usages).filter((line) => line.includes('unrelated'))).toEqual([]);
  });

  it('come with what could not be read', () => {
    expect(usages.complete).toBe(false);
    expect(usages.problems).toMatchObject([
      { code: 'usages-sql-syntax', effect: 'unread', origin: { file: 'seeds/broken.sql', line: 2, column: 1 } },
    ]);
  });

  it('carry the line of code they stand in', () => {
    const [first] = usages.usages.filter(({ kind, test }) => kind === 'delete' && test);
    expect(first).toMatchObject({ text: 'beforeEach(() => db.delete(ships));', condition: null });
  });
});
