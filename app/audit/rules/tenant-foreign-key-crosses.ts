import { type Column, type ForeignKey, objectId, type Table, type Unique } from '#app/catalog';
import { originsAlike } from '../alike.ts';
import type { AuditContext } from '../context.ts';
import { makeForeignKey } from '../facts/make.ts';
import { foreignKeyName, nameFor } from '../facts/naming.ts';
import { fact, sayTable } from '../facts/say.ts';
import { type CatalogEdit, drop, put, type Remedy, remedy } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';
import { scopedTables, tenantColumnIn } from '../tenants.ts';

export const tenantForeignKeyCrosses: Rule = {
  id: 'tenant-foreign-key-crosses',
  title: 'A foreign key between two tenants’ tables does not carry the tenant',
  severity: 'medium',
  dimension: 'tenancy',
  needs: ANY_CATALOG,
  fix: ['sql', 'code'],
  evaluate: (context) =>
    scopedTables(context).flatMap(({ table, column }): readonly FindingDraft[] => {
      const keys = context.lookup.childrenOf(table.schema, table.name)['foreign-key'];
      return keys.flatMap((key): readonly FindingDraft[] => {
        const parent = tenantColumnIn(context, key.references);
        if (!parent || key.inherited || key.columns.includes(column.name) || key.columns.length !== 1) return [];
        return [
          {
            object: objectId('column', table.schema, table.name, key.columns[0] ?? ''),
            discriminator: sayTable(key.references),
            message: `${sayTable(table)}.${key.columns.join(', ')} can point at a row of ${sayTable(key.references)} that is another tenant’s.`,
            evidence: [
              fact(`${key.name} compares ${key.columns.join(', ')} alone; both tables have a tenant.`, key.id),
            ],
            ...originsAlike(context, key),
            ...remedyFor(context, { key, table, column, parent }),
          },
        ];
      });
    }),
};

interface Crossing {
  readonly key: ForeignKey;
  readonly table: Table;
  readonly column: Column;
  readonly parent: Column;
}

/** A key of tenant and row at the parent, and one of both columns in place of the old. */
function remedyFor(context: AuditContext, { key, table, column, parent }: Crossing): { readonly remedy?: Remedy } {
  const { references, referencedColumns, onDelete } = key;
  const clears = onDelete === 'set null' || onDelete === 'set default';
  // SET NULL of some columns alone exists since PostgreSQL 15; without it the tenant would be cleared as well.
  const major = context.catalog.server?.major ?? 15;
  if (column.type !== parent.type || (clears && major < 15)) return {};
  const columns = [parent.name, ...referencedColumns];
  const edits: CatalogEdit[] = [];
  if (!hasKey(context, references, columns)) edits.push(put(makeUnique(context, references, columns)));
  const ends = { columns: [column.name, ...key.columns], references, referencedColumns: columns };
  const name = foreignKeyName(context, table, ends);
  const made = makeForeignKey(table, name, ends, onDelete);
  edits.push(drop(key.id), put({ ...made, onUpdate: key.onUpdate, onDeleteColumns: clears ? key.columns : [] }));
  return { remedy: remedy({ title: `Make ${key.name} a key of ${ends.columns.join(' and ')}`, edits }) };
}

function hasKey(
  context: AuditContext,
  { schema, name }: ForeignKey['references'],
  columns: readonly string[],
): boolean {
  const { unique, 'primary-key': primary } = context.lookup.childrenOf(schema, name);
  const wanted = [...columns].sort().join();
  return [...unique, ...primary].some((key) => [...key.columns].sort().join() === wanted);
}

function makeUnique(
  context: AuditContext,
  { schema, name: table }: ForeignKey['references'],
  columns: readonly string[],
): Unique {
  const name = nameFor(context, 'unique', { schema, name: table }, { columns });
  return {
    kind: 'unique',
    id: objectId('unique', schema, table, name),
    comment: null,
    origins: [],
    schema,
    table,
    name,
    inherited: false,
    columns,
    include: [],
    deferrability: 'not deferrable',
    withoutOverlaps: false,
    options: {},
    tablespace: null,
    clustered: false,
    nullsNotDistinct: false,
  };
}
