import type { Catalog, Source } from '#app/catalog';
import type { Work } from '#main/platform/work.ts';
import { readLive } from '#main/sources/live/read-live.ts';
import type { ReadOnlySession } from '#main/sources/live/session.ts';

const SHADOW: Source = { kind: 'sql', label: 'shadow' };

/** What was built on the shadow, by the live reader. Roles belong to the cluster: they are left out. */
export async function readBack(session: ReadOnlySession, work: Work): Promise<Catalog> {
  const { catalog } = await readLive(session, { source: SHADOW, statistics: false, work });
  return { ...catalog, objects: { ...catalog.objects, role: [] } };
}
