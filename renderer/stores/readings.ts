import { useMemo } from 'react';
import type { Reading } from '#app/catalog';
import { useSources } from './hooks.ts';
import { readingOf, type SourcesStore } from './sources.ts';

/** Every source that has been read, by name. The map is new only when a reading is. */
export function useReadings(): ReadonlyMap<string, Reading> {
  return useSources(useMemo(readingsSelector, []));
}

/** A selector that gives the same map as long as the readings are the same: progress changes the store many times a second. */
function readingsSelector(): (store: SourcesStore) => ReadonlyMap<string, Reading> {
  let latest: ReadonlyMap<string, Reading> = new Map();
  return ({ states }) => {
    const next = new Map<string, Reading>();
    for (const [name, state] of Object.entries(states)) {
      const reading = readingOf(state);
      if (reading) next.set(name, reading);
    }
    const isSame = next.size === latest.size && [...next].every(([name, reading]) => latest.get(name) === reading);
    if (!isSame) latest = next;
    return latest;
  };
}
