import { describe, expect, it } from 'vitest';
import { tenantSingleMembership } from '#app/audit/rules/tenant-single-membership.ts';
import { flagged } from '../audit.ts';

const companies = ['id uuid pk', 'name text !'];
const scoped = ['id uuid pk', 'company_id uuid ! -> companies', 'name text'];

describe('tenant-single-membership', () => {
  const users = ['id uuid pk', 'company_id uuid ! -> companies', 'email text'];

  it('flags users that carry their tenant', () => {
    expect(flagged(tenantSingleMembership, { tables: { companies, guests: scoped, users } })).toEqual([
      'column:public.users.company_id',
    ]);
  });

  it('does not flag them where a table of memberships exists, or where they carry none', () => {
    const memberships = ['id uuid pk', 'company_id uuid ! -> companies', 'user_id uuid ! -> users'];
    expect(flagged(tenantSingleMembership, { tables: { companies, guests: scoped, users, memberships } })).toEqual([]);
    expect(
      flagged(tenantSingleMembership, {
        tables: { companies, guests: scoped, events: scoped, users: ['id uuid pk', 'email text'] },
      }),
    ).toEqual([]);
  });

  it('goes by the configuration where that names the memberships', () => {
    const options = { patterns: { membershipTables: ['guests'] } };
    expect(flagged(tenantSingleMembership, { tables: { companies, guests: scoped, users } }, { options })).toEqual([]);
  });
});
