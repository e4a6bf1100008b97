import type { ObjectId } from '#app/catalog';
import { objectName, tableOf } from '#renderer/lib/object-name.ts';
import { resultOf, shownReading, useStores } from '#renderer/stores';

/**
 * Looks at an object in the view that is open, or in the graph where that view has nothing of it: in the drift view an
 * object without a difference has nothing to show.
 */
export function useLookAt(): (id: ObjectId) => void {
  const { drift, navigation, sources } = useStores();
  return (id) => {
    const { place, go } = navigation.getState();
    if (place.view !== 'drift') return go({ view: place.view, object: id });
    const differences = resultOf(drift.getState().state)?.differences ?? [];
    const reading = shownReading(sources.getState());
    const catalogs = [reading?.catalog ?? null];
    const { schema, name } = objectName(id);
    const owner = tableOf(id, catalogs) ?? { schema, table: name };
    const found =
      differences.find((difference) => difference.object === id) ??
      differences.find((difference) => {
        const other = tableOf(difference.object, catalogs);
        return other?.schema === owner.schema && other.table === owner.table;
      });
    if (found) drift.getState().focus(found.key);
    go({ view: found ? 'drift' : 'graph', object: id });
  };
}
