import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyChanges, textChange } from '#app/api';
import { seed } from '#test/support/seed.ts';

describe('the step from a text to another', () => {
  it.each([
    ['what is typed', 'SELECT 1;', 'SELECT 12;', { at: 8, length: 0, text: '2' }],
    ['what is taken out', 'aab', 'ab', { at: 1, length: 1, text: '' }],
    ['what stands for something else', 'drop a', 'drop bc', { at: 5, length: 1, text: 'bc' }],
    ['nothing, where they are the same', 'a', 'a', null],
  ])('is %s', (_, before, after, change) => expect(textChange(before, after)).toEqual(change));

  it('leads there, step by step, whatever the texts', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '\n') }), { minLength: 1 }), (states) => {
        const [base = ''] = states;
        const steps = states.slice(1).flatMap((state, at) => textChange(states[at] ?? '', state) ?? []);
        expect(applyChanges(base, steps)).toBe(states.at(-1));
      }),
      { seed },
    );
  });
});
