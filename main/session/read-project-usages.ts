import type { Reading } from '#app/catalog';
import type { Usages } from '#app/usages';
import type { Work } from '#main/platform/work.ts';
import type { UsageStore } from '#main/usages/usage-store.ts';
import type { Project } from './project.ts';

/** Finds the uses of a project's schema; what is a source of its own (migrations, an embedded database) is no use. */
export async function readProjectUsages(
  { root, config, drizzle }: Project,
  reading: Reading,
  store: UsageStore,
  work: Work,
): Promise<Usages> {
  const { readUsages } = await import('#main/usages/read-usages.ts');
  const embedded = Object.values(config.environments ?? {}).flatMap((each) => ('sql' in each ? [each.sql] : []));
  const prelude = typeof config.shadow === 'object' ? (config.shadow.prelude ?? []) : [];
  const without = [...(drizzle ? [drizzle.out] : []), ...embedded, ...prelude];
  return readUsages({ root, reading, without, work, store, migrations: drizzle?.out ?? null });
}
