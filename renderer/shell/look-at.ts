import { type ObjectId, objectId } from '#app/catalog';
import { ownerOf } from '#renderer/lib/drift-owner.ts';
import { placeOf, statementsTouching } from '#renderer/lib/migrations.ts';
import { tableOf } from '#renderer/lib/object-name.ts';
import { NO_MIGRATION_FILTERS, readingOf, resultOf, shownReading, useStores } from '#renderer/stores';

/**
 * Looks at an object in the view that is open, or in the graph where that view has nothing of it: in the drift view an
 * object without a difference has nothing to show, in the migrations view one that no migration touched.
 */
export function useLookAt(): (id: ObjectId) => void {
  const { drift, migrations, navigation, sources } = useStores();
  return (id) => {
    const { place, go } = navigation.getState();
    if (place.view === 'migrations') {
      const folder = readingOf(sources.getState().states.migrations);
      const [first] = folder ? statementsTouching(folder, id) : [];
      if (!first) return go({ view: 'graph', object: id });
      migrations.getState().setFilters({ ...NO_MIGRATION_FILTERS, touching: id });
      return go({ view: 'migrations', object: id, at: placeOf(first) });
    }
    if (place.view === 'graph') return go({ ...place, object: id });
    if (place.view !== 'drift') return go({ view: place.view, object: id });
    const differences = resultOf(drift.getState().state)?.differences ?? [];
    const reading = shownReading(sources.getState());
    const table = tableOf(id, [reading?.catalog ?? null]);
    const owner = table === null ? id : objectId('table', table.schema, table.table);
    const found =
      differences.find((difference) => difference.object === id) ??
      differences.find((difference) => ownerOf(difference).id === owner);
    go(found ? { view: 'drift', object: id, at: found.key } : { view: 'graph', object: id });
  };
}
