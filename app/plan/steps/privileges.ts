import type { Privilege } from '#app/catalog';

interface Held {
  readonly privileges: readonly Privilege[];
  /** Taken away from what there is by default. */
  readonly revoked: readonly string[];
}

export interface PrivilegeChange {
  /** Everything is taken first, and what stays given again: older servers have no word for some of it. */
  readonly takesAll: boolean;
  readonly taken: readonly string[];
  readonly optionsTaken: readonly string[];
  readonly given: readonly Privilege[];
}

/** What has to be taken and given so that a grantee who holds one set of privileges holds another. */
export function changePrivileges(from: Held, to: Held): PrivilegeChange {
  const before = new Map(from.privileges.map((one) => [one.privilege, one.grantable]));
  const after = new Map(to.privileges.map((one) => [one.privilege, one.grantable]));
  const takesAll = before.has('MAINTAIN') && !after.has('MAINTAIN') && from.revoked.length + to.revoked.length === 0;
  if (takesAll) return { takesAll, taken: [], optionsTaken: [], given: to.privileges };
  return {
    takesAll,
    taken: [
      ...[...before.keys()].filter((name) => !after.has(name)),
      ...to.revoked.filter((name) => !from.revoked.includes(name)),
    ],
    optionsTaken: [...before]
      .filter(([name, grantable]) => grantable && after.get(name) === false)
      .map(([name]) => name),
    given: [
      ...to.privileges.filter(({ privilege, grantable }) => {
        const held = before.get(privilege);
        return held === undefined || (grantable && !held);
      }),
      // What is no longer taken away is given back as it was by default.
      ...from.revoked
        .filter((name) => !to.revoked.includes(name) && !after.has(name))
        .map((privilege) => ({ privilege, grantable: false })),
    ],
  };
}
