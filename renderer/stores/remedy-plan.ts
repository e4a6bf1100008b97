import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RemedyPlan } from '#app/api';
import type { Client } from '#renderer/client';
import { createWorkRunner, type WorkState } from './work-state.ts';

export interface RemedyPlanStore {
  readonly state: WorkState<RemedyPlan>;
  /** Keys of the findings that it is for; empty until some are chosen. */
  readonly findings: readonly string[];
  readonly make: (root: string, findings: readonly string[]) => Promise<void>;
  readonly cancel: () => void;
  readonly reset: () => void;
}

/** The plan of remedies that is looked at: migrations in order, from P0 to P3. */
export function createRemedyPlanStore(client: Pick<Client, 'draft'>): StoreApi<RemedyPlanStore> {
  return createStore<RemedyPlanStore>((set, get) => {
    const runner = createWorkRunner<RemedyPlan>({ get: () => get().state, set: (state) => set({ state }) });
    const reset = () => {
      runner.forget();
      set({ state: { status: 'idle' }, findings: [] });
    };
    return {
      state: { status: 'idle' },
      findings: [],
      make: async (root, findings) => {
        reset();
        set({ findings });
        await runner.run((options) => client.draft.plan({ root, findings: [...findings], prove: false }, options));
      },
      cancel: () => runner.cancel(),
      reset,
    };
  });
}
