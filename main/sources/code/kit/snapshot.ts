import type { LoadedModule, WalkOptions } from '../inside/values.ts';
import type { Walk } from '../walker/context.ts';
import { causeOf } from '../walker/context.ts';
import { snapshotOfZero } from './snapshot-0.ts';
import { entitiesOfOne } from './snapshot-1.ts';

/**
 * What drizzle-kit of the project's line would write of modules that were loaded. `value` is a snapshot's body (0.x) or its
 * list of entities (1.0); `null`, with the cause, where the values do not say.
 */
export interface WrittenSnapshot {
  readonly major: number;
  readonly value: object | null;
  readonly cause: string | null;
}

export function writeSnapshot(modules: readonly LoadedModule[], options: WalkOptions): WrittenSnapshot {
  const walk: Walk = { options, problems: [], place: { exports: [], schema: null, table: null } };
  const { major } = options;
  try {
    const value = major >= 1 ? entitiesOfOne(walk, modules) : snapshotOfZero(walk, modules);
    return { major, value, cause: null };
  } catch (error) {
    return { major, value: null, cause: causeOf(error) };
  }
}
