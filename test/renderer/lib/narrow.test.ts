import { describe, expect, it } from 'vitest';
import { isIn, narrow, wordsOf } from '#renderer/lib/narrow.ts';

interface Boat {
  readonly name: string;
  readonly colours: readonly string[];
  readonly fast: boolean;
}

const BOATS: readonly Boat[] = [
  { name: 'Ada', colours: ['red', 'white'], fast: true },
  { name: 'Bo', colours: ['white'], fast: false },
  { name: 'Cy', colours: ['blue'], fast: true },
];

function narrowed(filters: { readonly text?: string; readonly colours?: readonly string[]; readonly fast?: boolean }) {
  const { text = '', colours = [], fast = false } = filters;
  const words = wordsOf(text);
  const tests = {
    text: ({ item }: { item: Boat }) => words.every((word) => item.name.toLowerCase().includes(word)),
    colours: ({ item }: { item: Boat }) => colours.length === 0 || item.colours.some((one) => isIn(colours, one)),
    fast: ({ item }: { item: Boat }) => !fast || item.fast,
  };
  type Name = keyof typeof tests;
  const { shown, facet, switched } = narrow<{ item: Boat }, Name>(
    BOATS.map((item) => ({ item })),
    {
      tests,
      valuesOf: ({ item }) => [
        ...item.colours.map((colour): readonly [Name, string] => ['colours', colour]),
        ...(item.fast ? [['fast', 'yes'] as const] : []),
      ],
    },
  );
  const known = ['white', 'green', 'red', 'blue'];
  return { names: shown.map(({ name }) => name), colours: facet('colours', known), fast: switched('fast') };
}

describe('narrowing a list', () => {
  it('leaves everything without filters, and counts each value that occurs in listing order', () => {
    expect(narrowed({})).toEqual({
      names: ['Ada', 'Bo', 'Cy'],
      colours: [
        ['white', 2],
        ['red', 1],
        ['blue', 1],
      ],
      fast: 2,
    });
  });

  it('counts for each filter what it would leave given all the others, not given itself', () => {
    expect(narrowed({ colours: ['blue'] })).toEqual({ names: ['Cy'], colours: narrowed({}).colours, fast: 1 });
    expect(narrowed({ fast: true })).toMatchObject({
      names: ['Ada', 'Cy'],
      colours: [
        ['white', 1],
        ['red', 1],
        ['blue', 1],
      ],
      fast: 2,
    });
  });

  it('counts nothing for what two filters leave out', () => {
    expect(narrowed({ text: ' BO ', colours: ['red'] })).toEqual({ names: [], colours: [['white', 1]], fast: 0 });
  });
});
