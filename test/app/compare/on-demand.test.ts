import { describe, expect, it } from 'vitest';
import { buildCatalog, emptyObjects, grantId, objectId, type Privilege, type Reading } from '#app/catalog';
import { compare, type Difference, demandOf, WHOLE_SCOPE } from '#app/compare';
import { schemaOf } from '#test/support/catalog/schema-of.ts';

const base = schemaOf({ tables: { guests: ['id uuid pk'] } });
const on = objectId('table', 'public', 'guests');

function reading(label: string, privileges: readonly Privilege[], revoked: readonly string[]): Reading {
  const grant = {
    kind: 'grant' as const,
    id: grantId(on, 'app'),
    comment: null,
    origins: [],
    on,
    grantee: 'app',
    privileges: [...privileges],
    revoked: [...revoked],
  };
  const objects = { ...emptyObjects(), ...base.objects, grant: [grant] };
  return {
    source: { kind: 'url', label },
    catalog: buildCatalog({ objects, server: base.server }),
    report: [],
  };
}

const SELECT: Privilege = { privilege: 'SELECT', grantable: false };
const UPDATE: Privilege = { privilege: 'UPDATE', grantable: true };
const between = (from: Reading, to: Reading) =>
  compare(from, to, { scope: WHOLE_SCOPE, answers: new Map() }).differences.map(({ key }) => key);

describe('grants', () => {
  it('are the same in any order, and others where one is grantable or missing', () => {
    const one = reading('one', [SELECT, UPDATE], ['INSERT', 'DELETE']);
    expect(between(one, reading('two', [UPDATE, SELECT], ['DELETE', 'INSERT']))).toEqual([]);
    const grantable = reading('two', [{ ...SELECT, grantable: true }, UPDATE], ['INSERT', 'DELETE']);
    expect(between(one, grantable)).toEqual([`${grantId(on, 'app')}#privileges`]);
    expect(between(one, reading('two', [SELECT, UPDATE], ['INSERT']))).toEqual([`${grantId(on, 'app')}#revoked`]);
  });

  it('and owners are shown on demand where they do not count, and always where they do or are waived', () => {
    const waiver = { reason: 'by design', owner: null, expires: null };
    const of = (parts: Pick<Difference, 'kind' | 'counts'> & Partial<Difference>) =>
      demandOf({ attribute: null, ...parts } as Difference);
    expect(of({ kind: 'grant', counts: false })).toBe('grants');
    expect(of({ kind: 'default-privilege', counts: false, attribute: 'privileges' })).toBe('grants');
    expect(of({ kind: 'table', counts: false, attribute: 'owner' })).toBe('owners');
    expect(of({ kind: 'grant', counts: true })).toBeNull();
    expect(of({ kind: 'grant', counts: false, waiver })).toBeNull();
    expect(of({ kind: 'table', counts: false, attribute: 'comment' })).toBeNull();
  });
});
