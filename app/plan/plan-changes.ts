import { type Catalog, type ObjectId, parseObjectId } from '#app/catalog';
import type { Statement } from '#app/sql';
import { type ChangeSet, changesBetween } from './change-set.ts';
import type { Dependency } from './dependency.ts';
import { splitDrops } from './drops.ts';
import { renderMakes } from './makes.ts';
import { renderOldTypeDrops, renderOldTypeRenames } from './old-types.ts';
import { renderReplicaIdentityChange } from './steps/table.ts';
import { renderDefaultsReset, renderTableBlock } from './table-block.ts';

export interface PlanInput {
  readonly from: Catalog;
  readonly to: Catalog;
  /** Who needs whom in `from`, as the server that built it says. */
  readonly dependencies: readonly Dependency[];
}

/**
 * The statements that turn one catalog into another. Both were read from one server, so that texts that mean the same are the
 * same. What is built on something that changes is taken away first and made again last; what holds data goes last of all.
 */
export function planChanges({ from, to, dependencies }: PlanInput): readonly Statement[] {
  const changes = changesBetween(from, to, dependencies);
  const drops = splitDrops(from, changes);
  const makes = renderMakes(from, to, changes);
  const steps = [
    ...renderDefaultsReset(from, changes),
    ...drops.first,
    ...renderOldTypeRenames(changes),
    ...makes.beforeTables,
    ...renderTableBlock(from, to, changes),
    ...makes.rest,
    ...replicaIdentities(from, to, changes),
    ...drops.last,
    ...renderOldTypeDrops(changes),
  ];
  const checks = bodiesUnchecked(steps, changes);
  return checks === null ? steps : [{ sql: 'SET check_function_bodies = off', object: checks }, ...steps];
}

/** A body may name what is made after it: the server is told not to look inside yet. */
function bodiesUnchecked(steps: readonly Statement[], { dropped }: ChangeSet): ObjectId | null {
  const routine = steps.find(({ object }) => parseObjectId(object).kind === 'function' && !dropped.has(object));
  return routine?.object ?? null;
}

function replicaIdentities(from: Catalog, to: Catalog, { made, replaced }: ChangeSet): readonly Statement[] {
  const before = new Map(from.objects.table.map((table) => [table.id, table]));
  return to.objects.table.flatMap((table): readonly Statement[] => {
    const old = before.get(table.id);
    if (!old || made.has(table.id) || replaced.has(table.id)) return [];
    const sql = renderReplicaIdentityChange(old, table);
    return sql === null ? [] : [{ sql, object: table.id }];
  });
}
