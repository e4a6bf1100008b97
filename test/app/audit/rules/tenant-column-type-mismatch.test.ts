import { describe, expect, it } from 'vitest';
import { tenantColumnTypeMismatch } from '#app/audit/rules/tenant-column-type-mismatch.ts';
import { flagged } from '../audit.ts';

const companies = ['id uuid pk', 'name text !'];
const scoped = ['id uuid pk', 'company_id uuid ! -> companies', 'name text'];

describe('tenant-column-type-mismatch', () => {
  it('flags a tenant column of another type than the tenants’ key', () => {
    const events = ['id uuid pk', 'company_id text !'];
    expect(flagged(tenantColumnTypeMismatch, { tables: { companies, guests: scoped, events } })).toEqual([
      'column:public.events.company_id',
    ]);
  });

  it('does not flag spellings of one type', () => {
    const tables = {
      companies: ['id integer pk'],
      guests: ['id uuid pk', 'company_id int4 ! -> companies'],
      events: ['id uuid pk', 'company_id integer ! -> companies'],
    };
    expect(flagged(tenantColumnTypeMismatch, { tables })).toEqual([]);
  });
});
