import { defineKind, IDENTITY, OWNED_RULES } from './attribute-rule.ts';

export const functionRules = defineKind({
  kind: 'function',
  noun: 'function',
  missing: 'unmanaged',
  attributes: {
    ...OWNED_RULES,
    schema: IDENTITY,
    name: IDENTITY,
    identityArguments: IDENTITY,
    routine: { how: 'value', class: 'unmanaged', label: 'kind of routine' },
    arguments: { how: 'value', class: 'unmanaged', label: 'arguments' },
    returns: { how: 'value', class: 'unmanaged', label: 'result' },
    language: { how: 'value', class: 'unmanaged', label: 'language' },
    body: { how: 'value', class: 'unmanaged', label: 'body' },
    sqlBody: { how: 'value', class: 'unmanaged', label: 'SQL-standard body' },
    library: { how: 'value', class: 'unmanaged', label: 'library' },
    volatility: { how: 'value', class: 'unmanaged', label: 'volatility' },
    strict: { how: 'value', class: 'unmanaged', label: 'STRICT' },
    securityDefiner: {
      how: 'value',
      class: 'unmanaged',
      label: 'security',
      say: (value) => (value ? 'runs with its owner’s rights' : 'runs with its caller’s rights'),
      behaves: true,
    },
    leakproof: { how: 'value', class: 'unmanaged', label: 'LEAKPROOF' },
    parallel: { how: 'value', class: 'unmanaged', label: 'PARALLEL' },
    cost: { how: 'value', class: 'unmanaged', label: 'COST' },
    rows: { how: 'value', class: 'unmanaged', label: 'ROWS' },
    config: { how: 'value', class: 'unmanaged', label: 'settings' },
  },
});
