import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ErrorData, GraphNotes, SavedView, TableNote } from '#app/api';
import type { ObjectId } from '#app/catalog';
import { type Client, toErrorData } from '#renderer/client';

export interface GraphNotesStore {
  readonly notes: GraphNotes;
  /** The project they are of; `null` before any was read. */
  readonly root: string | null;
  readonly load: (root: string) => Promise<void>;
  /** These resolve to why it could not be kept, or `null`. */
  readonly saveView: (name: string, view: SavedView | null) => Promise<ErrorData | null>;
  readonly annotate: (table: ObjectId, note: TableNote) => Promise<ErrorData | null>;
}

const NOTHING: GraphNotes = { views: [], tables: {} };

/** Views, tags and notes that the project's configuration keeps. */
export function createGraphNotesStore(client: Pick<Client, 'graph'>): StoreApi<GraphNotesStore> {
  return createStore<GraphNotesStore>((set, get) => {
    const keep = async (write: (root: string) => Promise<GraphNotes>): Promise<ErrorData | null> => {
      const { root } = get();
      if (root === null) return null;
      try {
        const notes = await write(root);
        if (get().root === root) set({ notes });
        return null;
      } catch (error) {
        return toErrorData(error);
      }
    };
    return {
      notes: NOTHING,
      root: null,
      load: async (root) => {
        if (get().root === root) return;
        set({ root, notes: NOTHING });
        // Where they cannot be read, the graph is there all the same, and the project's problems say why.
        await keep(() => client.graph.notes({ root }));
      },
      saveView: (name, view) => keep((root) => client.graph.saveView({ root, name, view })),
      annotate: (table, note) => keep((root) => client.graph.annotate({ root, table, note })),
    };
  });
}
