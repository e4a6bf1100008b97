import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyChanges } from '#app/api';
import { beginHistory, type EditHistory, flatten, fromKept, record, toKept } from '#renderer/lib/edit-history.ts';
import { seed } from '#test/support/seed.ts';

const typed = (base: string, ...states: readonly string[]): EditHistory => states.reduce(record, beginHistory(base));
const steps = (history: EditHistory) => history.steps.map(({ text, removed }) => `-${removed}+${text}`);

describe('the steps of an edited text', () => {
  it('are words that were typed, not letters, and lines', () => {
    expect(steps(typed(';', 'a;', 'ab;', 'ab ;', 'ab c;', 'ab cd;', 'ab cd\n;', 'ab cd\ne;'))).toEqual([
      '-+ab ',
      '-+cd',
      '-+\n',
      '-+e',
    ]);
  });

  it('are what was taken out at once', () => {
    expect(steps(typed('abc\nd', 'abc\n', 'abc', 'ab', 'a'))).toEqual(['-d+', '-\n+', '-bc+']);
  });

  it('are one less where the last was undone', () => {
    const history = typed('a', 'b');
    expect(record(record(history, 'bcd'), 'b')).toEqual(history);
    expect(record(history, 'a')).toEqual(beginHistory('a'));
  });

  it('lead from the base to the text, are kept and come back, whatever was typed', () => {
    const texts = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n'), maxLength: 6 }), { maxLength: 40 });
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'b', '\n') }), texts, (base, states) => {
        const history = typed(base, ...states);
        expect(applyChanges(history.base, history.steps)).toBe(history.text);
        expect(history.text).toBe(states.at(-1) ?? base);
        expect(fromKept(toKept(history, 'abc'))).toEqual(history);
        expect(flatten(history).steps.length).toBeLessThanOrEqual(1);
        expect(flatten(history).text).toBe(history.text);
      }),
      { seed },
    );
  });

  it('are no more than are worth keeping, and still lead there', () => {
    const history = typed('', ...Array.from({ length: 1_200 }, (_, at) => `${'x\n'.repeat(at + 1)}`));
    expect(history.steps.length).toBe(500);
    expect(applyChanges(history.base, history.steps)).toBe(history.text);
  });
});
