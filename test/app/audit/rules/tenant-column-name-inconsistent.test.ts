import { describe, expect, it } from 'vitest';
import { applyEdits } from '#app/audit';
import { tenantColumnNameInconsistent } from '#app/audit/rules/tenant-column-name-inconsistent.ts';
import { schemaOf } from '#test/support/catalog/schema-of.ts';
import { audit, flagged } from '../audit.ts';

const companies = ['id uuid pk', 'name text !'];
const scoped = ['id uuid pk', 'company_id uuid ! -> companies', 'name text'];

describe('tenant-column-name-inconsistent', () => {
  it('flags the spelling that fewer tables have', () => {
    const hooks = ['id uuid pk', 'companyId uuid ! -> companies'];
    const found = flagged(tenantColumnNameInconsistent, {
      tables: { companies, guests: scoped, events: scoped, hooks },
    });
    expect(found).toEqual(['column:public.hooks."companyId"']);
  });

  it('goes by the configuration before it goes by numbers', () => {
    const camel = ['id uuid pk', 'companyId uuid ! -> companies'];
    const options = { tenant: { tenantColumns: ['company_id'] } };
    const found = flagged(
      tenantColumnNameInconsistent,
      { tables: { companies, guests: scoped, a: camel, b: camel } },
      { options },
    );
    expect(found).toEqual(['column:public.a."companyId"', 'column:public.b."companyId"']);
  });

  it('renames what is made of the column along with it', () => {
    const hooks = {
      columns: ['id uuid pk', 'companyId uuid ! index -> companies'],
      policies: [{ using: '("companyId" = current_tenant())' }],
    };
    const catalog = schemaOf({ tables: { companies, guests: scoped, events: scoped, hooks } });
    const [finding] = audit(tenantColumnNameInconsistent, catalog).findings;
    const after = applyEdits(catalog, finding?.fix?.edits ?? []);
    expect(flagged(tenantColumnNameInconsistent, after)).toEqual([]);
    expect(after.objects.policy[0]?.using).toBe('(company_id = current_tenant())');
    expect(after.objects['foreign-key'].map(({ columns }) => columns)).toContainEqual(['company_id']);
    expect(after.objects.index[0]?.keys[0]?.expression).toBe('company_id');
  });
});
