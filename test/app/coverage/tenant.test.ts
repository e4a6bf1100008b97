import { describe, expect, it } from 'vitest';
import { detectTenancy } from '#app/coverage';
import { schemaOf } from '#test/support/catalog/schema-of.ts';

const SESSION = "current_setting('app.current_org_id', true)::uuid";

describe('tenant detection', () => {
  it('finds the table that same-named columns reference most', () => {
    const tenancy = detectTenancy(
      schemaOf({
        tables: {
          organizations: ['id uuid pk'],
          users: ['id uuid pk'],
          calls: ['id uuid pk', 'organization_id uuid ! -> organizations', 'user_id uuid -> users'],
          notes: ['id uuid pk', 'organization_id uuid ! -> organizations', 'user_id uuid -> users'],
          tags: ['id uuid pk', 'user_id uuid -> users'],
          likes: ['id uuid pk', 'user_id uuid -> users'],
        },
      }),
    );
    expect(tenancy.root).toEqual({ schema: 'public', name: 'organizations' });
    expect(tenancy.columns).toEqual(['organization_id']);
    expect(tenancy.evidence.join(' ')).toContain('organization_id is in 2 tables');
  });

  it('takes an unusual name where policies compare it with a session setting', () => {
    const wedding = (name: string) => ({
      columns: ['id uuid pk', 'wedding_id uuid ! -> weddings'],
      rls: 'on' as const,
      policies: [{ name, using: `(wedding_id = ${SESSION})` }],
    });
    const tenancy = detectTenancy(
      schemaOf({
        tables: { weddings: ['id uuid pk'], guests: wedding('a'), gifts: wedding('b'), tags: ['id uuid pk'] },
      }),
    );
    expect(tenancy.root?.name).toBe('weddings');
    expect(tenancy.columns).toEqual(['wedding_id']);
    expect(tenancy.settings).toEqual(['app.current_org_id']);
  });

  it('takes the person where policies hold rows to one, and not what they look up on the way', () => {
    const own = (...more: string[]) => ({
      columns: ['id uuid pk', 'user_id uuid -> users', ...more],
      rls: 'on' as const,
      policies: [{ using: '(auth.uid() = user_id)' }],
    });
    const within = (parent: string, key: string) => ({
      columns: ['id uuid pk', `${key} uuid -> ${parent}`],
      rls: 'on' as const,
      policies: [
        {
          using:
            `(EXISTS ( SELECT 1 FROM ${parent} WHERE ((${parent}.id = child.${key}) AND (${parent}.user_id = auth.uid()))))`.replace(
              'child',
              key === 'account_id' ? 'letters' : 'steps',
            ),
        },
      ],
    });
    const tenancy = detectTenancy(
      schemaOf({
        tables: {
          users: ['id uuid pk'],
          profiles: { columns: ['id uuid pk -> users'], rls: 'on', policies: [{ using: '(auth.uid() = id)' }] },
          people: { columns: ['id uuid pk -> users'], rls: 'on', policies: [{ using: '(auth.uid() = id)' }] },
          mail_accounts: own(),
          journeys: own(),
          filters: own(),
          letters: within('mail_accounts', 'account_id'),
          steps: within('journeys', 'journey_id'),
        },
      }),
    );
    expect([tenancy.columns, tenancy.root?.name]).toEqual([['user_id'], 'users']);
  });

  it('takes what members share, though memberships are held to a person', () => {
    const shared = (table: string) => ({
      columns: ['id uuid pk', 'team_id uuid ! -> teams'],
      rls: 'on' as const,
      policies: [
        {
          using: `(EXISTS ( SELECT 1 FROM memberships m WHERE ((m.team_id = ${table}.team_id) AND (m.user_id = auth.uid()))))`,
        },
      ],
    });
    const tenancy = detectTenancy(
      schemaOf({
        tables: {
          teams: ['id uuid pk'],
          memberships: {
            columns: ['team_id uuid ! -> teams', 'user_id uuid !'],
            rls: 'on',
            policies: [{ using: '(user_id = auth.uid())' }],
          },
          boards: shared('boards'),
          cards: shared('cards'),
        },
      }),
    );
    expect(tenancy.columns).toEqual(['team_id']);
  });

  it('takes nobody for a tenant who only did something', () => {
    const policies = [{ using: 'given_by = CURRENT_USER' }];
    const treatments = { columns: ['id uuid pk', 'given_by text'], rls: 'on', policies } as const;
    expect(detectTenancy(schemaOf({ tables: { treatments, animals: ['id uuid pk'] } })).columns).toEqual([]);
  });

  it('sees through a function that reads the setting', () => {
    const tenancy = detectTenancy(
      schemaOf({
        tables: {
          companies: ['id uuid pk'],
          guests: {
            columns: ['id uuid pk', 'company_id uuid ! -> companies'],
            rls: 'on',
            policies: [{ using: 'company_id = current_company_id()' }],
          },
        },
        functions: { current_company_id: "SELECT current_setting('app.company', true)::uuid" },
      }),
    );
    expect(tenancy.settings).toEqual(['app.company']);
  });

  it('counts other spellings of the tenant column', () => {
    const tenancy = detectTenancy(
      schemaOf({
        tables: {
          organizations: ['id uuid pk'],
          a: ['organization_id uuid -> organizations'],
          b: ['organizationId uuid -> organizations'],
          c: ['org_id uuid -> organizations'],
          d: ['organization_id uuid -> organizations'],
        },
      }),
    );
    expect(tenancy.columns).toEqual(['org_id', 'organization_id']);
  });

  it('names the root without a single foreign key, by what the column is called', () => {
    const tenancy = detectTenancy(
      schemaOf({ tables: { companies: ['id uuid pk'], a: ['company_id uuid'], b: ['company_id uuid'] } }),
    );
    expect(tenancy.root?.name).toBe('companies');
  });

  it('does not take the person a row is about for the tenant while there is one', () => {
    const mine = { using: `user_id = ${SESSION}` };
    const tenancy = detectTenancy(
      schemaOf({
        tables: {
          workspaces: ['id uuid pk'],
          users: ['id uuid pk'],
          a: { columns: ['workspace_id uuid -> workspaces', 'user_id uuid -> users'], rls: 'on', policies: [mine] },
          b: { columns: ['workspace_id uuid -> workspaces', 'user_id uuid -> users'], rls: 'on', policies: [mine] },
          c: { columns: ['user_id uuid -> users'], rls: 'on', policies: [mine] },
        },
      }),
    );
    expect(tenancy.columns).toEqual(['workspace_id']);
  });

  it('takes the person where policies compare nothing else: each user is a tenant', () => {
    const mine = {
      columns: ['user_id uuid -> users'],
      rls: 'on' as const,
      policies: [{ using: 'auth.uid() = user_id' }],
    };
    const tenancy = detectTenancy(schemaOf({ tables: { users: ['id uuid pk'], a: mine, b: mine } }));
    expect(tenancy.columns).toEqual(['user_id']);
    expect(tenancy.root?.name).toBe('users');
  });

  it('finds no tenant in a schema that has none: a shop’s order_id is a reference, not a tenant', () => {
    const tenancy = detectTenancy(
      schemaOf({
        tables: {
          orders: ['id uuid pk'],
          lines: ['order_id uuid -> orders'],
          notes: ['order_id uuid -> orders'],
          refunds: ['order_id uuid -> orders'],
        },
      }),
    );
    expect(tenancy).toMatchObject({ root: null, columns: [] });
    expect(tenancy.evidence[0]).toContain('No column looks like a tenant column');
  });

  it('believes the configuration', () => {
    const tenancy = detectTenancy(
      schemaOf({
        tables: {
          venues: ['id uuid pk'],
          a: ['venueId uuid -> venues'],
          b: ['company_id uuid'],
          c: ['company_id uuid'],
        },
      }),
      { tenantColumns: ['venue_id'] },
    );
    expect(tenancy).toMatchObject({ columns: ['venue_id'], root: { name: 'venues' } });
  });
});
