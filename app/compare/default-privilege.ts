import { BASE_RULES, defineKind, IDENTITY } from './attribute-rule.ts';
import { inAnyOrder, sayGiven, sayPrivileges } from './grant.ts';
import { sayList } from './say.ts';

export const defaultPrivilegeRules = defineKind({
  kind: 'default-privilege',
  noun: 'default privilege',
  detail: sayPrivileges,
  missing: 'unmanaged',
  attributes: {
    ...BASE_RULES,
    comment: { how: 'not-compared', because: 'a default privilege has none' },
    role: IDENTITY,
    schema: IDENTITY,
    objectType: IDENTITY,
    grantee: IDENTITY,
    privileges: {
      how: 'value',
      normalize: inAnyOrder,
      class: 'unmanaged',
      label: 'privileges',
      say: (privileges) => `give ${sayGiven(privileges) || 'nothing'}`,
    },
    revoked: {
      how: 'value',
      normalize: inAnyOrder,
      class: 'unmanaged',
      label: 'revoked defaults',
      say: (revoked) => `take away ${sayList(revoked) || 'nothing'}`,
    },
  },
});
