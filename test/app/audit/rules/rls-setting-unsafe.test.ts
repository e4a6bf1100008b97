import { describe, expect, it } from 'vitest';
import { rlsSettingUnsafe } from '#app/audit/rules/rls-setting-unsafe.ts';
import { audit } from '../audit.ts';

const TENANT = "company_id = ( SELECT NULLIF(current_setting('app.company_id', true), '')::uuid)";
const companies = ['id uuid pk', 'name text !'];
const scoped = ['id uuid pk', 'company_id uuid ! -> companies', 'name text'];
const held = { columns: scoped, rls: 'forced', policies: [{ using: TENANT }] } as const;

describe('rls-setting-unsafe', () => {
  const find = (using: string, functions: Record<string, string> = {}) =>
    audit(rlsSettingUnsafe, {
      tables: { companies, events: held, guests: { columns: scoped, rls: 'forced', policies: [{ using }] } },
      functions,
    }).findings;

  it.each([
    ["company_id = current_setting('app.company_id')::uuid", 2],
    ["company_id = (current_setting('app.company_id'::text, true))::uuid", 1],
    ["company_id = ( SELECT (current_setting('app.company_id'::text, true))::uuid AS current_setting)", 1],
    ["company_id = CAST(current_setting('app.company_id', true) AS uuid)", 1],
    ["company_id::text = current_setting('app.company_id')", 1],
  ])('flags %s', (using, faults) => {
    const [finding] = find(using);
    expect(finding?.evidence).toHaveLength(faults);
  });

  it.each([
    "company_id = NULLIF(current_setting('app.company_id', true), '')::uuid",
    "company_id = ( SELECT (NULLIF(current_setting('app.company_id'::text, true), ''::text))::uuid)",
    "company_id::text = current_setting('app.company_id', true)",
    'company_id = auth.uid()',
    "CASE WHEN current_setting('app.company_id', true) <> '' THEN company_id = current_setting('app.company_id', true)::uuid ELSE false END",
  ])('does not flag %s', (using) => {
    expect(find(using)).toEqual([]);
  });

  it('says that a comparison beside the cast does not help', () => {
    const [finding] = find(
      "current_setting('app.company_id', true) <> '' AND company_id = current_setting('app.company_id', true)::uuid",
    );
    expect(finding?.evidence.map(({ text }) => text)).toContainEqual(expect.stringContaining('beside the cast'));
  });

  it('flags a cast in the condition of a CASE', () => {
    const read = "current_setting('app.company_id', true)::uuid";
    expect(find(`CASE WHEN company_id = ${read} THEN true ELSE false END`)).toHaveLength(1);
  });

  it('looks into functions that policies call', () => {
    const found = find('company_id = current_company()', {
      current_company: "SELECT current_setting('app.company_id')::uuid",
    });
    expect(found.map(({ object }) => object)).toEqual(['function:public.current_company()']);
  });

  it('makes the reading safe', () => {
    const [finding] = find("company_id = current_setting('app.company_id')::uuid");
    expect(finding?.fix?.edits[0]).toMatchObject({
      attributes: { using: "company_id = NULLIF(current_setting('app.company_id'::text, true), ''::text)::uuid" },
    });
  });
});
