import { compareText } from '#app/catalog';
import type { Difference, DriftTotals } from './difference.ts';

/** Counts differences. `outOfScope`: objects left out, by reason. */
export function totalsOf(
  differences: readonly Difference[],
  outOfScope: Readonly<Record<string, number>>,
): DriftTotals {
  const byClass = { drift: 0, order: 0, unmanaged: 0, cosmetic: 0 };
  for (const difference of differences) byClass[difference.class] += 1;
  const sorted = Object.fromEntries(Object.entries(outOfScope).sort(([a], [b]) => compareText(a, b)));
  return {
    all: differences.length,
    counting: differences.filter(({ counts }) => counts).length,
    byClass,
    outOfScope: sorted,
  };
}
