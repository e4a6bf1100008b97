import { describe, expect, it } from 'vitest';
import { AccessLists, parseAcl } from '#main/sources/live/assemble/access-list.ts';

const DEFAULTS = [
  { class: 'r', acl: 'postgres=arwdDxt/postgres' },
  { class: 'f', acl: '=X/postgres,postgres=X/postgres' },
  { class: 'n', acl: 'postgres=UC/postgres' },
] as const;

describe('parseAcl', () => {
  it('reads names that are quoted, commas and equals signs in them included', () => {
    expect(parseAcl('=r/a,"Odd, ""x""=y"=w*/a')).toEqual([
      { grantee: '', privileges: [{ privilege: 'SELECT', grantable: false }] },
      { grantee: 'Odd, "x"=y', privileges: [{ privilege: 'UPDATE', grantable: true }] },
    ]);
  });

  it('reads an empty list', () => {
    expect(parseAcl('')).toEqual([]);
  });
});

describe('AccessLists', () => {
  const lists = new AccessLists(DEFAULTS);

  it('finds no difference where nothing was ever granted, or only what is the default', () => {
    expect(lists.fromDefault('r', 'ann', null)).toEqual([]);
    expect(lists.fromDefault('r', 'ann', 'ann=arwdDxt/ann')).toEqual([]);
  });

  it('finds what was granted and what was taken from the owner', () => {
    expect(lists.fromDefault('r', 'ann', 'ann=arwdx/ann,bob=r/ann')).toEqual([
      { grantee: 'ann', privileges: [], revoked: ['TRIGGER', 'TRUNCATE'] },
      { grantee: 'bob', privileges: [{ privilege: 'SELECT', grantable: false }], revoked: [] },
    ]);
  });

  it('finds that PUBLIC lost its default', () => {
    expect(lists.fromDefault('f', 'ann', 'ann=X/ann')).toEqual([
      { grantee: 'public', privileges: [], revoked: ['EXECUTE'] },
    ]);
  });

  it('finds everything revoked in an empty list', () => {
    expect(lists.fromDefault('n', 'ann', '')).toEqual([
      { grantee: 'ann', privileges: [], revoked: ['CREATE', 'USAGE'] },
    ]);
  });

  it('takes a privilege of two grantors once, with the grant option of either', () => {
    expect(lists.fromDefault('r', 'ann', 'ann=arwdDxt/ann,bob=r*/ann,cy=r/ann,cy=r*/bob').slice(1)).toEqual([
      { grantee: 'cy', privileges: [{ privilege: 'SELECT', grantable: true }], revoked: [] },
    ]);
  });

  it('counts the owner’s own grant option as a difference', () => {
    expect(lists.fromDefault('n', 'ann', 'ann=U*C/ann')).toEqual([
      { grantee: 'ann', privileges: [{ privilege: 'USAGE', grantable: true }], revoked: [] },
    ]);
  });
});
