import { createStore, type StoreApi } from 'zustand/vanilla';

/**
 * What the graph says about each table beside its structure: nothing, row-level security, foreign-key coverage, drift,
 * findings of the audit, size, or what the code does with it.
 */
export const OVERLAYS = ['none', 'rls', 'fk', 'drift', 'findings', 'size', 'usage'] as const;
export type Overlay = (typeof OVERLAYS)[number];

export interface OverlayStore {
  readonly overlay: Overlay;
  readonly set: (overlay: Overlay) => void;
  /** A second one, drawn as a stripe and a mark beside the first; `none` for one alone. */
  readonly beside: Overlay;
  readonly setBeside: (beside: Overlay) => void;
  /** Whether only what the overlay calls a gap is shown. */
  readonly gapsOnly: boolean;
  readonly setGapsOnly: (gapsOnly: boolean) => void;
  /** Whose rights row security is looked at with; `null`: the policies by themselves. */
  readonly role: string | null;
  readonly setRole: (role: string | null) => void;
  /** Whether what platforms and extensions own is shown too. */
  readonly all: boolean;
  readonly setAll: (all: boolean) => void;
}

export function createOverlayStore(): StoreApi<OverlayStore> {
  return createStore<OverlayStore>((set) => ({
    overlay: 'none',
    // The same twice says nothing more; what was a gap in one overlay is none in another.
    set: (overlay) =>
      set(({ beside }) => ({
        overlay,
        beside: overlay === 'none' || beside === overlay ? 'none' : beside,
        gapsOnly: false,
      })),
    beside: 'none',
    setBeside: (beside) => set(({ overlay }) => ({ beside: beside === overlay ? 'none' : beside })),
    gapsOnly: false,
    setGapsOnly: (gapsOnly) => set({ gapsOnly }),
    role: null,
    setRole: (role) => set({ role }),
    all: false,
    setAll: (all) => set({ all }),
  }));
}
