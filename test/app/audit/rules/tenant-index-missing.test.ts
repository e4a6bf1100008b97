import { describe, expect, it } from 'vitest';
import { tenantIndexMissing } from '#app/audit/rules/tenant-index-missing.ts';
import { flagged } from '../audit.ts';

const companies = ['id uuid pk', 'name text !'];
const scoped = ['id uuid pk', 'company_id uuid ! -> companies', 'name text'];

describe('tenant-index-missing', () => {
  it('flags a tenant column that no index leads with', () => {
    const guests = ['id uuid pk', 'company_id uuid ! index -> companies'];
    expect(flagged(tenantIndexMissing, { tables: { companies, guests, events: scoped } })).toEqual([
      'column:public.events.company_id',
    ]);
  });

  it('does not flag a primary key of tenant and id', () => {
    const events = ['company_id uuid pk -> companies', 'id uuid pk'];
    const guests = ['id uuid pk', 'company_id uuid ! index -> companies'];
    expect(flagged(tenantIndexMissing, { tables: { companies, guests, events } })).toEqual([]);
  });
});
