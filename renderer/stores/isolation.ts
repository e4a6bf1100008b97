import { createStore, type StoreApi } from 'zustand/vanilla';
import type { IsolationResult } from '#app/api';
import type { Client } from '#renderer/client';
import { createWorkRunner, type WorkState } from './work-state.ts';

export interface IsolationStore {
  readonly state: WorkState<IsolationResult>;
  readonly run: (root: string, source: string, options?: { readonly fresh?: boolean }) => Promise<void>;
  readonly cancel: () => void;
  readonly reset: () => void;
}

/** Whether tenants are kept apart, as it was found by running it. */
export function createIsolationStore(client: Pick<Client, 'isolation'>): StoreApi<IsolationStore> {
  return createStore<IsolationStore>((set, get) => {
    const runner = createWorkRunner<IsolationResult>({ get: () => get().state, set: (state) => set({ state }) });
    return {
      state: { status: 'idle' },
      run: (root, source, { fresh = false } = {}) =>
        runner.run((options) => client.isolation.run({ root, source, fresh, role: null }, options)),
      cancel: () => runner.cancel(),
      reset: () => {
        runner.forget();
        set({ state: { status: 'idle' } });
      },
    };
  });
}
