import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '#main/hosts/cli/commands.ts';
import { createProgram } from '#main/hosts/cli/program.ts';
import { runCli } from '../../../support/cli.ts';

let home = '';
let first: Awaited<ReturnType<typeof explain>>;
const folder = () => join(home, 'cache', 'compiled');
const kept = () => join(folder(), 'command-line-explain.bin');
const explain = (at = home) => runCli(['explain'], { environment: { RAINGAUGE_HOME: at } });

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'raingauge-compiled-'));
  first = await explain();
});

afterAll(() => rm(home, { recursive: true }));

describe('what V8 made of the command line', () => {
  it('is kept for its owner alone, a file for each command, and used as it is the next time', async () => {
    expect(first).toMatchObject({ code: 0, stderr: '' });
    const before = await stat(kept());
    expect(before.mode & 0o777).toBe(0o600);
    expect((await stat(folder())).mode & 0o777).toBe(0o700);
    expect(await explain()).toEqual(first);
    expect(await readdir(folder())).toEqual(['command-line-explain.bin']);
    expect((await stat(kept())).ino).toBe(before.ino);
  });

  it.each([
    ['damaged', (whole: Buffer) => Buffer.from(whole.map((byte, at) => (at === 5000 ? byte ^ 1 : byte)))],
    ['cut off', (whole: Buffer) => whole.subarray(0, 5000)],
    ['empty', () => Buffer.alloc(0)],
  ])('is made anew where it is %s', async (_, spoil) => {
    const spoilt = spoil(await readFile(kept()));
    await writeFile(kept(), spoilt);
    expect(await explain()).toEqual(first);
    const mended = await readFile(kept());
    expect(mended.length).toBeGreaterThan(spoilt.length / 2);
    expect(mended.equals(spoilt)).toBe(false);
    expect(await explain()).toEqual(first);
    expect((await readFile(kept())).equals(mended)).toBe(true);
  });

  it('is done without where nothing can be written', async () => {
    const file = join(home, 'a-file');
    await writeFile(file, '');
    expect(await explain(file)).toEqual(first);
  });

  it('is known by the commands that there are', () => {
    const names = createProgram(() => {}).commands.map((command) => command.name());
    expect([...COMMANDS].sort()).toEqual(names.sort());
  });
});
