import { describe, expect, it } from 'vitest';
import type { Difference } from '#app/compare';
import { countByOwner, ownerOf } from '#renderer/lib/drift-owner.ts';
import { madeUpDrift } from '../harness/made-up-drift.ts';

const [SOME] = madeUpDrift('normal', 'code', 'live').differences;

function difference(object: string, parts: Partial<Difference> = {}): Difference {
  if (!SOME) throw new Error('There are differences.');
  return { ...SOME, object, key: object, counts: true, ...parts };
}

describe('the owner of a difference', () => {
  it('is the table of its parts, of an index by what the comparison says, and of what is granted on it', () => {
    const owners = [
      difference('column:public.guests.email'),
      difference('table:public.guests'),
      difference('index:public.guests_email_idx', { kind: 'index', table: 'table:public.guests' }),
      difference('grant:"table:public.guests".app', { kind: 'grant' }),
    ].map((one) => ownerOf(one).id);
    expect(new Set(owners)).toEqual(new Set(['table:public.guests']));
  });

  it('is the object itself where it belongs to no table', () => {
    expect(ownerOf(difference('enum:public.mood')).id).toBe('enum:public.mood');
    expect(ownerOf(difference('role:app')).schema).toBeNull();
  });

  it('is counted by what counts, one number for the explorer, the inspector and the graph', () => {
    const counts = countByOwner([
      difference('column:public.guests.email'),
      difference('index:public.guests_email_idx', { kind: 'index', table: 'table:public.guests' }),
      difference('column:public.guests.notes', { counts: false }),
    ]);
    expect([...counts]).toEqual([['table:public.guests', 2]]);
  });
});
