import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLineFile } from '#main/usages/line-file.ts';
import { withFiles } from '../sources/code/support.ts';

const NAMES = ['a.ts', '"quoted" \\ name.ts', 'größe 😀.ts'];
const TEXT = JSON.stringify({ text: 'a "b" \u2028 \r\n c' });

const inFolder = (use: (path: string) => Promise<void>) =>
  withFiles({}, (root) => use(join(root, 'cache', 'file.txt')));

function write(path: string, entries: ReadonlyMap<string, string | null>, all = entries): void {
  const file = openLineFile(path, 'me');
  file.read();
  file.write(entries, () => all);
}

const read = (path: string, owner = 'me') => [...openLineFile(path, owner).read()];
const whole = new Map(NAMES.map((name) => [name, TEXT]));

describe('a file of named texts', () => {
  it('gives back what was written to it, whatever is in names and texts', () =>
    inFolder(async (path) => {
      expect(read(path)).toEqual([]);
      write(path, whole);
      expect(read(path)).toEqual([...whole]);
    }));

  it('is added to, and the last text of a name counts', () =>
    inFolder(async (path) => {
      write(path, whole);
      const before = await readFile(path, 'utf8');
      write(
        path,
        new Map([
          ['a.ts', 'new'],
          ['größe 😀.ts', null],
        ]),
      );
      expect((await readFile(path, 'utf8')).startsWith(before)).toBe(true);
      expect(read(path)).toEqual([
        ['a.ts', 'new'],
        ['"quoted" \\ name.ts', TEXT],
      ]);
    }));

  it('is made anew where most of it is former', () =>
    inFolder(async (path) => {
      const large = (letter: string) => new Map([['a.ts', letter.repeat(900_000)]]);
      for (const letter of 'abcdefgh') write(path, large(letter));
      expect((await readFile(path, 'utf8')).length).toBeLessThan(3_000_000);
      expect(read(path)).toEqual([...large('h')]);
    }));

  it('is nothing to another owner, who begins a new one', () =>
    inFolder(async (path) => {
      write(path, whole);
      expect(read(path, 'other')).toEqual([]);
      const other = openLineFile(path, 'other');
      other.read();
      // Meanwhile nobody may add to what is not theirs.
      other.write(new Map([['b.ts', 'b']]), () => [['b.ts', 'b']]);
      expect(read(path)).toEqual([]);
      expect(read(path, 'other')).toEqual([['b.ts', 'b']]);
      write(path, new Map([['a.ts', 'mine']]), whole);
      expect(read(path)).toEqual([...whole]);
    }));

  it('loses what was damaged or left unfinished, and nothing else', () =>
    inFolder(async (path) => {
      write(path, whole);
      await writeFile(path, (await readFile(path, 'utf8')).replace('größe', 'grösse'));
      expect(read(path).map(([name]) => name)).toEqual(NAMES.slice(0, 2));
      await appendFile(path, 'half a line without an end');
      write(path, new Map([['b.ts', 'b']]));
      expect(read(path).map(([name]) => name)).toEqual([...NAMES.slice(0, 2), 'b.ts']);
    }));

  it('is made again where it was taken away', () =>
    inFolder(async (path) => {
      write(path, whole);
      const file = openLineFile(path, 'me');
      file.read();
      await rm(path);
      file.write(new Map([['a.ts', 'new']]), () => whole);
      expect(read(path)).toEqual([...whole]);
    }));
});
