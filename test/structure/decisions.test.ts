import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const folder = join(import.meta.dirname, '..', '..', 'docs', 'decisions');
const pages = readdirSync(folder).sort();
const headings = pages.map((page) => readFileSync(join(folder, page), 'utf8').split('\n', 1)[0] ?? '');

describe('the pages of decisions', () => {
  it('are numbered one after the other, no number twice', () => {
    expect(pages.map((page) => page.slice(0, 4))).toEqual(pages.map((_, at) => String(at + 1).padStart(4, '0')));
  });

  it('have their number in their heading', () => {
    expect(headings.map((heading) => heading.slice(0, 7))).toEqual(pages.map((page) => `# ${page.slice(0, 4)} `));
  });

  it('name by number only pages that there are', () => {
    const numbers = new Set(pages.map((page) => page.slice(0, 4)));
    const named = pages.flatMap((page) =>
      [...readFileSync(join(folder, page), 'utf8').matchAll(/\((0\d{3})\)|\b(0\d{3})-[a-z]/g)].map(
        ([, number, file]) => number ?? file ?? '',
      ),
    );
    expect(named.filter((number) => !numbers.has(number))).toEqual([]);
  });
});
