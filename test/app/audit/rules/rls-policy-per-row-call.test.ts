import { describe, expect, it } from 'vitest';
import { rlsPolicyPerRowCall } from '#app/audit/rules/rls-policy-per-row-call.ts';
import { audit } from '../audit.ts';

const TENANT = "company_id = ( SELECT NULLIF(current_setting('app.company_id', true), '')::uuid)";
const companies = ['id uuid pk', 'name text !'];
const scoped = ['id uuid pk', 'company_id uuid ! -> companies', 'name text'];
const held = { columns: scoped, rls: 'forced', policies: [{ using: TENANT }] } as const;

describe('rls-policy-per-row-call', () => {
  const find = (using: string, functions: Record<string, string> = {}) =>
    audit(rlsPolicyPerRowCall, {
      tables: { companies, events: held, guests: { columns: scoped, rls: 'forced', policies: [{ using }] } },
      functions,
    }).findings;

  it('flags a call outside a subquery, and puts it into one', () => {
    const [finding] = find("(company_id = (NULLIF(current_setting('app.company_id'::text, true), ''::text))::uuid)");
    expect(finding?.fix?.edits[0]).toMatchObject({
      attributes: {
        using: "(company_id = (( SELECT NULLIF(current_setting('app.company_id'::text, true), ''::text)))::uuid)",
      },
    });
  });

  it('flags functions that read the session', () => {
    expect(
      find('company_id = current_company()', { current_company: "SELECT current_setting('x.y', true)::uuid" }),
    ).toHaveLength(1);
    expect(find('company_id = auth.uid()')).toHaveLength(1);
  });

  it('takes no operator before brackets for a call', () => {
    const [finding] = find("((company_id = auth.uid()) OR (current_setting('role') = 'job'))");
    expect(finding?.message).toContain('calls auth.uid, current_setting for every row');
  });

  it.each([
    ['a call in a subquery', 'company_id = ( SELECT auth.uid() AS uid)'],
    ['a call that takes a column of the row', 'is_member(company_id)'],
    ['current_user, which costs nothing', 'name = CURRENT_USER'],
    ['a function of the row', 'lower(name) = name'],
    ['a function that is about time', "name > date_trunc('day', now())::text"],
  ])('does not flag %s', (_, using) => {
    expect(find(using, { is_member: "SELECT current_setting('x.y', true) = $1" })).toEqual([]);
  });
});
