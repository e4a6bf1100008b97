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
import { DRIFT_SIDES, type DriftFilters, type DriftSide } from '#renderer/stores';
import { changeOf } from './difference-text.ts';

export interface FilterContext {
  readonly from: string;
  readonly to: string;
  /** Keys of what is new or changed since it was looked at. */
  readonly changes: ReadonlyMap<string, unknown>;
}

/** The values of a facet that occur, in listing order, each with how many differences it would leave. */
export type Facet<T> = readonly (readonly [value: T, count: number])[];

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
  readonly difference: Difference;
  readonly filters: DriftFilters;
  readonly context: FilterContext;
  readonly words: readonly string[];
}

/** One test for each filter; those of a facet name the value of it that the difference has. */
const TESTS = {
  text: ({ difference, words }: Asked) =>
    words.length === 0 || words.every((word) => textOf(difference).includes(word)),
  classes: ({ difference, filters }: Asked) => isIn(filters.classes, difference.class),
  verdicts: ({ difference, filters }: Asked) => isIn(filters.verdicts, difference.verdict),
  kinds: ({ difference, filters }: Asked) => isIn(filters.kinds, difference.kind),
  sides: ({ difference, filters, context }: Asked) =>
    isIn(filters.sides, changeOf(difference, context.from, context.to)),
  counting: ({ difference, filters }: Asked) => !filters.countingOnly || difference.counts,
  destroyed: ({ difference, filters }: Asked) => !filters.destroyedOnly || difference.destroyedBy.length > 0,
  waived: ({ difference, filters }: Asked) => filters.waived === (difference.waiver !== undefined),
  changed: ({ difference, filters, context }: Asked) => !filters.changedOnly || context.changes.has(difference.key),
} satisfies Record<string, (asked: Asked) => boolean>;

type TestName = keyof typeof TESTS;
const NAMES = Object.keys(TESTS) as readonly TestName[];

/** What the filters leave, and what each of them would leave: one pass, since it runs on every key press. */
export function filterDifferences(
  differences: readonly Difference[],
  filters: DriftFilters,
  context: FilterContext,
): Filtered {
  const words = filters.text.toLowerCase().split(/\s+/).filter(Boolean);
  const shown: Difference[] = [];
  const counts = new Map<string, number>();
  const add = (name: TestName, value: string) => {
    const key = `${name} ${value}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  const unasked = { grants: 0, owners: 0 };
  let all = 0;
  for (const difference of differences) {
    const demand = demandOf(difference);
    if (demand !== null) unasked[demand] += 1;
    if (demand !== null && !filters[demand]) continue;
    if (filters.waived || difference.waiver === undefined) all += 1;
    const failed = failedBy({ difference, filters, context, words });
    if (failed === 'several') continue;
    if (failed === null) shown.push(difference);
    for (const [name, value] of valuesOf(difference, context)) if (failed === null || failed === name) add(name, value);
  }
  const facet = <T extends string>(name: TestName, known: readonly T[]): Facet<T> =>
    known.flatMap((value) => {
      const count = counts.get(`${name} ${value}`);
      return count === undefined ? [] : [[value, count] as const];
    });
  const yes = (name: TestName) => counts.get(`${name} yes`) ?? 0;
  return {
    shown,
    all,
    facets: {
      classes: facet('classes', DIFFERENCE_CLASSES),
      verdicts: facet('verdicts', verdictSchema.options),
      kinds: facet('kinds', KINDS),
      sides: facet('sides', DRIFT_SIDES),
      counting: yes('counting'),
      destroyed: yes('destroyed'),
      waived: yes('waived'),
      unasked,
      changed: yes('changed'),
    },
  };
}

/** The only filter that leaves it out, `several`, or none. */
function failedBy(asked: Asked): TestName | 'several' | null {
  let failed: TestName | null = null;
  for (const name of NAMES) {
    if (TESTS[name](asked)) continue;
    if (failed !== null) return 'several';
    failed = name;
  }
  return failed;
}

function valuesOf(difference: Difference, { from, to, changes }: FilterContext) {
  const values: (readonly [TestName, string])[] = [
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

function isIn<T>(chosen: readonly T[], value: T): boolean {
  return chosen.length === 0 || chosen.includes(value);
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
