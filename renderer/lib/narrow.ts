/** The values of a facet that occur, in listing order, each with how many items it would leave. */
export type Facet<T> = readonly (readonly [value: T, count: number])[];

/** Filters of a list. `Asked` is an item with what its tests compare it with. */
export interface Filtering<Asked, Name extends string> {
  /** One test for each filter. */
  readonly tests: Readonly<Record<Name, (asked: Asked) => boolean>>;
  /** Under the filter that looks at it, what an item has: a value of a facet, `yes` where a switch would keep the item. */
  readonly valuesOf: (asked: Asked) => readonly (readonly [Name, string])[];
}

export interface Narrowed<Item, Name extends string> {
  /** What all filters leave, in its order. */
  readonly shown: readonly Item[];
  /** How many items each value of a facet would leave, given all the other filters. */
  facet<T extends string>(name: Name, known: readonly T[]): Facet<T>;
  /** The same of a switch. */
  switched(name: Name): number;
}

/** What filters leave, and what each of them would leave: one pass, since it runs on every key press. */
export function narrow<Asked extends { readonly item: unknown }, Name extends string>(
  all: Iterable<Asked>,
  { tests, valuesOf }: Filtering<Asked, Name>,
): Narrowed<Asked['item'], Name> {
  const names = Object.keys(tests) as Name[];
  const shown: Asked['item'][] = [];
  const counts = new Map<string, number>();
  for (const asked of all) {
    const failed = failedBy(asked, tests, names);
    if (failed === 'several') continue;
    if (failed === null) shown.push(asked.item);
    for (const [name, value] of valuesOf(asked)) {
      if (failed !== null && failed.name !== name) continue;
      const key = `${name} ${value}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return {
    shown,
    facet: (name, known) =>
      known.flatMap((value) => {
        const count = counts.get(`${name} ${value}`);
        return count === undefined ? [] : [[value, count] as const];
      }),
    switched: (name) => counts.get(`${name} yes`) ?? 0,
  };
}

/** The only filter that leaves it out, `several`, or none. */
function failedBy<Asked, Name extends string>(
  asked: Asked,
  tests: Filtering<Asked, Name>['tests'],
  names: readonly Name[],
): { readonly name: Name } | 'several' | null {
  let failed: { readonly name: Name } | null = null;
  for (const name of names) {
    if (tests[name](asked)) continue;
    if (failed !== null) return 'several';
    failed = { name };
  }
  return failed;
}

/** What was typed, as the words that each have to occur. */
export function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}

/** Whether a list of choices takes a value: an empty one takes all. */
export function isIn<T>(chosen: readonly T[], value: T): boolean {
  return chosen.length === 0 || chosen.includes(value);
}
