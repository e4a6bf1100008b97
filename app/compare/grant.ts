import { BASE_RULES, defineKind, IDENTITY } from './attribute-rule.ts';

export const grantRules = defineKind({
  kind: 'grant',
  noun: 'grant',
  missing: 'unmanaged',
  behaves: true,
  attributes: {
    ...BASE_RULES,
    on: IDENTITY,
    grantee: IDENTITY,
    privileges: {
      how: 'value',
      class: 'unmanaged',
      label: 'privileges',
      behaves: true,
      say: (privileges) => `gives ${privileges.map(({ privilege }) => privilege).join(', ') || 'nothing'}`,
    },
    revoked: { how: 'value', class: 'unmanaged', label: 'revoked defaults', behaves: true },
  },
});
