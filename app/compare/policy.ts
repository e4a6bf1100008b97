import { BASE_RULES, DIFFERS, defineKind, IDENTITY, type Ruling, SAME } from './attribute-rule.ts';

export const policyRules = defineKind({
  kind: 'policy',
  noun: 'policy',
  missing: 'drift',
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
    roles: {
      how: 'own',
      class: 'drift',
      label: 'roles',
      say: (roles) => `applies to ${roles.map((role) => (role === 'public' ? 'PUBLIC' : role)).join(', ')}`,
      rule: (from, to) => compareRoles(from.object.roles, to.object.roles),
    },
    using: { how: 'text', place: 'policy-using', class: 'drift', label: 'USING expression' },
    check: { how: 'text', place: 'policy-check', class: 'drift', label: 'WITH CHECK expression' },
  },
});

/** Words that CREATE POLICY turns into whoever runs it. */
const WHOEVER = new Set(['current_user', 'current_role', 'session_user']);

/** Each such word in code stands for one role, whichever it was. */
function compareRoles(from: readonly string[], to: readonly string[]): Ruling {
  const unmatched = (roles: readonly string[], others: readonly string[]) =>
    roles.filter((role) => !others.includes(role) && !WHOEVER.has(role)).length;
  const free = (roles: readonly string[], others: readonly string[]) =>
    roles.filter((role) => WHOEVER.has(role) && !others.includes(role)).length;
  return unmatched(from, to) === free(to, from) && unmatched(to, from) === free(from, to) ? SAME : DIFFERS;
}
