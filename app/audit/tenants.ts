import { type Column, lookupOf, objectId, type QualifiedName, type Table } from '#app/catalog';
import { canonicalName, isTenantColumn, type Reach, tenantColumnOf } from '#app/coverage';
import type { AuditContext } from './context.ts';

/** A table whose rows name their tenant. */
export interface Scoped {
  readonly table: Table;
  readonly column: Column;
}

/** The tables with a tenant column of their own; the tenant root has none. */
export function scopedTables(context: AuditContext): readonly Scoped[] {
  return context.remember('scoped tables', () =>
    context.tables.flatMap((table): readonly Scoped[] => {
      const column = tenantColumnOf(context.catalog, context.tenancy, table);
      return column ? [{ table, column }] : [];
    }),
  );
}

/** Of a table by its name, its tenant column; `null` where it has none. */
export function tenantColumnIn(context: AuditContext, { schema, name }: QualifiedName): Column | null {
  const columns = context.remember(
    'tenant columns',
    () => new Map(scopedTables(context).map(({ table, column }) => [table.id, column])),
  );
  return columns.get(objectId('table', schema, name)) ?? null;
}

/** The tenant root and the one column by which rows name it; `null` where there is none such. */
export function tenantRootOf(context: AuditContext): Scoped | null {
  const { root } = context.tenancy;
  if (!root) return null;
  const table = context.lookup.find(objectId('table', root.schema, root.name));
  if (table?.kind !== 'table') return null;
  const [key] = lookupOf(context.catalog).childrenOf(root.schema, root.name)['primary-key'];
  const column = key?.columns.length === 1 && context.lookup.columnOf(root.schema, root.name, key.columns[0] ?? '');
  return column ? { table, column } : null;
}

/** How a table's rows belong to a tenant; `null` for shared ones. */
export function reachOf(context: AuditContext, { schema, name }: QualifiedName): Reach | null {
  return context.reach.get(objectId('table', schema, name)) ?? null;
}

/** How most tables call their tenant column. */
export function usualTenantName(context: AuditContext): string {
  const counts = new Map<string, number>();
  for (const { column } of scopedTables(context)) counts.set(column.name, (counts.get(column.name) ?? 0) + 1);
  // What the configuration names goes before what most tables do.
  const configured = context.options.tenant?.tenantColumns ?? [];
  const own = configured.find((name) => counts.has(name));
  const [usual] = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return own ?? usual?.[0] ?? context.tenancy.columns[0] ?? 'tenant_id';
}

export function isTenantName(context: AuditContext, column: string): boolean {
  return isTenantColumn(context.tenancy, column);
}

/** Columns that say who did something, not whose the row is. */
export function isActorColumn(name: string): boolean {
  return /(^|_)by(_[a-z]+)?(_id)?$|^(author|creator|actor|assignee|reviewer|approver|editor)(_id)?$/.test(
    canonicalName(name),
  );
}
