import type { AuditContext } from '../context.ts';
import type { Needs, NotEvaluated } from '../rule.ts';

/** The needs of a rule that looks at the code's own catalog, whatever else is there. */
export const OF_CODE: Needs = [['catalog', 'code']];

/** What such a rule answers of every source but the code; `null` of the code. */
export function unlessCode({ source }: AuditContext): NotEvaluated | null {
  return source === 'code' ? null : { notEvaluated: 'Only the Drizzle code tells.' };
}
