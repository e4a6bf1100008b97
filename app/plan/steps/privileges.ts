import type { Privilege } from '#app/catalog';

interface Held {
  readonly privileges: readonly Privilege[];
  /** Taken away from what there is by default. */
  readonly revoked: readonly string[];
}

export interface PrivilegeChange {
  readonly taken: readonly string[];
  readonly optionsTaken: readonly string[];
  readonly given: readonly Privilege[];
}

/** What has to be taken and given so that a grantee who holds one set of privileges holds another. */
export function changePrivileges(from: Held, to: Held): PrivilegeChange {
  const before = new Map(from.privileges.map((one) => [one.privilege, one.grantable]));
  const after = new Map(to.privileges.map((one) => [one.privilege, one.grantable]));
  return {
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
