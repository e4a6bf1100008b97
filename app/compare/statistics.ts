import { defineKind, IDENTITY, OWNED_RULES } from './attribute-rule.ts';
import { sayList, sayName } from './say.ts';

export const statisticsRules = defineKind({
  kind: 'statistics',
  noun: 'statistics object',
  missing: 'unmanaged',
  attributes: {
    ...OWNED_RULES,
    schema: IDENTITY,
    name: IDENTITY,
    on: { how: 'value', class: 'unmanaged', label: 'table', say: (table) => `is of ${sayName(table)}` },
    types: { how: 'value', class: 'unmanaged', label: 'kinds', say: (types) => `counts ${sayList(types) || 'values'}` },
    columns: {
      how: 'value',
      class: 'unmanaged',
      label: 'columns',
      say: (columns) => `is about ${columns.length === 0 ? 'no column' : sayList(columns)}`,
    },
    expressions: {
      how: 'value',
      class: 'unmanaged',
      label: 'expressions',
      say: (texts) => `is about ${texts.length === 0 ? 'no expression' : sayList(texts)}`,
    },
    target: { how: 'value', class: 'unmanaged', label: 'statistics target' },
  },
});
