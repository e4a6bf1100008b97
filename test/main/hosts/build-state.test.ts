import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildIsStale } from '#main/hosts/build-state.ts';

const BUILT = [
  'dist/renderer/index.html',
  'dist/preload.cjs',
  'dist/command-line.cjs',
  'dist/main.js',
  'dist/engine.js',
  'dist/cli.js',
];
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'raingauge-build-'));
});

afterEach(() => rm(folder, { recursive: true }));

/** Writes a file as of a second. */
async function write(file: string, second: number): Promise<void> {
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), '');
  await utimes(join(folder, file), second, second);
}

describe('whether to build before starting', () => {
  it('builds where nothing is built, or a part of it is missing', async () => {
    expect(buildIsStale(folder)).toBe(true);
    for (const file of BUILT.slice(1)) await write(file, 100);
    expect(buildIsStale(folder)).toBe(true);
  });

  it('builds where a source is newer, however deep', async () => {
    for (const file of BUILT) await write(file, 100);
    await write('renderer/features/graph/graph.tsx', 101);
    expect(buildIsStale(folder)).toBe(true);
  });

  it('starts at once where the build is newer than every source', async () => {
    await write('app/catalog/table.ts', 99);
    for (const file of BUILT) await write(file, 100);
    expect(buildIsStale(folder)).toBe(false);
  });

  it('starts at once where the sources are not shipped', async () => {
    for (const file of BUILT) await write(file, 100);
    expect(buildIsStale(folder)).toBe(false);
  });
});
