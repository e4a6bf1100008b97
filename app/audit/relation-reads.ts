import { type ObjectId, objectId, type Table } from '#app/catalog';
import { nameChains } from '#app/sql';
import type { AuditContext } from './context.ts';

/** The tables with row security and policies that hold tenants' data: what views and functions must not open. */
export function protectedTables(context: AuditContext): readonly Table[] {
  return context.remember('protected tables', () =>
    context.tables.filter(
      (table) =>
        table.rowSecurity &&
        context.reach.has(table.id) &&
        context.lookup.childrenOf(table.schema, table.name).policy.length > 0,
    ),
  );
}

/**
 * The protected tables that a query or a function's body names. `search` says in which schemas a bare name is looked for, where it
 * is known.
 */
export function protectedReads(context: AuditContext, sql: string): readonly Table[] {
  const byName = context.remember('protected tables by name', () => {
    const names = new Map<string, Table[]>();
    for (const table of protectedTables(context)) names.set(table.name, [...(names.get(table.name) ?? []), table]);
    return names;
  });
  if (byName.size === 0) return [];
  const found = new Map<ObjectId, Table>();
  for (const [first = '', second] of nameChains(sql)) {
    const qualified = second === undefined ? undefined : context.lookup.find(objectId('table', first, second));
    const named = qualified?.kind === 'table' ? [qualified] : (byName.get(first) ?? []);
    for (const table of named) if (byName.get(table.name)?.includes(table)) found.set(table.id, table);
  }
  return [...found.values()];
}
