import { BASE_RULES, defineKind, IDENTITY } from './attribute-rule.ts';

export const defaultPrivilegeRules = defineKind({
  kind: 'default-privilege',
  noun: 'default privilege',
  missing: 'unmanaged',
  attributes: {
    ...BASE_RULES,
    role: IDENTITY,
    schema: IDENTITY,
    objectType: IDENTITY,
    grantee: IDENTITY,
    privileges: { how: 'value', class: 'unmanaged', label: 'privileges' },
    revoked: { how: 'value', class: 'unmanaged', label: 'revoked defaults' },
  },
});
