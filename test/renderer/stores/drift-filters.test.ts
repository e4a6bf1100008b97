import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KINDS } from '#app/catalog';
import { DIFFERENCE_CLASSES, verdictSchema } from '#app/compare';
import { DRIFT_SIDES, NO_FILTERS, parseFilters, printFilters } from '#renderer/stores/drift-filters.ts';

const some = <T>(known: readonly T[]) => fc.subarray([...known]);

describe('filters in an address', () => {
  it('are nothing where nothing is filtered', () => {
    expect(printFilters(NO_FILTERS)).toBe('');
    expect(parseFilters('')).toEqual(NO_FILTERS);
  });

  it('are read back as they were', () => {
    const filters = fc.record({
      classes: some(DIFFERENCE_CLASSES),
      verdicts: some(verdictSchema.options),
      kinds: some(KINDS),
      sides: some(DRIFT_SIDES),
      countingOnly: fc.boolean(),
      destroyedOnly: fc.boolean(),
      waived: fc.boolean(),
      grants: fc.boolean(),
      owners: fc.boolean(),
      changedOnly: fc.boolean(),
      text: fc.string({ unit: 'grapheme' }),
    });
    fc.assert(
      fc.property(filters, (one) => {
        expect(parseFilters(printFilters(one))).toEqual(one);
      }),
    );
  });

  it('leave out what they do not know', () => {
    expect(parseFilters('class=drift,nonsense&colour=red&text=%E0%A4%A&counting')).toEqual({
      ...NO_FILTERS,
      classes: ['drift'],
      countingOnly: true,
    });
  });
});
