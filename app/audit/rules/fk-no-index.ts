import { isReferenceIndexed, isTenantColumn, isTenantRoot } from '#app/coverage';
import { columnsOfKey, indexFor, ownForeignKeys, tableOf } from '../facts/foreign-keys.ts';
import { fact, plural, sayColumn, sayCount, sayTable, tableId } from '../facts/say.ts';
import { rowsOf, sizeFacts } from '../facts/statistics.ts';
import { remedy } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';

/** The tenant column's index is `tenant-index-missing`'s. */
export const fkNoIndex: Rule = {
  id: 'fk-no-index',
  title: 'No index leads with the columns of a foreign key',
  severity: 'medium',
  dimension: 'integrity',
  needs: ANY_CATALOG,
  fix: ['sql', 'code'],
  evaluate: (context) =>
    ownForeignKeys(context).flatMap((key): readonly FindingDraft[] => {
      const [column] = columnsOfKey(context, key);
      const table = tableOf(context, tableId(key));
      if (!column || !table) return [];
      const from = { schema: key.schema, name: key.table, columns: key.columns };
      if (isReferenceIndexed(context.catalog, from, { ...key.references, columns: key.referencedColumns })) return [];
      if (
        key.columns.length === 1 &&
        isTenantColumn(context.tenancy, column.name) &&
        isTenantRoot(context.tenancy, key.references)
      )
        return [];
      const rows = rowsOf(context, table.id);
      const what = key.columns.length === 1 ? sayColumn(column) : `${sayTable(table)} (${key.columns.join(', ')})`;
      const parent = sayTable(key.references);
      const scan =
        rows === null
          ? `scans ${sayTable(table)}`
          : `scans ${plural(rows, 'row').replace(/^\d+/, sayCount(rows))} of ${sayTable(table)}`;
      return [
        {
          object: key.id,
          message: `${what} has no index that leads with it: deleting a row of ${parent}, or joining from it, ${scan}.`,
          evidence: [
            fact(`It references ${parent}, ON DELETE ${key.onDelete.toUpperCase()}.`, key.id),
            ...sizeFacts(context, table.id),
            ...usesOf(context.usages?.of(column.id) ?? []),
          ],
          remedy: remedy({ title: `Add an index on ${what}`, edits: indexFor(context, table, key.columns) }),
        },
      ];
    }),
};

function usesOf(usages: readonly { readonly kind: string; readonly test: boolean }[]) {
  const uses = usages.filter(({ kind, test }) => !test && (kind === 'joined' || kind === 'filtered')).length;
  return uses === 0 ? [] : [fact(`Code joins or filters by it in ${plural(uses, 'place')}.`)];
}
