import { defineKind, type Side } from './attribute-rule.ts';
import { INDEXED_CONSTRAINT_RULES } from './constraint.ts';
import { isGenerated } from './generated-name.ts';

export const uniqueRules = defineKind({
  kind: 'unique',
  noun: 'unique constraint',
  missing: 'drift',
  matchKey: ({ object }: Side<'unique'>) => JSON.stringify([object.columns, object.nullsNotDistinct]),
  isGeneratedName: ({ table, columns, name }) => isGenerated(name, table, columns, ['key', 'unique']),
  attributes: {
    ...INDEXED_CONSTRAINT_RULES,
    nullsNotDistinct: {
      how: 'value',
      class: 'drift',
      label: 'NULLS NOT DISTINCT',
      say: (value) => (value ? 'treats NULLs as equal' : 'treats NULLs as distinct'),
      since: { major: 15, implied: () => false },
    },
  },
});
