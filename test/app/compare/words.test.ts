import { describe, expect, it } from 'vitest';
import { buildCatalog, type Grant, grantId, objectId, type Reading, type Role } from '#app/catalog';
import { compare, WHOLE_SCOPE } from '#app/compare';

function reading(kind: 'code' | 'live', objects: { readonly grant?: Grant[]; readonly role?: Role[] }): Reading {
  return { source: { kind, label: kind }, catalog: buildCatalog({ objects }), report: [] };
}

function grantOn(on: string, grantee: string, given: readonly string[], revoked: readonly string[]): Grant {
  const privileges = given.map((privilege) => ({ privilege, grantable: false }));
  return { kind: 'grant', id: grantId(on, grantee), comment: null, origins: [], on, grantee, privileges, revoked };
}

const TABLE = objectId('table', 'public', 'guests');

function summaries(code: Grant[], live: Grant[]): readonly string[] {
  const { differences } = compare(reading('code', { grant: code }), reading('live', { grant: live }), {
    scope: WHOLE_SCOPE,
    answers: new Map(),
  });
  return differences.map(({ summary }) => summary);
}

describe('what is said of grants', () => {
  it('is that they exist where something is given', () => {
    expect(summaries([], [grantOn('schema:public', 'app', ['USAGE'], [])])).toEqual([
      'grants of app on schema public (USAGE) exist in live and not in code',
    ]);
  });

  it('is that defaults are revoked where nothing is given', () => {
    expect(summaries([], [grantOn('schema:public', 'public', [], ['USAGE'])])).toEqual([
      'the default USAGE of PUBLIC on schema public is revoked in live and not in code',
    ]);
    expect(summaries([grantOn('schema:public', 'app', [], ['CREATE', 'USAGE'])], [])).toEqual([
      'the defaults CREATE, USAGE of app on schema public are revoked in code and not in live',
    ]);
  });

  it('is what each side gives and revokes', () => {
    const [privileges, revoked] = summaries(
      [grantOn('schema:public', 'app', ['USAGE'], [])],
      [grantOn('schema:public', 'app', [], ['CREATE'])],
    );
    expect(privileges).toBe('grants of app on schema public give USAGE in code and give nothing in live');
    expect(revoked).toBe('grants of app on schema public take away nothing in code and take away CREATE in live');
  });
});

describe('what is out of scope', () => {
  it('is counted in words that fit any number', () => {
    const role = (name: string): Role => ({
      ...{ kind: 'role', id: objectId('role', name), comment: null, origins: [], name, superuser: false },
      ...{ createDb: false, createRole: false, inherit: true, login: false, replication: false, bypassRls: false },
      ...{ connectionLimit: -1, validUntil: null, config: [], memberOf: [] },
    });
    const scope = { ...WHOLE_SCOPE, roles: { all: false, include: [], exclude: [], provider: null } };
    const live = reading('live', { role: [role('a')], grant: [grantOn(TABLE, 'a', ['SELECT'], [])] });
    const { totals } = compare(reading('code', {}), live, { scope, answers: new Map() });
    expect(totals.outOfScope).toEqual({ 'outside of entities.roles': 1 });
  });
});
