import { type Catalog, quoteQualified } from '#app/catalog';
import { scanSql } from '#app/sql';
import type { ProofStep } from '../proof.ts';
import type { LostRows } from './kept-rows.ts';

/**
 * Whether values are others since a trigger writes them with every UPDATE, as `updated_at` is: no statement names the column, and
 * one updates its table. That is what the schema says, and told, but no loss.
 */
export function isByTrigger({ relation, column }: LostRows, steps: readonly ProofStep[], before: Catalog): boolean {
  if (column === null) return false;
  const hasTrigger = before.objects.trigger.some(
    ({ schema, table, timing, level, events, enabled }) =>
      quoteQualified(schema, table) === relation &&
      timing === 'before' &&
      level === 'row' &&
      events.includes('update') &&
      (enabled === 'origin' || enabled === 'always'),
  );
  if (!hasTrigger) return false;
  const updates = steps.filter(
    ({ sql, hazards }) =>
      /^update\b/i.test(sql) && hazards.some((hazard) => hazard.kind === 'lock' && hazard.relation === relation),
  );
  return updates.length > 0 && !steps.some(({ sql }) => names(sql, column));
}

function names(sql: string, column: string): boolean {
  return sql.includes(column) && scanSql(sql).some(({ text }) => text === column || text === `"${column}"`);
}
