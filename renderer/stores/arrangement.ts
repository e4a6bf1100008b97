import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ObjectId } from '#app/catalog';
import { type Arrangement, type Grouping, NO_ARRANGEMENT, type Pin } from '#app/graph';

export interface ArrangementStore {
  readonly arrangement: Arrangement;
  /** Takes over a whole arrangement: a named view's. */
  readonly arrange: (arrangement: Arrangement) => void;
  readonly group: (grouping: Grouping) => void;
  readonly pin: (table: ObjectId, at: Pin) => void;
  /** Gives tables back to the layout; all of them without a list. */
  readonly unpin: (tables?: readonly ObjectId[]) => void;
  readonly collapse: (modules: readonly string[], collapsed: boolean) => void;
  readonly reset: () => void;
}

/** How the person has arranged the graph of the project that is open. */
export function createArrangementStore(): StoreApi<ArrangementStore> {
  return createStore<ArrangementStore>((set, get) => {
    const change = (part: Partial<Arrangement>) => set({ arrangement: { ...get().arrangement, ...part } });
    return {
      arrangement: NO_ARRANGEMENT,
      arrange: (arrangement) => set({ arrangement }),
      // Other groupings have other modules: what was collapsed is none of theirs.
      group: (grouping) => change({ grouping, collapsed: [] }),
      pin: (table, at) => change({ pins: { ...get().arrangement.pins, [table]: at } }),
      unpin: (tables) => {
        const left = Object.entries(get().arrangement.pins).filter(
          ([id]) => tables && !tables.includes(id as ObjectId),
        );
        change({ pins: Object.fromEntries(left) });
      },
      collapse: (modules, collapsed) => {
        const now = new Set(get().arrangement.collapsed);
        for (const id of modules) {
          if (collapsed) now.add(id);
          else now.delete(id);
        }
        change({ collapsed: [...now].sort() });
      },
      reset: () => set({ arrangement: NO_ARRANGEMENT }),
    };
  });
}
