import { createStore, type StoreApi } from 'zustand/vanilla';
import type { MigrationState, ObjectId } from '#app/catalog';

/** What of the migrations is shown. An empty list of states is all of them. */
export interface MigrationFilters {
  readonly text: string;
  readonly states: readonly MigrationState[];
  /** Only what did something to this object or to a part of it. */
  readonly touching: ObjectId | null;
  /** Only files in which something is wrong. */
  readonly faultyOnly: boolean;
}

export const NO_MIGRATION_FILTERS: MigrationFilters = { text: '', states: [], touching: null, faultyOnly: false };

export interface MigrationsStore {
  readonly filters: MigrationFilters;
  /** The database whose notes say what was applied; `null` until one is chosen. */
  readonly database: string | null;
  readonly setFilters: (filters: Partial<MigrationFilters>) => void;
  readonly setDatabase: (name: string) => void;
  readonly reset: () => void;
}

/** What is asked of the migrations; what they are is in their reading. */
export function createMigrationsStore(): StoreApi<MigrationsStore> {
  return createStore<MigrationsStore>((set, get) => ({
    filters: NO_MIGRATION_FILTERS,
    database: null,
    setFilters: (filters) => set({ filters: { ...get().filters, ...filters } }),
    setDatabase: (database) => set({ database }),
    reset: () => set({ filters: NO_MIGRATION_FILTERS, database: null }),
  }));
}
