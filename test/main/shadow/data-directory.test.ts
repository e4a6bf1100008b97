import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openFresh, packDataDirectory } from '#main/shadow/data-directory.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'raingauge-data-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('is unpacked from the one that was built with the program, and kept', async () => {
  const packed = join(folder, 'packed.tar.gz');
  const kept = join(folder, 'cache', 'kept.tar');
  await packDataDirectory(packed);
  const database = await openFresh(kept, packed, { extensions: {}, module: null });
  const { rows } = await database.query<{ locks: string }>(
    "select current_setting('max_locks_per_transaction') as locks",
  );
  await database.close();
  expect(rows).toEqual([{ locks: '12288' }]);
  // Nothing half-written is left beside it.
  expect(await readdir(join(folder, 'cache'))).toEqual(['kept.tar']);
  expect((await stat(packed)).size).toBeLessThan((await stat(kept)).size / 4);
});
