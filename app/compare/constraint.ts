import type { Deferrability } from '#app/catalog';
import { BASE_RULES, DIFFERS, IDENTITY, type Ruling, SAME } from './attribute-rule.ts';
import { either } from './say.ts';
import { STORAGE_PARAMETERS } from './storage-parameters.ts';

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
export const TABLESPACE = {
  how: 'value',
  class: 'unmanaged',
  label: 'tablespace',
  say: (name: string | null) => (name === null ? 'is in the default tablespace' : `is in tablespace ${name}`),
  neverCounts: true,
} as const;

export const CLUSTERED = {
  how: 'value',
  class: 'unmanaged',
  label: 'CLUSTER',
  say: either('is what its table is clustered on', 'is not what its table is clustered on'),
} as const;

interface Enforceable {
  readonly validated: boolean;
  readonly enforced: boolean;
}

export const VALIDATED = {
  how: 'own',
  // What is not enforced cannot be valid: told once, of the enforcement.
  rule: ({ object: a }: { readonly object: Enforceable }, { object: b }: { readonly object: Enforceable }): Ruling =>
    a.validated === b.validated || a.enforced !== b.enforced ? SAME : DIFFERS,
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
    say: either('forbids overlaps', 'does not forbid overlaps'),
    since: { major: 18, implied: () => false },
    behaves: true,
  },
  options: STORAGE_PARAMETERS,
  tablespace: TABLESPACE,
  clustered: CLUSTERED,
} as const;
