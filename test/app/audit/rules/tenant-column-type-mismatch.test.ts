import { describe, expect, it } from 'vitest';
import { tenantColumnTypeMismatch } from '#app/audit/rules/tenant-column-type-mismatch.ts';
import { audit, flagged } from '../audit.ts';

const companies = ['id uuid pk', 'name text !'];
const scoped = ['id uuid pk', 'company_id uuid ! -> companies', 'name text'];

describe('tenant-column-type-mismatch', () => {
  it('flags a tenant column of another type than the tenants’ key', () => {
    const events = ['id uuid pk', 'company_id text !'];
    expect(flagged(tenantColumnTypeMismatch, { tables: { companies, guests: scoped, events } })).toEqual([
      'column:public.events.company_id',
    ]);
  });

  it('writes the policies that compare the column for its new type, and leaves to a person what it cannot write', () => {
    const policy = (using: string) => ({
      columns: ['id uuid pk', 'company_id text !'],
      rls: 'on' as const,
      policies: [{ using }],
    });
    const editsFor = (using: string) =>
      audit(tenantColumnTypeMismatch, { tables: { companies, guests: scoped, events: policy(using) } }).findings.map(
        ({ fix }) => fix?.edits.map((edit) => (edit.edit === 'set' ? edit.attributes : edit)),
      );
    const read = "NULLIF(current_setting('app.company_id'::text, true), ''::text)";
    const written = `(company_id = ( SELECT (${read})::uuid))`;
    expect(editsFor(`(company_id = ${read})`)).toEqual([[{ type: 'uuid' }, { using: written, check: null }]]);
    expect(editsFor(`((company_id = ${read}) OR (length(company_id) > 3))`)).toEqual([[]]);
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
