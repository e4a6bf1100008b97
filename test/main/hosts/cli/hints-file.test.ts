import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { DriftResult } from '#app/api';
import { readHints, writeHintsTemplate } from '#main/hosts/cli/hints-file.ts';

let file: string;
beforeEach(async () => {
  file = path.join(await mkdtemp(path.join(tmpdir(), 'raingauge-hints-')), 'hints.json');
});
afterEach(() => rm(path.dirname(file), { recursive: true, force: true }));

const open = {
  renameCandidates: [
    { kind: 'table', from: 'table:a.b', to: 'table:a.c', hint: 'table:a.b->a.c', score: 0.9, reasons: ['Alike.'] },
  ],
} as unknown as DriftResult;

it('lists what is open apart from what somebody confirmed, which stays', async () => {
  await writeHintsTemplate(file, open);
  expect(await readHints(file)).toEqual([]);
  await writeFile(file, '{"renames": ["table:a.b->a.c"]}');
  await writeHintsTemplate(file, open);
  expect(await readHints(file)).toEqual(['table:a.b->a.c']);
  expect(JSON.parse(await readFile(file, 'utf8')).open).toEqual([
    { rename: 'table:a.b->a.c', score: 0.9, why: 'Alike.' },
  ]);
});

it.each(['no', '{"renames": "a->b"}', '{"renames": ["a"]}', '{"rename": []}'])(
  'names what is wrong: %s',
  async (text) => {
    await writeFile(file, text);
    await expect(readHints(file)).rejects.toMatchObject({ data: { code: 'bad-input' } });
  },
);

it('says that there is no file', async () => {
  await expect(readHints(file)).rejects.toMatchObject({ data: { code: 'file-not-found' } });
});
