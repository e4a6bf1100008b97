import { describe, expect, it } from 'vitest';
import { type Difference, waive } from '#app/compare';

const difference = (key: string, counts = true): Difference => ({
  key,
  object: key.split('#')[0] ?? key,
  kind: 'column',
  attribute: key.split('#')[1] ?? null,
  class: 'drift',
  verdict: 'undecided',
  counts,
  summary: key,
  reason: 'Both sides can express it.',
  states: {},
  destroyedBy: [],
  kit: [],
});

const email = difference('column:public.guests.email#type');
const note = difference('column:public.guests.note');
const today = '2026-11-21';
const reason = 'Known';

const counting = (pattern: string, expires?: string) =>
  waive([email, note], [{ object: pattern, reason, expires }], today)
    .differences.filter(({ counts }) => counts)
    .map(({ key }) => key);

describe('a waiver', () => {
  it.each([
    ['by key', 'column:public.guests.email#type', [note.key]],
    ['by object, for all its attributes', 'column:public.guests.email', [note.key]],
    ['by pattern', 'column:public.guests.*', []],
    ['not by a part of a name', 'column:public.guests', [email.key, note.key]],
    ['not by a dot that is meant as any character', 'column:public.guests.e.*', [email.key, note.key]],
  ])('takes %s', (_, pattern, left) => {
    expect(counting(pattern)).toEqual(left);
  });

  it('says why', () => {
    const { differences } = waive([email], [{ object: email.key, reason, owner: 'data' }], today);
    expect(differences[0]?.waiver).toEqual({ reason, owner: 'data', expires: null });
  });

  it('holds until the end of its last day', () => {
    expect(counting('*', today)).toEqual([]);
    expect(counting('*', '2026-11-20')).toEqual([email.key, note.key]);
  });

  it('is reported when it is over, and when nothing matches', () => {
    const over = { object: '*', reason, expires: '2026-11-20' };
    const idle = { object: 'table:public.gone', reason };
    expect(waive([email], [over, idle], today)).toMatchObject({ expired: [over], unused: [idle] });
  });

  it('leaves alone what does not count', () => {
    const quiet = difference('column:public.guests.x', false);
    expect(waive([quiet], [{ object: '*', reason }], today).differences).toEqual([quiet]);
  });
});
