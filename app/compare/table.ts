import { defineKind, IDENTITY, OWNED_RULES } from './attribute-rule.ts';

export const tableRules = defineKind({
  kind: 'table',
  noun: 'table',
  // Partitions and foreign tables are beyond Drizzle's words.
  missing: ({ partitionOf, foreign }) => (partitionOf || foreign ? 'unmanaged' : 'drift'),
  pushDrops: true,
  attributes: {
    ...OWNED_RULES,
    schema: IDENTITY,
    name: IDENTITY,
    rowSecurity: {
      how: 'value',
      class: 'drift',
      label: 'row security',
      say: (value) => (value ? 'has row security enabled' : 'has row security disabled'),
      pushLoses: (live, code) => live && !code,
    },
    forceRowSecurity: {
      how: 'value',
      class: 'unmanaged',
      label: 'FORCE ROW LEVEL SECURITY',
      say: (value) => (value ? 'forces row security on its owner' : 'does not force row security on its owner'),
      behaves: true,
    },
    persistence: { how: 'value', class: 'unmanaged', label: 'persistence', behaves: true },
    partitionKey: { how: 'text', place: 'partition-key', class: 'unmanaged', label: 'partition key' },
    partitionOf: { how: 'value', class: 'unmanaged', label: 'parent and bound', behaves: true },
    inherits: { how: 'value', class: 'unmanaged', label: 'parents', behaves: true },
    ofType: { how: 'value', class: 'unmanaged', label: 'type' },
    foreign: { how: 'value', class: 'unmanaged', label: 'foreign server', behaves: true },
    replicaIdentity: { how: 'value', class: 'unmanaged', label: 'replica identity' },
    accessMethod: { how: 'value', class: 'unmanaged', label: 'access method' },
    tablespace: { how: 'value', class: 'unmanaged', label: 'tablespace', neverCounts: true },
    options: { how: 'value', class: 'unmanaged', label: 'storage parameters' },
  },
});
