import type { IndexKey } from '#app/catalog';
import { type Difference, renderIndexKeys, type SideState } from '#app/compare';

/** What one side says, as a person reads it: SQL and names as they are, nothing as words. */
export function printState(state: SideState, { kind, attribute }: Difference): string {
  if (!state.present) return 'absent';
  if (attribute === null) return 'present';
  const { value } = state;
  if (value === null || value === undefined) return 'none';
  if (typeof value === 'string') return value === '' ? "''" : value;
  if (kind === 'index' && attribute === 'keys') return renderIndexKeys(value as readonly IndexKey[]);
  return JSON.stringify(value);
}
