import { defineKind, IDENTITY, OWNED_RULES } from './attribute-rule.ts';
import { describedViewColumns, sayViewColumns } from './view-columns.ts';

export const materializedViewRules = defineKind({
  kind: 'materialized-view',
  noun: 'materialized view',
  missing: 'drift',
  pushDrops: true,
  attributes: {
    ...OWNED_RULES,
    schema: IDENTITY,
    name: IDENTITY,
    columns: {
      how: 'value',
      class: 'unmanaged',
      label: 'columns',
      say: sayViewColumns,
      // Names and types follow from the definition.
      normalize: describedViewColumns,
    },
    definition: { how: 'text', place: 'materialized-view', class: 'drift', label: 'definition' },
    options: { how: 'value', class: 'drift', label: 'storage parameters' },
    accessMethod: { how: 'value', class: 'drift', label: 'access method' },
    tablespace: { how: 'value', class: 'unmanaged', label: 'tablespace', neverCounts: true },
    populated: {
      how: 'value',
      class: 'unmanaged',
      label: 'data',
      say: (value) => (value ? 'is populated' : 'is not populated'),
      neverCounts: true,
    },
  },
});
