import { fact, plural, sayColumn } from '../facts/say.ts';
import { remedy, rename } from '../remedy.ts';
import { ANY_CATALOG, type Rule } from '../rule.ts';
import { scopedTables, usualTenantName } from '../tenants.ts';

export const tenantColumnNameInconsistent: Rule = {
  id: 'tenant-column-name-inconsistent',
  title: 'The tenant column is spelled otherwise than in most tables',
  severity: 'medium',
  dimension: 'tenancy',
  needs: ANY_CATALOG,
  fix: ['sql', 'code'],
  evaluate(context) {
    const usual = usualTenantName(context);
    const scoped = scopedTables(context);
    const count = scoped.filter(({ column }) => column.name === usual).length;
    return scoped
      .filter(({ column }) => column.name !== usual)
      .map(({ column }) => ({
        object: column.id,
        message: `${sayColumn(column)} is called ${usual} elsewhere: a policy or a loop over tables that looks for that name passes it by.`,
        evidence: [fact(`${plural(count, 'table')} ${count === 1 ? 'calls' : 'call'} it ${usual}.`)],
        remedy: remedy({ title: `Rename ${sayColumn(column)} to ${usual}`, edits: [rename(column.id, usual)] }),
      }));
  },
};
