import type { Catalog, Reading } from '#app/catalog';
import { roleNamed } from '#app/coverage';
import { compareNaturally } from './natural-order.ts';

/** Names in a policy's TO that stand for whoever asks. */
const NO_ROLES = new Set(['public', 'current_user', 'session_user', 'current_role']);

const known = new WeakMap<Catalog, readonly string[]>();

/**
 * Roles about which a source says something that decides what they may do with rows: named by a policy, granted something, or
 * owning a table. First those for whom policies hold: an application is one of these, superusers and owners come last.
 */
export function rolesOfInterest(catalog: Catalog): readonly string[] {
  const before = known.get(catalog);
  if (before) return before;
  const owners = new Set(catalog.objects.table.flatMap(({ owner }) => owner ?? []));
  const names = new Set([
    ...catalog.objects.policy.flatMap(({ roles }) => roles),
    ...catalog.objects.grant.map(({ grantee }) => grantee),
    ...owners,
  ]);
  const rankOf = (name: string) => {
    const role = roleNamed(catalog, name);
    if (role?.superuser || role?.bypassRls) return 2;
    return owners.has(name) ? 1 : 0;
  };
  const found = [...names]
    .filter((name) => !NO_ROLES.has(name.toLowerCase()) && !name.startsWith('pg_'))
    .sort((a, b) => rankOf(a) - rankOf(b) || compareNaturally(a, b));
  known.set(catalog, found);
  return found;
}

/** The reading that knows most of who may do what: a database's, then the migrations', then the one that is shown. */
export function mostKnowing(readings: ReadonlyMap<string, Reading>, shown: Reading): Reading {
  const all = [...readings.values()];
  return (
    all.find(({ source }) => source.kind === 'live') ?? all.find(({ source }) => source.kind === 'migrations') ?? shown
  );
}
