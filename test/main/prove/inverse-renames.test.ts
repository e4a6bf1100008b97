import { expect, it } from 'vitest';
import { inverseRenames } from '#main/prove/inverse-renames.ts';

it.each([
  ['a table and its column by the new name', ['a->b', 'b.x->b.y'], ['b->a', 'b.y->a.x']],
  ['a table and its column by the old name', ['a->b', 'a.x->b.y'], ['b->a', 'b.y->a.x']],
  [
    'a schema, a table and a column',
    ['schema:s->r', 'r.a->r.b', 'r.b.x->r.b.y'],
    ['schema:r->s', 'r.b->s.a', 'r.b.y->s.a.x'],
  ],
  ['quoted names and a kind', ['policy:s.t."It is"->s.t."It was"'], ['policy:s.t."It was"->s.t."It is"']],
  ['what took a name that was given up', ['s.t.a->s.t.b', 's.t.c->s.t.a'], ['s.t.a->s.t.c', 's.t.b->s.t.a']],
  ['nothing of what makes no sense', ['nothing'], []],
])('takes back %s', (_, written, back) => {
  const said = inverseRenames(written.map((text) => ({ text, by: 'hints' as const })));
  expect(said.map(({ text }) => text)).toEqual(back);
});
