import type { Difference } from '#app/compare';

export type Change = 'new' | 'changed';

/** What is otherwise than when it was looked at last. */
export interface SinceLook {
  readonly changes: ReadonlyMap<string, Change>;
  /** Differences that were there and are no more. */
  readonly gone: readonly Difference[];
}

export const NOTHING_SINCE: SinceLook = { changes: new Map(), gone: [] };

/** The differences as they were looked at last, by key. */
export type Seen = ReadonlyMap<string, Difference>;

export function seenOf(differences: readonly Difference[]): Seen {
  return new Map(differences.map((difference) => [difference.key, difference]));
}

export function sinceLook(seen: Seen, differences: readonly Difference[]): SinceLook {
  const changes = new Map<string, Change>();
  const gone = new Map(seen);
  for (const difference of differences) {
    const before = seen.get(difference.key);
    gone.delete(difference.key);
    if (!before) changes.set(difference.key, 'new');
    else if (before !== difference && digest(before) !== digest(difference)) changes.set(difference.key, 'changed');
  }
  return { changes, gone: [...gone.values()] };
}

/** What a person would see of it; where it stands in a file may move without its being another difference. */
function digest({ class: differenceClass, verdict, counts, waiver, states }: Difference): string {
  const said = Object.entries(states).map(([label, { present, value, deparsed }]) => [
    label,
    present,
    deparsed ?? value,
  ]);
  return JSON.stringify([differenceClass, verdict, counts, waiver?.reason ?? null, said]);
}
