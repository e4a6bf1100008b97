import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyChange, type Change, changeBetween } from '#app/api';
import { seed } from '#test/support/seed.ts';

/** What JSON makes of a value: it has no -0. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const wire = (change: Change): Change => JSON.parse(JSON.stringify(change)) as Change;

/** A value, and one that shares parts with it: lists with entries moved, taken out and put in, records with other keys. */
const pair = fc.jsonValue({ maxDepth: 3 }).chain((before) => after(before).map((value) => ({ before, after: value })));

function after(before: unknown): fc.Arbitrary<unknown> {
  const other = fc.jsonValue({ maxDepth: 2 });
  if (Array.isArray(before)) {
    const kept = before.length === 0 ? other : fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...before) }, other);
    return fc.oneof(fc.constant(before), fc.constant([...before]), fc.array(kept, { maxLength: before.length + 2 }));
  }
  if (typeof before !== 'object' || before === null) return fc.oneof(fc.constant(before), other);
  const entries = Object.entries(before).map(([key, value]) =>
    fc.option(after(value), { nil: undefined }).map((changed) => [key, changed] as const),
  );
  return fc
    .tuple(fc.tuple(...entries), fc.dictionary(fc.string(), other, { maxKeys: 2 }))
    .map(([own, more]) =>
      Object.fromEntries([...own, ...Object.entries(more)].filter(([, value]) => value !== undefined)),
    );
}

describe('a change of a JSON value', () => {
  it('makes of the one value the other, over the wire too', () => {
    fc.assert(
      fc.property(pair, ({ before, after }) => {
        expect(plain(applyChange(before, wire(changeBetween(before, after))))).toEqual(plain(after));
        expect(plain(applyChange(before, wire(changeBetween(before, structuredClone(after)))))).toEqual(plain(after));
      }),
      { numRuns: 500, seed },
    );
  });

  it('names what both have and repeats nothing of it', () => {
    const tables = Array.from({ length: 100 }, (_, at) => ({ name: `table_${at}`, columns: ['a', 'b'] }));
    const edited = tables.map((table, at) => (at === 50 ? { ...table, columns: ['a'] } : table));
    const change = changeBetween({ tables, version: 2 }, { tables: edited, version: 2 });
    expect(change).toEqual({
      is: 'record',
      of: [
        ['tables', { is: 'list', runs: [{ from: 0, count: 50 }, { values: [edited[50]] }, { from: 51, count: 49 }] }],
      ],
      without: [],
    });
    const applied = applyChange({ tables, version: 2 }, change) as { readonly tables: readonly object[] };
    expect(applied.tables[99]).toBe(tables[99]);
  });

  it('takes for unchanged what was made anew and says the same', () => {
    const names = ['a', 'b', 'c'].map((name) => ({ name }));
    expect(changeBetween(names, structuredClone(names))).toEqual({ is: 'list', runs: [{ from: 0, count: 3 }] });
  });

  it('gives the name of a prototype as any other', () => {
    const before = JSON.parse('{ "__proto__": { "a": 1 }, "b": 1 }') as unknown;
    const after = JSON.parse('{ "__proto__": { "a": 2 }, "b": 1 }') as unknown;
    const applied = applyChange(before, wire(changeBetween(before, after)));
    expect(JSON.stringify(applied)).toContain('"__proto__":{"a":2}');
  });
});
