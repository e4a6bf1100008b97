import { describe, expect, it } from 'vitest';
import { primaryKeyType } from '#app/audit/rules/primary-key-type.ts';
import { flagged } from '../audit.ts';

const usual = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [name, ['id uuid pk']]));

describe('primary-key-type', () => {
  it('flags keys that depart from what most are', () => {
    expect(flagged(primaryKeyType, { tables: { ...usual, calls: ['id integer pk'] } })).toEqual([
      'column:public.calls.id',
    ]);
    expect(flagged(primaryKeyType, { tables: { ...usual, calls: ['call_id integer pk'] } })).toHaveLength(1);
  });

  it.each([
    ['a natural key', ['code text pk']],
    ['a key of two columns', ['a_id uuid pk', 'n integer pk']],
    ['a key that is another table’s', ['user_id text pk', 'theme text']],
    ['the key of the only row', ["id text pk = 'default'::text", 'theme text']],
    ['a key that is a reference', ['id uuid pk', 'user_id integer']],
  ])('does not flag %s', (_, columns) => {
    expect(flagged(primaryKeyType, { tables: { ...usual, t: columns } })).toEqual([]);
  });

  it('knows no custom where there is no majority, or too few tables', () => {
    expect(flagged(primaryKeyType, { tables: { a: ['id uuid pk'], b: ['id integer pk'] } })).toEqual([]);
    const half = Object.fromEntries(['f', 'g', 'h', 'i'].map((name) => [name, ['id integer pk']]));
    expect(flagged(primaryKeyType, { tables: { ...usual, ...half } })).toEqual([]);
  });
});
