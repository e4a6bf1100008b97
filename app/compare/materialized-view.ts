import { defineKind, IDENTITY, OWNED_RULES } from './attribute-rule.ts';
import { TABLESPACE } from './constraint.ts';
import { orDefault } from './say.ts';
import { STORAGE_PARAMETERS } from './storage-parameters.ts';
import { VIEW_COLUMNS } from './view-columns.ts';

export const materializedViewRules = defineKind({
  kind: 'materialized-view',
  noun: 'materialized view',
  missing: 'drift',
  attributes: {
    ...OWNED_RULES,
    schema: IDENTITY,
    name: IDENTITY,
    columns: VIEW_COLUMNS,
    definition: { how: 'text', place: 'materialized-view', class: 'drift', label: 'definition' },
    options: { ...STORAGE_PARAMETERS, class: 'drift' },
    accessMethod: { how: 'value', class: 'drift', label: 'access method', say: orDefault('access method') },
    tablespace: TABLESPACE,
    populated: {
      how: 'value',
      class: 'unmanaged',
      label: 'data',
      say: (value) => (value ? 'is populated' : 'is not populated'),
      neverCounts: true,
    },
  },
});
