import type { Table } from '#app/catalog';
import { defineKind, IDENTITY, OWNED_RULES } from './attribute-rule.ts';
import { TABLESPACE } from './constraint.ts';
import { orDefault, sayList, sayName } from './say.ts';
import { STORAGE_PARAMETERS } from './storage-parameters.ts';

export const tableRules = defineKind({
  kind: 'table',
  noun: 'table',
  // Partitions and foreign tables are beyond Drizzle's words.
  missing: ({ partitionOf, foreign }) => (partitionOf || foreign ? 'unmanaged' : 'drift'),
  attributes: {
    ...OWNED_RULES,
    schema: IDENTITY,
    name: IDENTITY,
    rowSecurity: {
      how: 'value',
      class: 'drift',
      label: 'row security',
      say: (value) => (value ? 'has row security enabled' : 'has row security disabled'),
    },
    forceRowSecurity: {
      how: 'value',
      class: 'unmanaged',
      label: 'FORCE ROW LEVEL SECURITY',
      say: (value) => (value ? 'forces row security on its owner' : 'does not force row security on its owner'),
      behaves: true,
    },
    persistence: {
      how: 'value',
      class: 'unmanaged',
      label: 'persistence',
      say: (value) => `is ${value}`,
      behaves: true,
    },
    partitionKey: { how: 'text', place: 'partition-key', class: 'unmanaged', label: 'partition key' },
    partitionOf: {
      how: 'value',
      class: 'unmanaged',
      label: 'parent and bound',
      say: (value) => (value ? `is a partition of ${sayName(value.parent)} ${value.bound}` : 'is no partition'),
      behaves: true,
    },
    inherits: {
      how: 'value',
      class: 'unmanaged',
      label: 'parents',
      say: (parents) => `inherits from ${sayList(parents.map(sayName)) || 'no table'}`,
      behaves: true,
    },
    ofType: {
      how: 'value',
      class: 'unmanaged',
      label: 'type',
      say: (type) => (type ? `is of type ${sayName(type)}` : 'is of no type'),
    },
    foreign: { how: 'value', class: 'unmanaged', label: 'foreign server', say: sayForeign, behaves: true },
    replicaIdentity: { how: 'value', class: 'unmanaged', label: 'replica identity' },
    accessMethod: {
      how: 'value',
      class: 'unmanaged',
      label: 'access method',
      say: orDefault('access method'),
    },
    tablespace: TABLESPACE,
    options: STORAGE_PARAMETERS,
  },
});

function sayForeign(foreign: Table['foreign']): string {
  if (!foreign) return 'is no foreign table';
  const options = Object.entries(foreign.options).map(([name, value]) => `${name}=${value}`);
  return `is a foreign table of server ${foreign.server}${options.length === 0 ? '' : ` (${sayList(options)})`}`;
}
