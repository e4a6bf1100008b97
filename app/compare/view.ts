import { defineKind, IDENTITY, OWNED_RULES } from './attribute-rule.ts';
import { storageParameters } from './storage-parameters.ts';
import { VIEW_COLUMNS } from './view-columns.ts';

export const viewRules = defineKind({
  kind: 'view',
  noun: 'view',
  missing: 'drift',
  attributes: {
    ...OWNED_RULES,
    schema: IDENTITY,
    name: IDENTITY,
    columns: VIEW_COLUMNS,
    definition: { how: 'text', place: 'view', class: 'drift', label: 'definition' },
    options: {
      how: 'value',
      class: 'drift',
      label: 'options',
      normalize: storageParameters,
      // security_invoker came with PostgreSQL 15; the other options are older.
      since: { major: 15, implied: ({ security_invoker: _, ...older }) => older },
    },
  },
});
