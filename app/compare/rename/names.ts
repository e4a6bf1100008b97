import type { CatalogObject, ObjectId } from '#app/catalog';
import type { Account } from '../attribute-rule.ts';
import type { Difference } from '../difference.ts';
import { isEqual } from '../equal.ts';
import type { Resolved } from './resolve.ts';

/** What each source calls the objects of differences, where accepted renames gave them other names. */
export function createNames(accounts: readonly (Account | undefined)[], { applied }: Resolved) {
  const old = accounts.map((account) => {
    const byId = new Map<ObjectId, ObjectId>();
    for (const [now, was] of account?.renamed?.before ?? new Map<CatalogObject, CatalogObject>()) {
      if (now.id !== was.id) byId.set(now.id, was.id);
    }
    return { label: account?.source.label ?? '', byId };
  });
  return {
    withNames(difference: Difference): Difference {
      if (applied.length === 0 || difference.names) return difference;
      const names = Object.fromEntries(
        old.flatMap(({ label, byId }) => {
          const name = byId.get(difference.object);
          return name === undefined ? [] : [[label, name]];
        }),
      );
      return isEqual(names, {}) ? difference : { ...difference, names };
    },
  };
}
