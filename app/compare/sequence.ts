import { defineKind, IDENTITY, OWNED_RULES, type Side } from './attribute-rule.ts';

/** A sequence that a serial column owns is part of the column; what is left of it here are its settings. */
export const sequenceRules = defineKind({
  kind: 'sequence',
  noun: 'sequence',
  missing: 'drift',
  pushDrops: true,
  matchKey: ({ object }: Side<'sequence'>) => (object.ownedBy ? JSON.stringify(object.ownedBy) : null),
  isGeneratedName: ({ ownedBy, name }) => ownedBy !== null && name.endsWith('_seq'),
  attributes: {
    ...OWNED_RULES,
    schema: IDENTITY,
    name: IDENTITY,
    options: { how: 'value', class: 'drift', label: 'options' },
    persistence: { how: 'value', class: 'unmanaged', label: 'persistence' },
    ownedBy: { how: 'value', class: 'unmanaged', label: 'owning column' },
  },
});
