import { defineKind, type Side } from './attribute-rule.ts';
import { CONSTRAINT_RULES, DEFERRABILITY, ENFORCED, VALIDATED } from './constraint.ts';
import { isGenerated } from './generated-name.ts';
import { sayList, sayName } from './say.ts';

export const foreignKeyRules = defineKind({
  kind: 'foreign-key',
  noun: 'foreign key',
  missing: 'drift',
  matchKey: ({ object }: Side<'foreign-key'>) =>
    JSON.stringify([object.columns, object.references.schema, object.references.name, object.referencedColumns]),
  isGeneratedName: (object) =>
    isGenerated(object.name, object.table, object.columns, ['fkey', 'fk']) ||
    isGenerated(
      object.name,
      object.table,
      [...object.columns, object.references.name, ...object.referencedColumns],
      ['fk'],
    ),
  attributes: {
    ...CONSTRAINT_RULES,
    columns: { how: 'value', class: 'drift', label: 'columns' },
    references: {
      how: 'value',
      class: 'drift',
      label: 'referenced table',
      say: (table) => `references ${sayName(table)}`,
    },
    referencedColumns: { how: 'value', class: 'drift', label: 'referenced columns' },
    onUpdate: {
      how: 'value',
      class: 'drift',
      label: 'ON UPDATE',
      say: (action) => `is ON UPDATE ${action.toUpperCase()}`,
    },
    onDelete: {
      how: 'value',
      class: 'drift',
      label: 'ON DELETE',
      say: (action) => `is ON DELETE ${action.toUpperCase()}`,
    },
    onDeleteColumns: {
      how: 'value',
      class: 'unmanaged',
      label: 'ON DELETE SET columns',
      say: (columns) =>
        columns.length === 0 ? 'sets all of its columns on delete' : `sets (${sayList(columns)}) on delete`,
      since: { major: 15, implied: () => [] },
      behaves: true,
    },
    match: {
      how: 'value',
      class: 'unmanaged',
      label: 'MATCH',
      say: (match) => `is MATCH ${match.toUpperCase()}`,
      behaves: true,
    },
    deferrability: DEFERRABILITY,
    validated: VALIDATED,
    enforced: ENFORCED,
    period: {
      how: 'value',
      class: 'unmanaged',
      label: 'PERIOD',
      since: { major: 18, implied: () => false },
      behaves: true,
    },
  },
});
