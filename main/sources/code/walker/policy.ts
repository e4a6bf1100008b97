import { isStandIn } from '../inside/stand-in.ts';
import type { ExportName, LinkedPolicyValues, PolicyValues } from '../inside/values.ts';
import type { Walk } from './context.ts';
import { isA, record, SYMBOLS, tableNameOf, text, type Value } from './drizzle.ts';
import { sqlText } from './sql-text.ts';

export function walkPolicy(walk: Walk, policy: Value, table: Value | null): PolicyValues {
  return {
    name: String(policy.name),
    as: text(policy.as),
    for: text(policy.for),
    to: rolesOf(policy.to),
    using: isA(policy.using, 'SQL') ? sqlText(walk, policy.using, table) : null,
    withCheck: isA(policy.withCheck, 'SQL') ? sqlText(walk, policy.withCheck, table) : null,
  };
}

/** A policy that is exported by itself and linked to its table with `.link()`. */
export function walkLinkedPolicy(walk: Walk, policy: Value, exports: readonly ExportName[]): LinkedPolicyValues {
  const linked = record(policy._linkedTable);
  const table = linked[SYMBOLS.name] === undefined ? null : linked;
  const name = table ? tableNameOf(table) : null;
  return {
    ...walkPolicy(walk, policy, table),
    exports,
    table: name ? { schema: name.schema, name: name.table } : null,
  };
}

function rolesOf(to: unknown): readonly string[] {
  if (to === undefined || to === null || to === '') return [];
  if (isStandIn(to)) throw new Error('its roles come from a module that was replaced or could not be read');
  if (Array.isArray(to)) return to.flatMap(rolesOf);
  return typeof to === 'string' ? [to] : [String(record(to).name)];
}
