import { describe, expect, it } from 'vitest';
import { applyEdits, put } from '#app/audit';
import { makeForeignKey } from '#app/audit/facts/make.ts';
import { tenantColumnNoForeignKey } from '#app/audit/rules/tenant-column-no-foreign-key.ts';
import { schemaOf } from '#test/support/catalog/schema-of.ts';
import { audit, flagged } from '../audit.ts';

const companies = ['id uuid pk', 'name text !'];
const scoped = ['id uuid pk', 'company_id uuid ! -> companies', 'name text'];

describe('tenant-column-no-foreign-key', () => {
  it('flags a tenant column that no key holds', () => {
    const events = ['id uuid pk', 'company_id uuid !'];
    expect(flagged(tenantColumnNoForeignKey, { tables: { companies, guests: scoped, events } })).toEqual([
      'column:public.events.company_id',
    ]);
  });

  it('does not flag a column that a composite key carries along', () => {
    const catalog = schemaOf({
      tables: { companies, guests: scoped, events: ['id uuid pk', 'company_id uuid !', 'guest_id uuid'] },
    });
    const key = makeForeignKey({ schema: 'public', name: 'events' }, 'events_guest', {
      columns: ['company_id', 'guest_id'],
      references: { schema: 'public', name: 'guests' },
      referencedColumns: ['company_id', 'id'],
    });
    expect(flagged(tenantColumnNoForeignKey, applyEdits(catalog, [put(key)]))).toEqual([]);
  });

  it('is not evaluated where no table of tenants is known', () => {
    const { notEvaluated } = audit(tenantColumnNoForeignKey, {
      tables: { guests: ['id uuid pk', 'org_id text !'], events: ['id uuid pk', 'org_id text !'] },
    });
    expect(notEvaluated[0]?.reason).toContain('tenant.root');
  });
});
