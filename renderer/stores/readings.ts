import { useMemo } from 'react';
import type { Reading } from '#app/catalog';
import { useSources } from './hooks.ts';
import { readingOf } from './sources.ts';

/** Every source that has been read, by name. The map is new only when a reading is. */
export function useReadings(): ReadonlyMap<string, Reading> {
  const states = useSources((state) => state.states);
  const named = Object.entries(states).flatMap(([name, state]) => {
    const reading = readingOf(state);
    return reading ? [[name, reading] as const] : [];
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the readings themselves, not the list made of them.
  return useMemo(() => new Map(named), named.flat());
}
