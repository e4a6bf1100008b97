import type { Role } from '#app/catalog';
import { BASE_RULES, defineKind, IDENTITY } from './attribute-rule.ts';
import { inAnyOrder } from './grant.ts';
import { sayList } from './say.ts';

const can = (right: string) => (value: boolean) => (value ? `may ${right}` : `may not ${right}`);

/** Drizzle's pgRole has createDb, createRole and inherit; the rest is the server's. */
export const roleRules = defineKind({
  kind: 'role',
  noun: 'role',
  missing: 'drift',
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
    login: { how: 'value', class: 'unmanaged', label: 'LOGIN' },
    replication: { how: 'value', class: 'unmanaged', label: 'REPLICATION', say: can('replicate') },
    bypassRls: { how: 'value', class: 'unmanaged', label: 'BYPASSRLS', say: can('bypass row security'), behaves: true },
    connectionLimit: {
      how: 'value',
      class: 'unmanaged',
      label: 'connection limit',
      say: (limit) => (limit === -1 ? 'has no connection limit' : `has connection limit ${limit}`),
    },
    validUntil: { how: 'value', class: 'unmanaged', label: 'VALID UNTIL' },
    config: { how: 'value', class: 'unmanaged', label: 'settings', behaves: true },
    memberOf: {
      how: 'value',
      normalize: inAnyOrder,
      class: 'unmanaged',
      label: 'memberships',
      say: sayMemberships,
      behaves: true,
    },
  },
});

function sayMemberships(memberships: Role['memberOf']): string {
  const said = memberships.map(({ role, admin, inherit, set }) => {
    const options = [admin ? 'with ADMIN' : '', inherit ? '' : 'without INHERIT', set ? '' : 'without SET'];
    const own = options.filter((option) => option !== '');
    return own.length === 0 ? role : `${role} (${sayList(own)})`;
  });
  return `is a member of ${sayList(said) || 'no role'}`;
}
