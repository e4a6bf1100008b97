import type { IndexKey } from '#app/catalog';
import type { Difference, SideState } from './difference.ts';
import { renderIndexKeys } from './index-keys.ts';

/** What one side says, as a person reads it: SQL and names as they are, of a structured value the parts that differ. */
export function sayState(
  state: SideState,
  { kind, attribute, states }: Pick<Difference, 'kind' | 'attribute' | 'states'>,
): string {
  if (!state.present) return 'absent';
  if (attribute === null) return 'present';
  const { value } = state;
  if (typeof value === 'string') return value === '' ? "''" : value;
  if (value === null || value === undefined) return 'none';
  if (kind === 'index' && attribute === 'keys') return renderIndexKeys(value as readonly IndexKey[]);
  const others = Object.values(states).filter((other) => other !== state && other.present);
  return sayStructure(
    value,
    others.map((other) => other.value),
  );
}

/** Of a structured value only the parts that differ: `options.start: 1000`. */
function sayStructure(value: unknown, others: readonly unknown[]): string {
  const own = leavesOf(value);
  if (own.size === 0) return Array.isArray(value) ? 'empty' : 'none';
  const theirs = others.map((other) => leavesOf(other));
  const differing = [...own].filter(
    ([path, text]) => theirs.length === 0 || theirs.some((leaves) => leaves.get(path) !== text),
  );
  const shown = differing.length > 0 && theirs.every((leaves) => leaves.size > 0) ? differing : [...own];
  return shown.map(([path, text]) => (path === '' ? text : `${path}: ${text}`)).join(', ');
}

/** The plain values in a value by their path; a list is one value, since its order is part of it. */
function leavesOf(value: unknown, path = ''): ReadonlyMap<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    if (Array.isArray(value) && value.length === 0) return new Map();
    return new Map([[path, typeof value === 'string' ? value : JSON.stringify(value)]]);
  }
  return new Map(
    Object.entries(value).flatMap(([key, inner]) => [...leavesOf(inner, path === '' ? key : `${path}.${key}`)]),
  );
}
