import { KINDS, type Kind } from '#app/catalog';
import { DIFFERENCE_CLASSES, type DifferenceClass, type Verdict, verdictSchema } from '#app/compare';

/** Which side has it: only the first, only the second, both and each its own, or both alike and the migrations otherwise. */
export const DRIFT_SIDES = ['only-from', 'only-to', 'changed', 'beside'] as const;
export type DriftSide = (typeof DRIFT_SIDES)[number];

/** What of the differences is shown. An empty list is all of them. */
export interface DriftFilters {
  readonly classes: readonly DifferenceClass[];
  readonly verdicts: readonly Verdict[];
  readonly kinds: readonly Kind[];
  readonly sides: readonly DriftSide[];
  readonly countingOnly: boolean;
  /** Only what drizzle-kit would drop or weaken. */
  readonly destroyedOnly: boolean;
  /** Only what a waiver excuses; otherwise these are left out. */
  readonly waived: boolean;
  /** Grants and owners, too, that do not count; otherwise these are left out. */
  readonly grants: boolean;
  readonly owners: boolean;
  /** Only what is new or changed since it was looked at. */
  readonly changedOnly: boolean;
  readonly text: string;
}

export const NO_FILTERS: DriftFilters = {
  classes: [],
  verdicts: [],
  kinds: [],
  sides: [],
  countingOnly: false,
  destroyedOnly: false,
  waived: false,
  grants: false,
  owners: false,
  changedOnly: false,
  text: '',
};

const LISTS = {
  classes: ['class', DIFFERENCE_CLASSES],
  verdicts: ['verdict', verdictSchema.options],
  kinds: ['kind', KINDS],
  sides: ['side', DRIFT_SIDES],
} as const;

const SWITCHES = {
  countingOnly: 'counting',
  destroyedOnly: 'destroyed',
  waived: 'waived',
  grants: 'grants',
  owners: 'owners',
  changedOnly: 'changed',
} as const;

/** As an address holds it: `class=drift,order&counting&text=guests`; empty where nothing is filtered. */
export function printFilters(filters: DriftFilters): string {
  const parts: string[] = [];
  for (const name of keysOf(LISTS)) {
    if (filters[name].length > 0) parts.push(`${LISTS[name][0]}=${filters[name].join(',')}`);
  }
  for (const name of keysOf(SWITCHES)) if (filters[name]) parts.push(SWITCHES[name]);
  if (filters.text !== '') parts.push(`text=${encodeURIComponent(filters.text)}`);
  return parts.join('&');
}

/** Whether anything is left out that would be shown without them. */
export function isNarrowed(filters: DriftFilters): boolean {
  return printFilters({ ...filters, grants: false, owners: false }) !== '';
}

/** Reads them back; what it does not know is left out. */
export function parseFilters(text: string): DriftFilters {
  const given = new Map(
    text.split('&').map((part) => {
      const at = part.indexOf('=');
      return at < 0 ? ([part, ''] as const) : ([part.slice(0, at), part.slice(at + 1)] as const);
    }),
  );
  const list = <T extends string>([name, known]: readonly [string, readonly T[]]): readonly T[] => {
    const words = given.get(name)?.split(',') ?? [];
    return known.filter((word) => words.includes(word));
  };
  return {
    classes: list(LISTS.classes),
    verdicts: list(LISTS.verdicts),
    kinds: list(LISTS.kinds),
    sides: list(LISTS.sides),
    countingOnly: given.has(SWITCHES.countingOnly),
    destroyedOnly: given.has(SWITCHES.destroyedOnly),
    waived: given.has(SWITCHES.waived),
    grants: given.has(SWITCHES.grants),
    owners: given.has(SWITCHES.owners),
    changedOnly: given.has(SWITCHES.changedOnly),
    text: decode(given.get('text') ?? ''),
  };
}

function keysOf<T extends object>(record: T): readonly (keyof T)[] {
  return Object.keys(record) as (keyof T)[];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
