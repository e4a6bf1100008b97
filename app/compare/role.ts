import { BASE_RULES, defineKind, IDENTITY } from './attribute-rule.ts';

const can = (right: string) => (value: boolean) => (value ? `may ${right}` : `may not ${right}`);

/** Drizzle's pgRole has createDb, createRole and inherit; the rest is the server's. */
export const roleRules = defineKind({
  kind: 'role',
  noun: 'role',
  missing: 'drift',
  pushDrops: true,
  attributes: {
    ...BASE_RULES,
    name: IDENTITY,
    createDb: { how: 'value', class: 'drift', label: 'CREATEDB', say: can('create databases') },
    createRole: { how: 'value', class: 'drift', label: 'CREATEROLE', say: can('create roles') },
    inherit: {
      how: 'value',
      class: 'drift',
      label: 'INHERIT',
      say: (value) => (value ? 'inherits' : 'does not inherit'),
    },
    superuser: { how: 'value', class: 'unmanaged', label: 'SUPERUSER', say: can('do everything'), behaves: true },
    login: { how: 'value', class: 'unmanaged', label: 'LOGIN', say: can('log in') },
    replication: { how: 'value', class: 'unmanaged', label: 'REPLICATION', say: can('replicate') },
    bypassRls: { how: 'value', class: 'unmanaged', label: 'BYPASSRLS', say: can('bypass row security'), behaves: true },
    connectionLimit: { how: 'value', class: 'unmanaged', label: 'connection limit' },
    validUntil: { how: 'value', class: 'unmanaged', label: 'VALID UNTIL' },
    config: { how: 'value', class: 'unmanaged', label: 'settings', behaves: true },
    memberOf: { how: 'value', class: 'unmanaged', label: 'memberships', behaves: true },
  },
});
