import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PreviewedFile } from '#app/api';
import { previewId, writeFiles } from '#main/session/save/write-files.ts';

let home: string;
let root: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'raingauge-write-'));
  root = join(home, 'project');
  await mkdir(root);
});
afterEach(() => rm(home, { recursive: true, force: true }));

const file = (path: string, content: string, before: string | null = null): PreviewedFile => ({
  path,
  role: 'migration',
  content,
  before,
});
const read = (path: string) => readFile(join(root, path), 'utf8');
const left = async () => (await readdir(home, { recursive: true })).sort();

describe('writing what was shown', () => {
  it('makes folders, new files and replaces what is as it was', async () => {
    await writeFile(join(root, 'journal.json'), 'old');
    await writeFiles(root, [file('db/moves/one.sql', 'select 1;'), file('journal.json', 'new', 'old')]);
    expect([await read('db/moves/one.sql'), await read('journal.json')]).toEqual(['select 1;', 'new']);
    expect(await left()).toEqual([
      'project',
      ...['db', 'db/moves', 'db/moves/one.sql', 'journal.json'].map((one) => `project/${one}`),
    ]);
  });

  it.each([
    ['was changed', 'mine', 'old'],
    ['is there by now', 'mine', null],
    ['is gone', null, 'old'],
  ])('writes nothing at all where a file %s', async (_what, now, before) => {
    if (now !== null) await writeFile(join(root, 'journal.json'), now);
    const writing = writeFiles(root, [file('one.sql', 'select 1;'), file('journal.json', 'new', before)]);
    await expect(writing).rejects.toMatchObject({
      data: { code: 'bad-input', message: expect.stringContaining('journal.json') },
    });
    expect(await left()).toEqual(now === null ? ['project'] : ['project', 'project/journal.json']);
    if (now !== null) expect(await read('journal.json')).toBe(now);
  });

  it('takes back what it wrote where a later file cannot be written', async () => {
    await writeFile(join(root, 'journal.json'), 'old');
    await writeFile(join(root, 'blocked'), '');
    const writing = writeFiles(root, [file('journal.json', 'new', 'old'), file('blocked/one.sql', 'x')]);
    await expect(writing).rejects.toMatchObject({ data: { code: 'bad-input' } });
    expect([await read('journal.json'), await left()]).toEqual([
      'old',
      ['project', 'project/blocked', 'project/journal.json'],
    ]);
  });

  it.each(['../outside.sql', 'linked/outside.sql', '/tmp/raingauge-nowhere/outside.sql'])(
    'never writes to %s',
    async (path) => {
      await mkdir(join(home, 'elsewhere'));
      await symlink(join(home, 'elsewhere'), join(root, 'linked'));
      const writing = writeFiles(root, [file(path, 'x')]);
      await expect(writing).rejects.toMatchObject({
        data: { message: expect.stringContaining('outside the project') },
      });
      expect(await readdir(join(home, 'elsewhere'))).toEqual([]);
    },
  );

  it('is known by its contents and by what it replaces', () => {
    const ids = [file('a', 'x'), file('a', 'y'), file('a', 'x', 'z'), file('b', 'x')].map((one) => previewId([one]));
    expect(new Set(ids).size).toBe(4);
    expect(previewId([file('a', 'x')])).toBe(ids[0]);
  });
});
