import { describe, expect, it } from 'vitest';
import { tenantColumnNullable } from '#app/audit/rules/tenant-column-nullable.ts';
import { flagged } from '../audit.ts';

const companies = ['id uuid pk', 'name text !'];
const scoped = ['id uuid pk', 'company_id uuid ! -> companies', 'name text'];

describe('tenant-column-nullable', () => {
  it('flags a tenant column that may be NULL', () => {
    const jobs = ['id uuid pk', 'company_id uuid -> companies'];
    expect(flagged(tenantColumnNullable, { tables: { companies, guests: scoped, jobs } })).toEqual([
      'column:public.jobs.company_id',
    ]);
  });

  it('does not flag the root’s own reference to itself, or another nullable key', () => {
    const tables = {
      companies: [...companies, 'company_id uuid -> companies'],
      guests: [...scoped, 'host_id uuid -> guests'],
    };
    expect(flagged(tenantColumnNullable, { tables })).toEqual([]);
  });

  it('can be told by code alone', () => {
    const jobs = ['id uuid pk', 'company_id uuid -> companies'];
    const found = flagged(tenantColumnNullable, { tables: { companies, guests: scoped, jobs } }, { kind: 'code' });
    expect(found).toEqual(['column:public.jobs.company_id']);
  });
});
