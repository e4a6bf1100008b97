import type { Privilege } from '#app/catalog';
import { BASE_RULES, defineKind, IDENTITY } from './attribute-rule.ts';
import { sayList } from './say.ts';

export const grantRules = defineKind({
  kind: 'grant',
  noun: 'grant',
  detail: sayPrivileges,
  missing: 'unmanaged',
  behaves: true,
  attributes: {
    ...BASE_RULES,
    comment: { how: 'not-compared', because: 'a grant has none' },
    on: IDENTITY,
    grantee: IDENTITY,
    privileges: {
      how: 'value',
      normalize: inAnyOrder,
      class: 'unmanaged',
      label: 'privileges',
      behaves: true,
      say: (privileges) => `give ${sayGiven(privileges) || 'nothing'}`,
    },
    revoked: {
      how: 'value',
      normalize: inAnyOrder,
      class: 'unmanaged',
      label: 'revoked defaults',
      behaves: true,
      say: (revoked) => `take away ${sayList(revoked) || 'nothing'}`,
    },
  },
});

/** Privileges are a set: a saved catalog or a hand-written one may list them in any order. */
export function inAnyOrder(items: readonly unknown[]): readonly string[] {
  return items.map((item) => JSON.stringify(item)).sort();
}

interface Privileges {
  readonly privileges: readonly Privilege[];
  readonly revoked: readonly string[];
}

/** `SELECT, UPDATE WITH GRANT OPTION, not EXECUTE`. */
export function sayPrivileges({ privileges, revoked }: Privileges): string {
  const taken = revoked.map((privilege) => `not ${privilege}`);
  return [sayGiven(privileges), ...taken].filter((part) => part !== '').join(', ');
}

export function sayGiven(privileges: readonly Privilege[]): string {
  return sayList(
    privileges.map(({ privilege, grantable }) => (grantable ? `${privilege} WITH GRANT OPTION` : privilege)),
  );
}
