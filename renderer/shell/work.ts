import type { Progress } from '#app/api';
import { useDrift, useSources, useStores } from '#renderer/stores';

/** Work that goes on now. */
export interface RunningWork {
  readonly title: string;
  readonly progress: Progress | null;
  readonly cancel: () => void;
}

/** All work that goes on, readings first. */
export function useRunningWork(): readonly RunningWork[] {
  const { sources, drift } = useStores();
  const states = useSources((store) => store.states);
  const comparison = useDrift((store) => store.state);
  const readings = Object.entries(states).flatMap(([name, state]) =>
    state.status === 'loading'
      ? [{ title: `Reading ${name}`, progress: state.progress, cancel: () => sources.getState().cancel(name) }]
      : [],
  );
  if (comparison.status !== 'loading') return readings;
  const { from, to, cancel } = drift.getState();
  return [...readings, { title: `Comparing ${from} with ${to}`, progress: comparison.progress, cancel }];
}
