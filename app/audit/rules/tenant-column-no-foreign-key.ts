import { sameType } from '#app/coverage';
import { keyToTenant } from '../facts/foreign-keys.ts';
import { sayColumn, sayTable } from '../facts/say.ts';
import { remedy, set } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';
import { scopedTables, tenantRootOf } from '../tenants.ts';

/** A composite key that carries the column along guards it as well. */
export const tenantColumnNoForeignKey: Rule = {
  id: 'tenant-column-no-foreign-key',
  title: 'The tenant column has no foreign key',
  severity: 'critical',
  dimension: 'tenancy',
  needs: ANY_CATALOG,
  fix: ['sql', 'code'],
  evaluate(context) {
    const root = tenantRootOf(context);
    if (!root) return { notEvaluated: 'No table of tenants was found: name it in the configuration (tenant.root).' };
    return scopedTables(context).flatMap(({ table, column }): readonly FindingDraft[] => {
      const keys = context.lookup.childrenOf(table.schema, table.name)['foreign-key'];
      if (keys.some(({ columns }) => columns.includes(column.name))) return [];
      const ends = { columns: [column.name], references: root.table, referencedColumns: [root.column.name] };
      const retype = sameType(context.catalog, column.type, root.column.type)
        ? []
        : [set(column, { type: root.column.type })];
      return [
        {
          object: column.id,
          message: `${sayColumn(column)} says whose a row is, and no foreign key holds it to ${sayTable(root.table)}.`,
          evidence: [
            { text: `${sayTable(root.table)} is the table of tenants, by ${root.column.name}.`, object: root.table.id },
          ],
          remedy: remedy({
            title: `Add a foreign key from ${sayColumn(column)} to ${sayTable(root.table)}`,
            edits: [...retype, keyToTenant(context, table, { ...ends, optional: !column.notNull })],
            advice: 'Rows that name a tenant that is gone have to go first.',
          }),
        },
      ];
    });
  },
};
