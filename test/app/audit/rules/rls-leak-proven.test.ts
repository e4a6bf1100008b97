import { describe, expect, it } from 'vitest';
import type { IsolationResult } from '#app/audit';
import { rlsLeakProven } from '#app/audit/rules/rls-leak-proven.ts';
import { audit } from '../audit.ts';

const TENANT = "company_id = ( SELECT NULLIF(current_setting('app.company_id', true), '')::uuid)";
const companies = ['id uuid pk', 'name text !'];
const scoped = ['id uuid pk', 'company_id uuid ! -> companies', 'name text'];
const held = { columns: scoped, rls: 'forced', policies: [{ using: TENANT }] } as const;

describe('rls-leak-proven', () => {
  const leak = {
    kind: 'read',
    role: 'app',
    message: 'app read a row of another tenant.',
    statement: 'SELECT * FROM guests',
  };
  const tables = { companies, guests: scoped, events: held };
  const input = (verdict: IsolationResult['verdict'], leaks: IsolationResult['leaks']) => ({
    input: { isolation: [{ object: 'table:public.guests', verdict, leaks }] },
  });

  it('says what the prover did, with the statement, and how to close it', () => {
    const [finding] = audit(rlsLeakProven, { tables }, input('leaks', [leak])).findings;
    expect(finding).toMatchObject({
      object: 'table:public.guests',
      likelihood: 'likely',
      message: 'app read a row of another tenant.',
    });
    expect(finding?.evidence[0]?.text).toContain('SELECT * FROM guests');
    expect(finding?.fix?.edits).toHaveLength(2);
  });

  it('says nothing of what holds, or could not be told', () => {
    expect(audit(rlsLeakProven, { tables }, input('isolated', [])).findings).toEqual([]);
    expect(audit(rlsLeakProven, { tables }, input('not-provable', [])).findings).toEqual([]);
  });

  it('is not evaluated where the prover did not run', () => {
    expect(audit(rlsLeakProven, { tables }).notEvaluated).toHaveLength(1);
  });
});
