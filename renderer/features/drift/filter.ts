import { KINDS, type Kind } from '#app/catalog';
import {
  DIFFERENCE_CLASSES,
  type Difference,
  type DifferenceClass,
  demandOf,
  type OnDemand,
  type Verdict,
  verdictSchema,
} from '#app/compare';
import { type Facet, isIn, narrow, wordsOf } from '#renderer/lib/narrow.ts';
import { DRIFT_SIDES, type DriftFilters, type DriftSide } from '#renderer/stores';
import { changeOf } from './difference-text.ts';

export interface FilterContext {
  readonly from: string;
  readonly to: string;
  /** Keys of what is new or changed since it was looked at. */
  readonly changes: ReadonlyMap<string, unknown>;
}

/** How many differences each filter would leave, given all the others. */
export interface Facets {
  readonly classes: Facet<DifferenceClass>;
  readonly verdicts: Facet<Verdict>;
  readonly kinds: Facet<Kind>;
  readonly sides: Facet<DriftSide>;
  readonly counting: number;
  readonly destroyed: number;
  readonly waived: number;
  /** What a switch would show besides. */
  readonly unasked: Readonly<Record<OnDemand, number>>;
  readonly changed: number;
}

export interface Filtered {
  /** In their order. */
  readonly shown: readonly Difference[];
  /** How many there are without any filter: waived ones are left out even then, and what is shown on demand. */
  readonly all: number;
  readonly facets: Facets;
}

interface Asked {
  readonly item: Difference;
  readonly filters: DriftFilters;
  readonly context: FilterContext;
  readonly words: readonly string[];
}

/** One test for each filter; those of a facet name the value of it that the difference has. */
const TESTS = {
  text: ({ item, words }: Asked) => words.length === 0 || words.every((word) => textOf(item).includes(word)),
  classes: ({ item, filters }: Asked) => isIn(filters.classes, item.class),
  verdicts: ({ item, filters }: Asked) => isIn(filters.verdicts, item.verdict),
  kinds: ({ item, filters }: Asked) => isIn(filters.kinds, item.kind),
  sides: ({ item, filters, context }: Asked) => isIn(filters.sides, changeOf(item, context.from, context.to)),
  counting: ({ item, filters }: Asked) => !filters.countingOnly || item.counts,
  destroyed: ({ item, filters }: Asked) => !filters.destroyedOnly || item.destroyedBy.length > 0,
  waived: ({ item, filters }: Asked) => filters.waived === (item.waiver !== undefined),
  changed: ({ item, filters, context }: Asked) => !filters.changedOnly || context.changes.has(item.key),
} satisfies Record<string, (asked: Asked) => boolean>;

/** What the filters leave, and what each of them would leave. */
export function filterDifferences(
  differences: readonly Difference[],
  filters: DriftFilters,
  context: FilterContext,
): Filtered {
  const words = wordsOf(filters.text);
  const unasked = { grants: 0, owners: 0 };
  let all = 0;
  const asked: Asked[] = [];
  for (const item of differences) {
    const demand = demandOf(item);
    if (demand !== null) unasked[demand] += 1;
    if (demand !== null && !filters[demand]) continue;
    if (filters.waived || item.waiver === undefined) all += 1;
    asked.push({ item, filters, context, words });
  }
  const { shown, facet, switched } = narrow(asked, { tests: TESTS, valuesOf });
  return {
    shown,
    all,
    facets: {
      classes: facet('classes', DIFFERENCE_CLASSES),
      verdicts: facet('verdicts', verdictSchema.options),
      kinds: facet('kinds', KINDS),
      sides: facet('sides', DRIFT_SIDES),
      counting: switched('counting'),
      destroyed: switched('destroyed'),
      waived: switched('waived'),
      unasked,
      changed: switched('changed'),
    },
  };
}

function valuesOf({ item: difference, context: { from, to, changes } }: Asked) {
  const values: (readonly [keyof typeof TESTS, string])[] = [
    ['classes', difference.class],
    ['verdicts', difference.verdict],
    ['kinds', difference.kind],
    ['sides', changeOf(difference, from, to)],
  ];
  if (difference.counts) values.push(['counting', 'yes']);
  if (difference.destroyedBy.length > 0) values.push(['destroyed', 'yes']);
  if (difference.waiver) values.push(['waived', 'yes']);
  if (changes.has(difference.key)) values.push(['changed', 'yes']);
  return values;
}

const TEXTS = new WeakMap<Difference, string>();

/** What a word is looked for in. */
function textOf(difference: Difference): string {
  let text = TEXTS.get(difference);
  if (text === undefined) {
    const { key, summary, verdict, waiver } = difference;
    text = `${key} ${summary} ${verdict} ${waiver?.reason ?? ''}`.toLowerCase();
    TEXTS.set(difference, text);
  }
  return text;
}
