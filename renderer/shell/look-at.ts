import type { ObjectId } from '#app/catalog';
import { objectName } from '#renderer/lib/object-name.ts';
import { resultOf, useStores } from '#renderer/stores';

/**
 * Looks at an object in the view that is open, or in the graph where that view has nothing of it: in the drift view an
 * object without a difference has nothing to show.
 */
export function useLookAt(): (id: ObjectId) => void {
  const { drift, navigation } = useStores();
  return (id) => {
    const { place, go } = navigation.getState();
    if (place.view !== 'drift') return go({ view: place.view, object: id });
    const differences = resultOf(drift.getState().state)?.differences ?? [];
    const { schema, table, name, kind } = objectName(id);
    const found =
      differences.find((difference) => difference.object === id) ??
      differences.find((difference) => {
        const other = objectName(difference.object);
        return other.schema === schema && other.table !== null && other.table === (kind === 'table' ? name : table);
      });
    if (found) drift.getState().focus(found.key);
    go({ view: found ? 'drift' : 'graph', object: id });
  };
}
