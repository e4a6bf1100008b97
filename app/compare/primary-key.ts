import { defineKind, type Side } from './attribute-rule.ts';
import { INDEXED_CONSTRAINT_RULES } from './constraint.ts';
import { isGenerated } from './generated-name.ts';

export const primaryKeyRules = defineKind({
  kind: 'primary-key',
  noun: 'primary key',
  missing: 'drift',
  // A table has one: whatever it is called, it is compared with the other side's.
  matchKey: (_: Side<'primary-key'>) => 'primary-key',
  isGeneratedName: ({ table, columns, name }) => isGenerated(name, table, columns, ['pkey', 'pk']),
  attributes: INDEXED_CONSTRAINT_RULES,
});
