import { describe, expect, it } from 'vitest';
import { enumOrderDiffers } from '#app/audit/rules/enum-order-differs.ts';
import type { Difference } from '#app/compare';
import { schemaOf } from '#test/support/catalog/schema-of.ts';
import { audit, difference, readingOf } from '../audit.ts';

function run(differences: readonly Difference[] | null) {
  const live = schemaOf({ tables: {}, enums: { mood: ['good', 'bad'] } });
  const code = schemaOf({ tables: {}, enums: { mood: ['bad', 'good'] }, server: null });
  const comparisons = differences ? [{ between: ['code', 'live'] as const, differences }] : [];
  return audit(enumOrderDiffers, live, {
    input: { readings: [readingOf(live), readingOf(code, 'code')], comparisons },
  });
}

describe('enum-order-differs', () => {
  it('restates a difference of order alone', () => {
    const order = difference('enum:public.mood', 'enum', { class: 'order', attribute: 'labels' });
    expect(run([order]).findings.map(({ object, evidence }) => [object, evidence[1]?.text])).toEqual([
      ['enum:public.mood', 'Code: bad, good.'],
    ]);
  });

  it('is silent about other labels, and not evaluated where nothing was compared', () => {
    expect(run([difference('enum:public.mood', 'enum', { attribute: 'labels' })]).findings).toEqual([]);
    expect(run(null).notEvaluated).toHaveLength(1);
  });
});
