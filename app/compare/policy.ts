import { BASE_RULES, defineKind, IDENTITY } from './attribute-rule.ts';

export const policyRules = defineKind({
  kind: 'policy',
  noun: 'policy',
  missing: 'drift',
  pushDrops: true,
  attributes: {
    ...BASE_RULES,
    schema: IDENTITY,
    table: IDENTITY,
    name: IDENTITY,
    permissive: {
      how: 'value',
      class: 'drift',
      label: 'PERMISSIVE',
      say: (value) => (value ? 'is permissive' : 'is restrictive'),
    },
    command: { how: 'value', class: 'drift', label: 'command', say: (command) => `is for ${command.toUpperCase()}` },
    roles: { how: 'value', class: 'drift', label: 'roles', say: (roles) => `applies to ${roles.join(', ')}` },
    using: { how: 'text', place: 'policy-using', class: 'drift', label: 'USING expression' },
    check: { how: 'text', place: 'policy-check', class: 'drift', label: 'WITH CHECK expression' },
  },
});
