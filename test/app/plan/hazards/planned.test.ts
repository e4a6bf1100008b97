import { expect, it } from 'vitest';
import { emptyCatalog } from '#app/catalog';
import { withHazards } from '#app/plan';

it('says that only a superuser renames the functions that make ranges', () => {
  const object = 'range-type:public.span';
  const [type, routine] = withHazards(
    [
      { object, sql: 'ALTER TYPE public.span RENAME TO "old span"' },
      { object, sql: 'ALTER ROUTINE public.span(integer, integer) RENAME TO "old span"' },
    ],
    emptyCatalog(),
  ).map(({ hazards }) => hazards.filter(({ kind }) => kind === 'fails-if'));
  expect(type).toEqual([]);
  expect(routine).toEqual([
    {
      kind: 'fails-if',
      when: 'whoever runs it is no superuser',
      query: 'SELECT count(*) FROM pg_catalog.pg_roles WHERE rolname = current_user AND NOT rolsuper',
    },
  ]);
});
