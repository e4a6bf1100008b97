import type { Reading } from '#app/catalog';
import { withAppliedState, withoutAppliedState } from '#app/compare';

const KNOWN = new WeakMap<Reading, { readonly database: Reading | null; readonly joined: Reading }>();

/**
 * The migrations as a database has them; the same value as long as both are the same. What the engine knew of the live
 * database when it read them depends on which was read first: it is left out.
 */
export function migrationsIn(migrations: Reading, database: Reading | null): Reading {
  const known = KNOWN.get(migrations);
  if (known && known.database === database) return known.joined;
  const alone = withoutAppliedState(migrations);
  const joined = database ? withAppliedState(alone, database) : alone;
  KNOWN.set(migrations, { database, joined });
  return joined;
}
