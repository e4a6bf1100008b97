/** One language for everybody: a list reads the same on every machine. */
const COLLATOR = new Intl.Collator('en', { numeric: true });

/**
 * The order of names in lists: `events_2` before `events_10`, whatever the case. What reads the same stands by its code units, so that
 * no order depends on where a list comes from. What is written to files keeps the order of `compareText`.
 */
export function compareNaturally(a: string, b: string): number {
  return COLLATOR.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}
