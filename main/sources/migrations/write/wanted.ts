import type { ObjectId, Problem } from '#app/catalog';
import type { KitLine } from '#app/kit';

/** What the new snapshot shall tell. */
export interface Wanted {
  readonly kit: KitLine;
  /** Of drizzle-kit 1.0, where it is known: rc.5 and later tell changes (9), those before the whole (8). */
  readonly version: string | null;
  /** What drizzle-kit would write of the code: a snapshot's body (0.x) or a list of entities (1.0). */
  readonly code: object;
  /** Of which objects the code is told; the others are as the newest snapshot has them. `null`: of all. */
  readonly only: ReadonlySet<ObjectId> | null;
  readonly problems: readonly Problem[];
}
