import { isEqual } from '#app/compare';

/** How one JSON value becomes another: what both have is named, not repeated. JSON itself. */
export type Change =
  | { readonly is: 'same' }
  | { readonly is: 'value'; readonly value: unknown }
  /** What is not named stays. */
  | {
      readonly is: 'record';
      readonly of: readonly (readonly [key: string, Change])[];
      readonly without: readonly string[];
    }
  | { readonly is: 'list'; readonly runs: readonly Run[] };

/** A part of the former list, or values of their own. */
export type Run = { readonly from: number; readonly count: number } | { readonly values: readonly unknown[] };

const SAME: Change = { is: 'same' };

/** Values that are one object, as most of an immutable catalog is from reading to reading, are not looked into. */
export function changeBetween(before: unknown, after: unknown): Change {
  if (Object.is(before, after)) return SAME;
  if (Array.isArray(before) && Array.isArray(after)) return { is: 'list', runs: runsBetween(before, after) };
  if (isRecord(before) && isRecord(after)) return recordChange(before, after);
  return { is: 'value', value: after };
}

type JsonRecord = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function recordChange(before: JsonRecord, after: JsonRecord): Change {
  const of = Object.entries(after).flatMap(([key, value]): (readonly [string, Change])[] => {
    // JSON has no such value: it is as if the key were not there.
    if (value === undefined) return [];
    if (!Object.hasOwn(before, key)) return [[key, { is: 'value', value }]];
    const change = changeBetween(before[key], value);
    return change.is === 'same' ? [] : [[key, change]];
  });
  const without = Object.keys(before).filter((key) => after[key] === undefined);
  return { is: 'record', of, without };
}

function runsBetween(before: readonly unknown[], after: readonly unknown[]): readonly Run[] {
  const places = new Map<unknown, number>();
  before.forEach((value, at) => {
    if (!places.has(value)) places.set(value, at);
  });
  const runs: ({ readonly from: number; count: number } | { readonly values: unknown[] })[] = [];
  /** Where the list goes on if nothing was put in or taken out. */
  let next = 0;
  for (const value of after) {
    const isNext = next < before.length && before[next] === value;
    const at = isNext ? next : (places.get(value) ?? (isRemade(before, next, value) ? next : null));
    const last = runs.at(-1);
    if (at === null) {
      if (last && 'values' in last) last.values.push(value);
      else runs.push({ values: [value] });
      next += 1;
      continue;
    }
    if (last && 'from' in last && last.from + last.count === at) last.count += 1;
    else runs.push({ from: at, count: 1 });
    next = at + 1;
  }
  return runs;
}

/** Made anew, and as it was. */
function isRemade(before: readonly unknown[], at: number, value: unknown): boolean {
  return at < before.length && isEqual(before[at], value);
}

/** The value that a change was made for, of the one that it was made from. What stays is the very same object. */
export function applyChange(before: unknown, change: Change): unknown {
  switch (change.is) {
    case 'same':
      return before;
    case 'value':
      return change.value;
    case 'list': {
      const list = before as readonly unknown[];
      return change.runs.flatMap((run) => ('values' in run ? run.values : list.slice(run.from, run.from + run.count)));
    }
    case 'record': {
      const record = before as JsonRecord;
      const gone = new Set([...change.without, ...change.of.map(([key]) => key)]);
      return Object.fromEntries([
        ...Object.entries(record).filter(([key]) => !gone.has(key)),
        ...change.of.map(([key, inner]) => [key, applyChange(record[key], inner)] as const),
      ]);
    }
  }
}
