import { expect, it } from 'vitest';
import { buildCatalog } from '#app/catalog';
import { sayUnplanned } from '#app/plan';

const end = (label: string, ...unmodelled: readonly (readonly [what: string, name: string])[]) => ({
  label,
  catalog: buildCatalog({
    objects: {},
    unmodelled: unmodelled.map(([what, name]) => ({ what, schema: what === 'cast' ? null : 'public', name })),
  }),
});

it('says what only one of two schemas has that no plan makes or drops, and how to go about it', () => {
  const from = end('a.sql', ['text search configuration', 'english'], ['cast', '(public.k AS text)']);
  const to = end('b.sql', ['text search configuration', 'english'], ['operator', '<+>'], ['operator', '<->']);
  expect(sayUnplanned(from, to).map(({ message, remedy, effect }) => [message, remedy, effect])).toEqual([
    [
      'Only a.sql has what Raingauge lists and does not draft: cast ((public.k AS text)).',
      'Drop it by hand where it shall go.',
      'note',
    ],
    [
      'Only b.sql has what Raingauge lists and does not draft: operator (public.<+>, public.<->).',
      'Make it by hand where it is wanted.',
      'note',
    ],
  ]);
});

it('says nothing of what both have', () => {
  const both = end('a.sql', ['operator', '<->']);
  expect(sayUnplanned(both, both)).toEqual([]);
});
