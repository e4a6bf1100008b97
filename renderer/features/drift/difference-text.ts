import type { Difference, SideState } from '#app/compare';

/** How the two sides stand to each other. */
export type Change = 'only-from' | 'only-to' | 'changed';

export function changeOf(difference: Difference, from: string, to: string): Change {
  if (difference.attribute === null) {
    if (difference.states[to]?.present === false) return 'only-from';
    if (difference.states[from]?.present === false) return 'only-to';
  }
  return 'changed';
}

/** `only in live`, `changed`. */
export function changeText(change: Change, from: string, to: string): string {
  if (change === 'changed') return 'changed';
  return `only in ${change === 'only-from' ? from : to}`;
}

/** What a side says, as one piece of text: SQL and names as they are, structures as JSON. */
export function sideText(state: SideState | undefined): string {
  if (!state?.present) return 'not there';
  const text = state.deparsed ?? valueText(state.value);
  return text === '' ? "''" : text;
}

export function valueText(value: unknown): string {
  if (value === null || value === undefined) return 'none';
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) {
    return value.length === 0 ? 'none' : value.join(', ');
  }
  return typeof value === 'object' ? JSON.stringify(value, null, 2) : String(value);
}

/** `notNull` as a person reads it: `not null`. */
export function attributeText(attribute: string): string {
  return attribute.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
