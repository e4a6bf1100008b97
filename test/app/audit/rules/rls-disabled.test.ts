import { describe, expect, it } from 'vitest';
import type { AuditOptions } from '#app/audit';
import { rlsDisabled } from '#app/audit/rules/rls-disabled.ts';
import type { SchemaSpec } from '#test/support/catalog/schema-of.ts';
import { audit, flagged } from '../audit.ts';

const TENANT = "company_id = (SELECT NULLIF(current_setting('app.company_id', true), '')::uuid)";
const companies = ['id uuid pk', 'name text !'];
const guests = ['id uuid pk', 'company_id uuid ! -> companies'];

describe('rls-disabled', () => {
  it('flags a table with a tenant column whose row security is off', () => {
    const found = flagged(rlsDisabled, { tables: { companies, guests, events: guests } });
    expect(found).toEqual(['table:public.events', 'table:public.guests']);
  });

  it('does not flag the tenant root, shared tables, and children that a NOT NULL key holds to their parent', () => {
    const tables = {
      companies,
      countries: ['code text pk'],
      guests: { columns: guests, rls: 'forced', policies: [{ using: TENANT }] },
      events: { columns: guests, rls: 'forced', policies: [{ using: TENANT }] },
      guest_notes: ['id uuid pk', 'guest_id uuid ! -> guests'],
    } as const;
    expect(flagged(rlsDisabled, { tables })).toEqual([]);
  });

  it('flags a table whose policies are without effect as well, and keeps them', () => {
    const tables = { companies, events: guests, guests: { columns: guests, policies: [{ using: TENANT }] } } as const;
    const finding = audit(rlsDisabled, { tables }).findings.find(({ object }) => object === 'table:public.guests');
    expect(finding?.fix?.edits.map(({ edit }) => edit)).toEqual(['set']);
  });

  const ofMany = (more: SchemaSpec['tables'] = {}, options: AuditOptions = {}) => {
    const many = Array.from({ length: 10 }, (_, at) => [`guests_${at}`, guests] as const);
    return audit(rlsDisabled, { tables: { companies, ...Object.fromEntries(many), ...more } }, { options }).findings;
  };

  it('tells it once where nothing in the database has row security, with every table as evidence and in the remedy', () => {
    const [finding, ...others] = ofMany();
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ object: 'schema:public', severity: 'critical' });
    expect(finding?.evidence.filter(({ object }) => object !== undefined)).toHaveLength(10);
    expect(finding?.fix?.edits).toHaveLength(20);
  });

  it('tells a table alone that a waiver is for, and the others without it', () => {
    const findings = ofMany({}, { waivers: [{ rule: 'rls-disabled', object: 'table:public.guests_3' }] });
    expect(findings.map(({ object }) => object)).toEqual(['schema:public', 'table:public.guests_3']);
    expect(findings[0]?.message).toContain('9 of 10 tables');
    expect(JSON.stringify(findings[0]?.fix?.edits)).not.toContain('guests_3');
    // One for all of them takes none apart.
    expect(ofMany({}, { waivers: [{ rule: 'rls-disabled', object: '*' }] })).toHaveLength(1);
  });

  it('tells it of each table where some other one has row security: somebody forgot these', () => {
    const held = { columns: guests, rls: 'forced', policies: [{ using: TENANT }] } as const;
    expect(ofMany({ events: held }).map(({ object }) => object)).toHaveLength(10);
    expect(ofMany({ countries: { columns: ['code text pk'], rls: 'on' } })).toHaveLength(10);
  });

  it('is not evaluated on code alone, where migrations may enable it', () => {
    const { notEvaluated } = audit(rlsDisabled, { tables: { companies, guests, events: guests } }, { kind: 'code' });
    expect(notEvaluated).toEqual([{ rule: 'rls-disabled', reason: expect.stringContaining('Code alone') }]);
  });

  it('writes the policy as the project’s other policies are written', () => {
    const own = '(company_id = ( SELECT current_tenant()))';
    const tables = {
      companies,
      events: { columns: guests, rls: 'forced', policies: [{ using: own }] },
      guests,
    } as const;
    const [finding] = audit(rlsDisabled, {
      tables,
      functions: { current_tenant: "SELECT current_setting('x.y', true)::uuid" },
    }).findings;
    expect(finding?.fix?.edits).toContainEqual({
      edit: 'put',
      object: expect.objectContaining({ using: own, check: own }),
    });
  });
});
