import { describe, expect, it } from 'vitest';
import { applyEdits, put, set } from '#app/audit';
import { rlsViewBypass } from '#app/audit/rules/rls-view-bypass.ts';
import type { Role } from '#app/catalog';
import { schemaOf } from '#test/support/catalog/schema-of.ts';
import { audit, flagged } from '../audit.ts';

const TENANT = "company_id = ( SELECT NULLIF(current_setting('app.company_id', true), '')::uuid)";
const companies = ['id uuid pk', 'name text !'];
const scoped = ['id uuid pk', 'company_id uuid ! -> companies', 'name text'];
const held = { columns: scoped, rls: 'forced', policies: [{ using: TENANT }] } as const;

describe('rls-view-bypass', () => {
  const tables = { companies, guests: held, events: scoped };
  const view = (definition: string) => schemaOf({ tables, views: { names: definition } });

  it('flags a view over a protected table', () => {
    expect(flagged(rlsViewBypass, view('SELECT g.name FROM public.guests g'))).toEqual(['view:public.names']);
  });

  it('does not flag a security_invoker view, and makes others such', () => {
    const catalog = view('SELECT name FROM guests');
    const [finding] = audit(rlsViewBypass, catalog).findings;
    expect(flagged(rlsViewBypass, applyEdits(catalog, finding?.fix?.edits ?? []))).toEqual([]);
  });

  it('says what can be done by hand where the server has no security_invoker', () => {
    const server = { major: 14, version: '14.23', flavour: 'postgresql' } as const;
    const before = schemaOf({ tables, views: { names: 'SELECT name FROM guests' }, server });
    const [finding] = audit(rlsViewBypass, before).findings;
    expect(finding?.remedy).toMatchObject({ sql: false, advice: expect.stringContaining('PostgreSQL 14 has no') });
  });

  it('does not flag a view over tables that are not protected', () => {
    expect(flagged(rlsViewBypass, view('SELECT name FROM events'))).toEqual([]);
  });

  describe('whose owner is known', () => {
    const member = { role: 'owner', admin: false, inherit: true, set: true };
    const of = (viewOwner: string, { forced = false, bypassRls = false, memberOf = [] as Role['memberOf'] } = {}) => {
      const rls = forced ? 'forced' : 'on';
      const catalog = schemaOf({
        tables: { companies, guests: { ...held, rls } },
        views: { names: 'SELECT name FROM guests' },
        bypassRoles: ['reader'],
      });
      const [role] = catalog.objects.role;
      if (!role) throw new Error('no role');
      return applyEdits(catalog, [
        ...catalog.objects.table.map((table) => set(table, { owner: 'owner' })),
        ...catalog.objects.view.map((each) => set(each, { owner: viewOwner })),
        set(role, { bypassRls, memberOf }),
        put({ ...role, id: 'role:owner', name: 'owner', bypassRls: false }),
      ]);
    };

    it('does not flag one of a role that does not own the table, nor one of its owner where it is forced', () => {
      expect(flagged(rlsViewBypass, of('reader'))).toEqual([]);
      expect(flagged(rlsViewBypass, of('reader', { memberOf: [{ ...member, inherit: false }] }))).toEqual([]);
      expect(flagged(rlsViewBypass, of('owner', { forced: true }))).toEqual([]);
    });

    it('flags one of the table’s owner, of who has its rights, and of who is above policies', () => {
      expect(flagged(rlsViewBypass, of('owner'))).toEqual(['view:public.names']);
      expect(flagged(rlsViewBypass, of('reader', { memberOf: [member] }))).toEqual(['view:public.names']);
      expect(flagged(rlsViewBypass, of('reader', { bypassRls: true, forced: true }))).toEqual(['view:public.names']);
      expect(flagged(rlsViewBypass, of('nobody_knows', { forced: true }))).toEqual(['view:public.names']);
    });
  });

  it('flags a materialized view, for which there is no such form', () => {
    const catalog = view('SELECT 1');
    const [plain] = catalog.objects.view;
    if (!plain) throw new Error('no view');
    const kept = {
      ...plain,
      kind: 'materialized-view' as const,
      id: 'materialized-view:public.totals',
      name: 'totals',
      definition: 'SELECT count(*) FROM guests',
      populated: true,
      accessMethod: null,
      tablespace: null,
    };
    const { findings } = audit(rlsViewBypass, applyEdits(catalog, [put(kept)]));
    expect(findings.map(({ object, fix }) => [object, fix])).toEqual([['materialized-view:public.totals', null]]);
  });
});
