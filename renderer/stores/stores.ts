import type { StoreApi } from 'zustand/vanilla';
import type { Client, Connection } from '#renderer/client';
import { createDriftStore, type DriftStore } from './drift.ts';
import { createNavigationStore, type NavigationStore, type Place } from './navigation.ts';
import { createOverlayStore, type OverlayStore } from './overlay.ts';
import { createProjectStore, type ProjectStore } from './project.ts';
import { createSettingsStore, type SettingsStore } from './settings.ts';
import { createSourcesStore, type SourcesStore } from './sources.ts';
import { createStatementsStore, type StatementsStore } from './statements.ts';

/** Everything the window knows, one store per subject, made once per window (or test). */
export interface Stores {
  readonly client: Client;
  readonly connection: Connection;
  readonly project: StoreApi<ProjectStore>;
  readonly sources: StoreApi<SourcesStore>;
  readonly navigation: StoreApi<NavigationStore>;
  readonly overlay: StoreApi<OverlayStore>;
  readonly drift: StoreApi<DriftStore>;
  readonly settings: StoreApi<SettingsStore>;
  readonly statements: StoreApi<StatementsStore>;
  /** Opens a project and starts reading each of its sources that is available. */
  readonly openProject: (path: string | null) => Promise<void>;
}

export function createStores(engine: { client: Client; connection: Connection }, start?: Place): Stores {
  const { client, connection } = engine;
  const project = createProjectStore(client);
  const sources = createSourcesStore(client);
  const drift = createDriftStore(client);
  const navigation = createNavigationStore(start);
  const settings = createSettingsStore(client);

  async function openProject(path: string | null): Promise<void> {
    const opened = await project.getState().open(path);
    if (!opened) return;
    drift.getState().reset();
    sources.getState().reset(opened);
    await sources.getState().readAll();
  }

  return {
    client,
    connection,
    project,
    sources,
    navigation,
    overlay: createOverlayStore(),
    drift,
    settings,
    statements: createStatementsStore(client),
    openProject,
  };
}
