import { defineKind, IDENTITY, OWNED_RULES } from './attribute-rule.ts';

export const publicationRules = defineKind({
  kind: 'publication',
  noun: 'publication',
  missing: 'unmanaged',
  attributes: {
    ...OWNED_RULES,
    name: IDENTITY,
    allTables: { how: 'value', class: 'unmanaged', label: 'ALL TABLES' },
    operations: { how: 'value', class: 'unmanaged', label: 'operations' },
    viaRoot: { how: 'value', class: 'unmanaged', label: 'publish_via_partition_root' },
    generatedColumns: {
      how: 'value',
      class: 'unmanaged',
      label: 'publish_generated_columns',
      since: { major: 18, implied: (): 'none' => 'none' },
    },
    schemas: { how: 'value', class: 'unmanaged', label: 'schemas' },
    tables: { how: 'value', class: 'unmanaged', label: 'tables' },
  },
});
