import type { Deferrability } from '#app/catalog';
import { BASE_RULES, IDENTITY } from './attribute-rule.ts';

export const CONSTRAINT_RULES = {
  ...BASE_RULES,
  schema: IDENTITY,
  table: IDENTITY,
  name: IDENTITY,
  inherited: { how: 'not-compared', because: 'it follows from the parents of the table' },
} as const;

export const DEFERRABILITY = {
  how: 'value',
  class: 'unmanaged',
  label: 'deferrability',
  say: (value: Deferrability) => `is ${value}`,
  behaves: true,
} as const;

export const INCLUDE = { how: 'value', class: 'unmanaged', label: 'INCLUDE columns', behaves: true } as const;
export const TABLESPACE = { how: 'value', class: 'unmanaged', label: 'tablespace', neverCounts: true } as const;

export const VALIDATED = {
  how: 'value',
  class: 'unmanaged',
  label: 'validation',
  say: (value: boolean) => (value ? 'is validated' : 'is NOT VALID'),
  behaves: true,
} as const;

export const ENFORCED = {
  how: 'value',
  class: 'unmanaged',
  label: 'enforcement',
  say: (value: boolean) => (value ? 'is enforced' : 'is NOT ENFORCED'),
  since: { major: 18, implied: () => true },
  behaves: true,
} as const;

export const INDEXED_CONSTRAINT_RULES = {
  ...CONSTRAINT_RULES,
  columns: { how: 'value', class: 'drift', label: 'columns' },
  include: INCLUDE,
  deferrability: DEFERRABILITY,
  withoutOverlaps: {
    how: 'value',
    class: 'unmanaged',
    label: 'WITHOUT OVERLAPS',
    since: { major: 18, implied: () => false },
    behaves: true,
  },
  options: { how: 'value', class: 'unmanaged', label: 'storage parameters' },
  tablespace: TABLESPACE,
  clustered: { how: 'value', class: 'unmanaged', label: 'CLUSTER' },
} as const;
