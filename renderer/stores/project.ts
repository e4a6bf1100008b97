import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ErrorData, ProjectSummary } from '#app/api';
import { type Client, toErrorData } from '#renderer/client';

/** `previous` is the project that stays open while another one is opened or after that failed. */
export type ProjectState =
  | { readonly status: 'opening'; readonly path: string | null; readonly previous: ProjectSummary | null }
  | { readonly status: 'open'; readonly project: ProjectSummary }
  | {
      readonly status: 'failed';
      readonly path: string | null;
      readonly error: ErrorData;
      readonly previous: ProjectSummary | null;
    };

export interface ProjectStore {
  readonly state: ProjectState;
  /** Opens a folder; `null` is the project the host was started with, or the sample. Resolves to it, or `null` on failure. */
  readonly open: (path: string | null) => Promise<ProjectSummary | null>;
}

/** The one project that is open. */
export function createProjectStore(client: Pick<Client, 'project'>): StoreApi<ProjectStore> {
  let latest = 0;
  return createStore<ProjectStore>((set, get) => ({
    state: { status: 'opening', path: null, previous: null },
    open: async (path) => {
      latest += 1;
      const turn = latest;
      const previous = openProjectOf(get());
      set({ state: { status: 'opening', path, previous } });
      try {
        const project = await client.project.open({ path });
        if (turn !== latest) return null;
        set({ state: { status: 'open', project } });
        return project;
      } catch (error) {
        if (turn === latest) set({ state: { status: 'failed', path, error: toErrorData(error), previous } });
        return null;
      }
    },
  }));
}

/** The open project, or `null`. */
export function openProjectOf({ state }: Pick<ProjectStore, 'state'>): ProjectSummary | null {
  return state.status === 'open' ? state.project : state.previous;
}
