import { KINDS, type Kind } from '#app/catalog';
import type { Difference } from '#app/compare';
import type { DriftFilters } from '#renderer/stores';

/** The differences the filters leave, in their order. */
export function filterDifferences(differences: readonly Difference[], filters: DriftFilters): readonly Difference[] {
  const words = filters.text.toLowerCase().split(/\s+/).filter(Boolean);
  const { classes, kinds, countingOnly } = filters;
  if (words.length === 0 && classes.length === 0 && kinds.length === 0 && !countingOnly) return differences;
  return differences.filter((difference) => {
    if (countingOnly && !difference.counts) return false;
    if (classes.length > 0 && !classes.includes(difference.class)) return false;
    if (kinds.length > 0 && !kinds.includes(difference.kind)) return false;
    if (words.length === 0) return true;
    const text = `${difference.key} ${difference.summary} ${difference.verdict}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** The kinds that occur, with how often, in listing order. */
export function kindFacets(differences: readonly Difference[]): readonly (readonly [kind: Kind, count: number])[] {
  const counts = new Map<Kind, number>();
  for (const { kind } of differences) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return KINDS.flatMap((kind) => {
    const count = counts.get(kind);
    return count === undefined ? [] : [[kind, count] as const];
  });
}
