import { type Catalog, type Kind, lookupOf, parseObjectId } from '#app/catalog';
import type { Statement } from '#app/sql';
import type { PlannedStatement } from '../annotate.ts';
import type { Hazard } from './hazard.ts';
import { createHazardFinder } from './hazards-of.ts';

/** Kinds that Drizzle has no words for. */
const UNMANAGED: ReadonlySet<Kind> = new Set<Kind>([
  'domain',
  'composite-type',
  'range-type',
  'exclusion',
  'function',
  'trigger',
  'event-trigger',
  'rule',
  'grant',
  'default-privilege',
  'publication',
]);

/** Statements of a plan with their hazards, on the schema that they meet. */
export function withHazards(statements: readonly Statement[], before: Catalog): readonly PlannedStatement[] {
  const find = createHazardFinder(before);
  const lookup = lookupOf(before);
  return statements.map((statement) => {
    const { object, sql } = statement;
    const touches = UNMANAGED.has(parseObjectId(object).kind) && lookup.find(object) !== undefined;
    const unmanaged: readonly Hazard[] = touches ? [{ kind: 'unmanaged', object }] : [];
    return { ...statement, hazards: [...find(sql), ...unmanaged] };
  });
}
