import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readExcerpt } from '#main/session/file-excerpt.ts';

let folder = '';
let root = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'raingauge-excerpt-'));
  root = join(folder, 'project');
  await mkdir(join(root, 'src'), { recursive: true });
  await writeFile(join(root, 'src', 'schema.ts'), 'one\ntwo\nthree\nfour\nfive\n');
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await symlink(join(folder, 'secret.txt'), join(root, 'innocent.ts'));
  await symlink(folder, join(root, 'up'));
});

afterAll(() => rm(folder, { recursive: true }));

describe('a file excerpt', () => {
  it('gives the lines around a place', async () => {
    expect(await readExcerpt({ root, file: 'src/schema.ts', line: 3, context: 1 })).toEqual({
      file: 'src/schema.ts',
      firstLine: 2,
      text: 'two\nthree\nfour',
      language: 'typescript',
    });
  });

  it('gives the end of the file where the place lies behind it', async () => {
    const excerpt = await readExcerpt({ root, file: 'src/schema.ts', line: 400, context: 1 });
    expect(excerpt.text).toContain('five');
  });

  it('is given of another package of the same workspace, and of nothing around it', async () => {
    const workspace = join(folder, 'workspace');
    for (const name of ['packages/db', 'apps/web']) await mkdir(join(workspace, name), { recursive: true });
    await writeFile(join(workspace, 'pnpm-workspace.yaml'), 'packages: []\n');
    await writeFile(join(workspace, 'apps', 'web', 'page.tsx'), 'page\n');
    const read = (file: string) => readExcerpt({ root: join(workspace, 'packages', 'db'), file, line: 1, context: 1 });
    expect(await read('../../apps/web/page.tsx')).toMatchObject({ text: 'page\n', language: 'typescript' });
    await expect(read('../../../secret.txt')).rejects.toMatchObject({ data: { code: 'file-not-found' } });
  });

  it.each(['../secret.txt', 'src/../../secret.txt', 'innocent.ts', 'up/secret.txt', '.', '/etc/hostname'])(
    'refuses %s, which lies outside the project',
    async (file) => {
      await expect(readExcerpt({ root, file, line: 1, context: 1 })).rejects.toMatchObject({
        data: { code: 'file-not-found' },
      });
    },
  );

  it('says that a file does not exist', async () => {
    await expect(readExcerpt({ root, file: 'gone.ts', line: 1, context: 1 })).rejects.toThrow(
      'gone.ts does not exist in the project.',
    );
  });
});
