import type { Difference } from './difference.ts';

/** What is compared always and shown when somebody asks for it. */
export const ON_DEMAND = ['grants', 'owners'] as const;
export type OnDemand = (typeof ON_DEMAND)[number];

/**
 * Under which name a difference is shown on demand; `null` where it is shown anyway. Grants and owners are a matter of each
 * environment and there are as many of them as tables, so only those that count are shown unasked.
 */
export function demandOf({ counts, waiver, kind, attribute }: Difference): OnDemand | null {
  if (counts || waiver) return null;
  if (kind === 'grant' || kind === 'default-privilege') return 'grants';
  return attribute === 'owner' ? 'owners' : null;
}
