import { type Catalog, type ObjectId, parseObjectId } from '#app/catalog';
import type { Statement } from '#app/sql';
import { type ChangeSet, changesBetween } from './change-set.ts';
import { type Dependency, dependentsOf } from './dependency.ts';
import { splitDrops } from './drops.ts';
import { keepRows } from './kept-rows.ts';
import { renderComments, renderMakes } from './makes.ts';
import { releaseNotNullNames } from './not-null-names.ts';
import { renderOldTypeDrops, renderOldTypeRenames } from './old-types.ts';
import { movePartitions } from './partition-moves.ts';
import { renderReplicaIdentityChange } from './steps/table.ts';
import { renderDefaultsReset, renderTableBlock } from './table-block.ts';
import { renderOwnedBy, renderTies, renderUnties } from './ties.ts';

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
  const moves = movePartitions(from, to, changesBetween(from, to, dependencies));
  const released = releaseNotNullNames(moves.from, moves.to);
  const standing = planStanding({ from: released.from, to: moves.to, dependencies });
  const steps = [...moves.detach, ...released.statements, ...standing, ...moves.attach];
  const checks = bodiesUnchecked(steps, to);
  return checks === null ? steps : [{ sql: 'SET check_function_bodies = off', object: checks }, ...steps];
}

/** Between catalogs whose tables have the parents that they keep. */
function planStanding({ from, to, dependencies }: PlanInput): readonly Statement[] {
  const changes = changesBetween(from, to, dependencies);
  const dependents = dependentsOf(dependencies);
  const drops = splitDrops(from, to, changes, dependents);
  const rows = keepRows(from, to, changes);
  const makes = renderMakes(to, changes, rows.putBack);
  return [
    ...rows.keep,
    ...renderUnties(from, to, changes),
    ...renderDefaultsReset(from, changes),
    ...drops.first,
    ...renderOldTypeRenames(from, to, changes),
    ...makes.beforeTables,
    ...renderTableBlock(from, to, changes),
    ...makes.rest,
    ...renderOwnedBy(from, to, changes),
    ...replicaIdentities(from, to, changes),
    ...drops.last,
    ...renderOldTypeDrops(from, changes, dependents),
    ...drops.afterTypes,
    ...renderTies(from, to, changes),
    ...renderComments(from, to, changes),
  ];
}

/** A body may name what is made after it: the server is told not to look inside yet. */
function bodiesUnchecked(steps: readonly Statement[], to: Catalog): ObjectId | null {
  const routines = new Set(to.objects.function.map(({ id }) => id));
  const routine = steps.find(({ object }) => routines.has(object) && parseObjectId(object).kind === 'function');
  return routine?.object ?? null;
}

/** An index made anew is no longer the one that the table goes by. */
function replicaIdentities(from: Catalog, to: Catalog, { made, replaced }: ChangeSet): readonly Statement[] {
  const before = new Map(from.objects.table.map((table) => [table.id, table]));
  const anew = new Set(
    [...made, ...replaced].flatMap((id) => {
      const { kind, parts } = parseObjectId(id);
      const isKey = kind === 'primary-key' || kind === 'unique';
      return kind === 'index' || isKey ? [`${parts[0]}\u0000index ${parts.at(-1)}`] : [];
    }),
  );
  return to.objects.table.flatMap((table): readonly Statement[] => {
    const old = before.get(table.id);
    if (!old || made.has(table.id) || replaced.has(table.id)) return [];
    const isAnew = anew.has(`${table.schema}\u0000${table.replicaIdentity}`);
    const sql = renderReplicaIdentityChange(isAnew ? { ...old, replicaIdentity: 'default' } : old, table);
    return sql === null ? [] : [{ sql, object: table.id }];
  });
}
