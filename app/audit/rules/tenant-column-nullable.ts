import { sayColumn } from '../facts/say.ts';
import { remedy, set } from '../remedy.ts';
import { ANY_CATALOG, type Rule } from '../rule.ts';
import { scopedTables } from '../tenants.ts';

export const tenantColumnNullable: Rule = {
  id: 'tenant-column-nullable',
  title: 'The tenant column may be NULL',
  severity: 'high',
  dimension: 'tenancy',
  needs: ANY_CATALOG,
  fix: ['sql', 'code'],
  evaluate: (context) =>
    scopedTables(context)
      .filter(({ column }) => !column.notNull)
      .map(({ column }) => ({
        object: column.id,
        message: `${sayColumn(column)} may be NULL: such a row belongs to no tenant, and row security hides it from all of them or shows it to all.`,
        evidence: [{ text: `${column.name} is ${column.type} and not NOT NULL.`, object: column.id }],
        remedy: remedy({
          title: `Fill ${sayColumn(column)} and make it NOT NULL`,
          edits: [set(column, { notNull: true })],
          advice: 'Rows without a tenant need one first, or belong elsewhere.',
        }),
      })),
};
