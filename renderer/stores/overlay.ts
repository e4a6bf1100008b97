import { createStore, type StoreApi } from 'zustand/vanilla';

/** What the graph says about each table beside its structure: nothing, row-level security, foreign-key coverage, or drift. */
export const OVERLAYS = ['none', 'rls', 'fk', 'drift'] as const;
export type Overlay = (typeof OVERLAYS)[number];

export interface OverlayStore {
  readonly overlay: Overlay;
  readonly set: (overlay: Overlay) => void;
  /** Whether what platforms and extensions own is shown too. */
  readonly all: boolean;
  readonly setAll: (all: boolean) => void;
}

export function createOverlayStore(): StoreApi<OverlayStore> {
  return createStore<OverlayStore>((set) => ({
    overlay: 'none',
    set: (overlay) => set({ overlay }),
    all: false,
    setAll: (all) => set({ all }),
  }));
}
