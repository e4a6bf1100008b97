import { type Catalog, type CatalogObject, type ObjectId, objectId, type SnapshotObject } from '#app/catalog';
import type { KitFact } from '#app/compare';
import type { Change, Setting } from './change.ts';
import { foreseeChange } from './foresee-change.ts';
import type { KitLine } from './kit-line.ts';

/**
 * The views that `push` before 0.26 takes for tables: it knows no views, and lists what `information_schema.tables` has.
 * No view of the code is one to it, so each is a table that the code has not. By the id of the view.
 * @param isSeen - whether push looks at an object.
 */
export function viewsTakenForTables(
  live: Catalog,
  line: KitLine,
  isSeen: (object: CatalogObject) => boolean,
): ReadonlyMap<ObjectId, Change> {
  if (line.knows.views) return new Map();
  const own = new Set(live.extensionMembers.map(({ id }) => id));
  return new Map(
    live.objects.view
      .filter((view) => !own.has(view.id) && isSeen(view))
      .map(({ id, schema, name }) => {
        const base: SnapshotObject = {
          id: objectId('table', schema, name),
          kind: 'table',
          table: null,
          attributes: {},
        };
        return [id, { object: base.id, kind: 'table', attribute: null, base, code: null }];
      }),
  );
}

/** What becomes of such a view. */
export function ofTaken(change: Change, setting: Setting): KitFact {
  const fact = foreseeChange(change, setting);
  const why = 'Before 0.26 push takes a view for a table, and the code has no such table.';
  const then =
    fact.verdict === 'asks'
      ? ' It asks whether the table was renamed, and drops it where it was not:'
      : ' What it runs is refused:';
  return { ...fact, reason: `${why}${then} PostgreSQL drops no view as a table, and push ends there.` };
}
