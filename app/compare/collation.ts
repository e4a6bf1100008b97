import { defineKind, IDENTITY, OWNED_RULES } from './attribute-rule.ts';

export const collationRules = defineKind({
  kind: 'collation',
  noun: 'collation',
  missing: 'unmanaged',
  attributes: {
    ...OWNED_RULES,
    schema: IDENTITY,
    name: IDENTITY,
    provider: { how: 'value', class: 'unmanaged', label: 'provider', behaves: true },
    locale: { how: 'value', class: 'unmanaged', label: 'locale', behaves: true },
    characterType: { how: 'value', class: 'unmanaged', label: 'LC_CTYPE', behaves: true },
    deterministic: {
      how: 'value',
      class: 'unmanaged',
      label: 'determinism',
      say: (value) => (value ? 'is deterministic' : 'is not deterministic'),
      behaves: true,
    },
    rules: {
      how: 'value',
      class: 'unmanaged',
      label: 'rules',
      since: { major: 16, implied: () => null },
      behaves: true,
    },
  },
});
