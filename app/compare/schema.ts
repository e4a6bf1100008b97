import { defineKind, IDENTITY, OWNED_RULES } from './attribute-rule.ts';

export const schemaRules = defineKind({
  kind: 'schema',
  noun: 'schema',
  missing: 'drift',
  attributes: { ...OWNED_RULES, name: IDENTITY },
});
