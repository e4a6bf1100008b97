import { type Column, type ForeignKey, lookupOf, type ObjectId, type QualifiedName, type Table } from '#app/catalog';
import { isIndexed, isTenantColumn } from '#app/coverage';
import type { AuditContext } from '../context.ts';
import { type CatalogEdit, put } from '../remedy.ts';
import { type ForeignKeyEnds, makeForeignKey, makeIndex } from './make.ts';
import { foreignKeyName, nameFor } from './naming.ts';
import { tableId } from './say.ts';

type Action = ForeignKey['onDelete'];

/** Identities of the tables that are judged. */
export function ownTables(context: AuditContext): ReadonlySet<ObjectId> {
  return context.remember('own tables', () => new Set(context.tables.map(({ id }) => id)));
}

/** The foreign keys of the tables that are judged, not those that come with a parent. */
export function ownForeignKeys(context: AuditContext): readonly ForeignKey[] {
  return context.remember('own foreign keys', () =>
    context.catalog.objects['foreign-key'].filter((key) => !key.inherited && ownTables(context).has(tableId(key))),
  );
}

export function tableOf({ lookup }: AuditContext, id: ObjectId): Table | null {
  const found = lookup.find(id);
  return found?.kind === 'table' ? found : null;
}

/** The columns of a key that are there, in its order. */
export function columnsOfKey(
  { catalog }: AuditContext,
  key: Pick<ForeignKey, 'schema' | 'table' | 'columns'>,
): readonly Column[] {
  const lookup = lookupOf(catalog);
  return key.columns.flatMap((name) => lookup.columnOf(key.schema, key.table, name) ?? []);
}

/** A row may have no parent. The tenant that a key carries beside its own columns says nothing about that. */
export function isOptional(context: AuditContext, key: Pick<ForeignKey, 'schema' | 'table' | 'columns'>): boolean {
  return ownColumnsOf(context, key).some(({ notNull }) => !notNull);
}

/** The columns of a key, without the tenant column that it carries along. */
export function ownColumnsOf(
  context: AuditContext,
  key: Pick<ForeignKey, 'schema' | 'table' | 'columns'>,
): readonly Column[] {
  const columns = columnsOfKey(context, key);
  const own = columns.filter(({ name }) => !isTenantColumn(context.tenancy, name));
  return own.length > 0 ? own : columns;
}

/** Every foreign key by the table it references. */
export function keysTo(context: AuditContext, { schema, name }: QualifiedName): readonly ForeignKey[] {
  const byTable = context.remember('foreign keys by referenced table', () => {
    const found = new Map<string, ForeignKey[]>();
    for (const key of ownForeignKeys(context)) {
      const target = `${key.references.schema}\u0000${key.references.name}`;
      const known = found.get(target);
      if (known) known.push(key);
      else found.set(target, [key]);
    }
    return found;
  });
  return byTable.get(`${schema}\u0000${name}`) ?? [];
}

/**
 * What becomes of children when their parent goes, as most of its children of that kind have it; where they do not say: a
 * parent that children need cannot go, others lose it.
 */
export function usualOnDelete(context: AuditContext, parent: QualifiedName, optional: boolean): Action {
  const known = context.remember('usual ON DELETE', () => new Map<string, Action>());
  const key = JSON.stringify([parent.schema, parent.name, optional]);
  const found = known.get(key) ?? findUsualOnDelete(context, parent, optional);
  known.set(key, found);
  return found;
}

function findUsualOnDelete(context: AuditContext, parent: QualifiedName, optional: boolean): Action {
  const counts = new Map<Action, number>();
  for (const key of keysTo(context, parent)) {
    if (key.onDelete === 'no action' || isOptional(context, key) !== optional) continue;
    if (key.onDelete === 'set null' && !optional) continue;
    counts.set(key.onDelete, (counts.get(key.onDelete) ?? 0) + 1);
  }
  const [best] = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return best?.[0] ?? (optional ? 'set null' : 'restrict');
}

/** A foreign key that is not there, and the index it needs where none leads with its columns. */
export function putForeignKey(context: AuditContext, table: Table, ends: ForeignKeyEnds): readonly CatalogEdit[] {
  const on = { schema: table.schema, table: table.name, columns: ends.columns };
  const action = usualOnDelete(context, ends.references, isOptional(context, on));
  const name = foreignKeyName(context, table, ends);
  return [put(makeForeignKey(table, name, ends, action)), ...indexFor(context, table, ends.columns)];
}

/** A foreign key to the table of tenants; `optional`: rows may have none. What becomes of rows when their tenant goes is as usual. */
export function keyToTenant(
  context: AuditContext,
  table: Table,
  { optional, ...ends }: ForeignKeyEnds & { readonly optional: boolean },
): CatalogEdit {
  const action = usualOnDelete(context, ends.references, optional);
  return put(makeForeignKey(table, foreignKeyName(context, table, ends), ends, action));
}

/** An index that leads with the columns; nothing where there is one. */
export function indexFor(context: AuditContext, table: Table, columns: readonly string[]): readonly CatalogEdit[] {
  if (isIndexed(context.catalog, { schema: table.schema, name: table.name, columns })) return [];
  return [put(makeIndex(table, nameFor(context, 'index', table, { columns }), columns))];
}

/** Rows that are logged cannot point at rows that are not. */
export function mayReference(child: Table, parent: Table): boolean {
  return !(child.persistence === 'permanent' && parent.persistence === 'unlogged');
}
