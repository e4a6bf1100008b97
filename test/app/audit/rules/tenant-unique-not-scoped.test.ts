import { describe, expect, it } from 'vitest';
import { tenantUniqueNotScoped } from '#app/audit/rules/tenant-unique-not-scoped.ts';
import { flagged } from '../audit.ts';

const companies = ['id uuid pk', 'name text !'];
const scoped = ['id uuid pk', 'company_id uuid ! -> companies', 'name text'];

describe('tenant-unique-not-scoped', () => {
  const unique = (column: string) =>
    flagged(tenantUniqueNotScoped, { tables: { companies, guests: scoped, events: [...scoped, column] } });

  it('flags a business key over all tenants', () => {
    expect(unique('reference text unique')).toEqual(['column:public.events.reference#reference']);
  });

  it.each([
    'slug_uuid uuid unique',
    'share_token text unique',
    'public_id text unique',
    'custom_domain text unique',
    'stripe_customer_id text unique',
    'guest_id uuid unique -> guests',
  ])('does not flag %s', (column) => {
    expect(unique(column)).toEqual([]);
  });

  it('does not flag the root’s slug, or what people sign in with', () => {
    const users = ['id uuid pk', 'email text ! unique', 'company_id uuid ! -> companies'];
    expect(
      flagged(tenantUniqueNotScoped, {
        tables: { companies: [...companies, 'slug text unique'], guests: scoped, users },
      }),
    ).toEqual([]);
  });
});
