import { useCallback, useMemo } from 'react';
import { type GraphScope, parseScope, printScope } from '#app/graph';
import { useNavigation, useStores } from '#renderer/stores';

/** Which part of the graph is looked at. The address holds it, so that each change is a step that can be gone back. */
export function useScope(): readonly [GraphScope, (change: Partial<GraphScope>) => void] {
  const { navigation } = useStores();
  const text = useNavigation(({ place }) => (place.view === 'graph' ? (place.filter ?? '') : ''));
  const scope = useMemo(() => parseScope(text), [text]);
  const change = useCallback(
    (part: Partial<GraphScope>) => {
      const { filter: before = '', ...place } = navigation.getState().place;
      const filter = printScope({ ...parseScope(before), ...part });
      navigation.getState().go(filter === '' ? place : { ...place, filter });
    },
    [navigation],
  );
  return [scope, change];
}
