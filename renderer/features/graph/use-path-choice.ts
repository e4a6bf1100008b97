import { useEffect, useState } from 'react';
import type { ObjectId } from '#app/catalog';
import type { Exploration } from './use-exploration.ts';

/** A path whose one end is known, and whose other is the table that is selected next. */
export interface PathChoice {
  readonly from: ObjectId | null;
  readonly begin: (from: ObjectId) => void;
  readonly cancel: () => void;
}

export function usePathChoice({ change }: Exploration, selected: ObjectId | null): PathChoice {
  const [from, setFrom] = useState<ObjectId | null>(null);
  // What was selected when the choice began is no answer to it.
  const [before, setBefore] = useState<ObjectId | null>(null);
  useEffect(() => {
    if (from === null || selected === null || selected === before) return;
    setFrom(null);
    change({ path: { from, to: selected, at: 0 } });
  }, [from, before, selected, change]);
  return {
    from,
    begin: (id) => {
      setBefore(selected);
      setFrom(id);
    },
    cancel: () => setFrom(null),
  };
}
