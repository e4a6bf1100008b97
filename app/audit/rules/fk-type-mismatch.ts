import { type Column, type ForeignKey, lookupOf, type QualifiedName, type Table } from '#app/catalog';
import { inferReferences, isTenantColumn, isTenantRoot, LIKELY_REFERENCE, sameType } from '#app/coverage';
import type { AuditContext } from '../context.ts';
import { keysTo, ownForeignKeys, ownTables, putForeignKey, tableOf } from '../facts/foreign-keys.ts';
import { fact, sayColumn, sayTable, tableId } from '../facts/say.ts';
import { sizeFacts } from '../facts/statistics.ts';
import { type CatalogEdit, type Remedy, remedy, set } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';

/** The tenant column's type is `tenant-column-type-mismatch`'s. Foreign keys between columns of different types, and columns whose name says which table is meant and whose type no key of it fits. */
export const fkTypeMismatch: Rule = {
  id: 'fk-type-mismatch',
  title: 'A reference and what it references have different types',
  severity: 'high',
  dimension: 'integrity',
  needs: ANY_CATALOG,
  fix: ['sql', 'code'],
  evaluate: (context) => [...ofKeys(context), ...ofNames(context)],
};

function ofKeys(context: AuditContext): readonly FindingDraft[] {
  const lookup = lookupOf(context.catalog);
  return ownForeignKeys(context).flatMap((key): readonly FindingDraft[] => {
    const pairs = key.columns.flatMap((name, at): readonly (readonly [Column, Column])[] => {
      const child = lookup.columnOf(key.schema, key.table, name);
      const parent = lookup.columnOf(key.references.schema, key.references.name, key.referencedColumns[at] ?? '');
      return child && parent && !sameType(context.catalog, child.type, parent.type) ? [[child, parent]] : [];
    });
    const [first] = pairs;
    if (!first || isTenantKey(context, key.columns, key.references)) return [];
    const [child, parent] = first;
    return [
      {
        object: key.id,
        // They are compared as they are; what differs is the length that fits.
        ...(pairs.every(([own, other]) => isText(own.type) && isText(other.type)) ? { severity: 'low' as const } : {}),
        message: `${sayColumn(child)} is ${child.type} and references ${sayColumn(parent)}, which is ${parent.type}.`,
        evidence: [
          ...pairs.flatMap(([own, other]) => [
            fact(`${sayColumn(own)} is ${own.type}.`, own.id),
            fact(`${sayColumn(other)} is ${other.type}.`, other.id),
          ]),
          ...sizeFacts(context, tableId(key)),
        ],
        ...fixOf(context, pairs, [], key),
      },
    ];
  });
}

function isText(type: string): boolean {
  return /^(text|character varying(\(\d+\))?)$/.test(type);
}

function ofNames(context: AuditContext): readonly FindingDraft[] {
  return inferReferences(context.catalog).flatMap(
    ({ column, table, key, typesAgree, confidence, reasons }): readonly FindingDraft[] => {
      const own = tableOf(context, tableId(column));
      const parent = lookupOf(context.catalog).columnOf(table.schema, table.name, key);
      if (typesAgree || confidence < LIKELY_REFERENCE || !own || !parent || !ownTables(context).has(own.id)) return [];
      if (isTenantKey(context, [column.name], table)) return [];
      const ends = { columns: [column.name], references: table, referencedColumns: [key] };
      return [
        {
          object: column.id,
          message: `${sayColumn(column)} is ${column.type} and is named after ${sayTable(table)}, whose ${key} is ${parent.type}: no foreign key can guard it.`,
          evidence: [
            ...reasons.map((text) => fact(text)),
            fact(`${sayColumn(parent)} is ${parent.type}.`, parent.id),
            ...sizeFacts(context, own.id),
          ],
          ...fixOf(context, [[column, parent]], putForeignKey(context, own, ends)),
        },
      ];
    },
  );
}

function isTenantKey({ tenancy }: AuditContext, columns: readonly string[], parent: QualifiedName): boolean {
  return columns.some((name) => isTenantColumn(tenancy, name)) && isTenantRoot(tenancy, parent);
}

/** The child takes the parent's type, where nothing else hangs on the type that it has. */
function fixOf(
  context: AuditContext,
  pairs: readonly (readonly [child: Column, parent: Column])[],
  more: readonly CatalogEdit[],
  key?: ForeignKey,
): { readonly remedy?: Remedy } {
  if (pairs.some(([child]) => !mayChange(context, child, key))) return {};
  const said = pairs.map(([child, parent]) => `${sayColumn(child)} as ${parent.type}`).join(' and ');
  return {
    remedy: remedy({
      title: `Keep ${said}${more.length > 0 ? ', with a foreign key' : ''}`,
      edits: [...pairs.map(([child, parent]) => set(child, { type: parent.type })), ...more],
      advice: 'Values that the new type cannot hold stop the change; the table is rewritten.',
    }),
  };
}

function mayChange(context: AuditContext, child: Column, key: ForeignKey | undefined): boolean {
  if (child.default !== null || child.identity || child.generated || child.inherited) return false;
  const place: Pick<Table, 'schema' | 'name'> = { schema: child.schema, name: child.table };
  const isReferenced = keysTo(context, place).some(({ referencedColumns }) => referencedColumns.includes(child.name));
  const others = lookupOf(context.catalog)
    .childrenOf(child.schema, child.table)
    ['foreign-key'].filter((other) => other.id !== key?.id && other.columns.includes(child.name));
  return !isReferenced && others.length === 0;
}
