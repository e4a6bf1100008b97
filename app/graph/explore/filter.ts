import { compareText, type ObjectId } from '#app/catalog';

/** What relations can be filtered by. */
export const FACETS = ['kind', 'schema', 'module', 'file', 'tag', 'rls', 'fk', 'drift', 'severity', 'size'] as const;
export type Facet = (typeof FACETS)[number];

/** Sizes of tables by estimated rows: from a thousand, a hundred thousand and ten million on; `unknown` without statistics. */
export const SIZES = ['small', 'medium', 'large', 'huge', 'unknown'] as const;
export type SizeClass = (typeof SIZES)[number];

/** Per facet the values of which a relation has to have one; a facet without values asks nothing. */
export type GraphFilter = Partial<Readonly<Record<Facet, readonly string[]>>>;

/** The values that a relation has of a facet; none where it has nothing to say. */
export type FacetValues = (id: ObjectId, facet: Facet) => readonly string[];

export function sizeClass(rows: number | null): SizeClass {
  if (rows === null || rows < 0) return 'unknown';
  if (rows < 1e3) return 'small';
  if (rows < 1e5) return 'medium';
  return rows < 1e7 ? 'large' : 'huge';
}

export function isFiltering(filter: GraphFilter): boolean {
  return FACETS.some((facet) => (filter[facet]?.length ?? 0) > 0);
}

/** Whether a relation is what is looked for: one value of every facet that asks. */
export function matchesFilter(id: ObjectId, filter: GraphFilter, valuesOf: FacetValues): boolean {
  return FACETS.every((facet) => {
    const wanted = filter[facet] ?? [];
    return wanted.length === 0 || valuesOf(id, facet).some((value) => wanted.includes(value));
  });
}

/** Takes a value into a facet, or out of it where it is in. */
export function toggleValue(filter: GraphFilter, facet: Facet, value: string): GraphFilter {
  const { [facet]: before = [], ...rest } = filter;
  const after = before.includes(value) ? before.filter((one) => one !== value) : [...before, value];
  return after.length === 0 ? rest : { ...rest, [facet]: after };
}

/**
 * How many relations have each value of a facet, of those that the other facets leave: the values by `ranks` where they have one, the
 * commonest first where not, and by `compare` where as many have them.
 */
export function countFacet(
  ids: readonly ObjectId[],
  facet: Facet,
  filter: GraphFilter,
  valuesOf: FacetValues,
  ranks: readonly string[] = [],
  compare: (a: string, b: string) => number = compareText,
): readonly { readonly value: string; readonly count: number }[] {
  const { [facet]: own = [], ...others } = filter;
  const counts = new Map(own.map((value) => [value, 0]));
  for (const id of ids) {
    if (!matchesFilter(id, others, valuesOf)) continue;
    for (const value of new Set(valuesOf(id, facet))) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const rank = (value: string) => (ranks.includes(value) ? ranks.indexOf(value) : ranks.length);
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => rank(a.value) - rank(b.value) || b.count - a.count || compare(a.value, b.value));
}
