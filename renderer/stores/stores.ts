import type { StoreApi } from 'zustand/vanilla';
import type { ProjectSummary } from '#app/api';
import type { Client, Connection } from '#renderer/client';
import { createDriftStore, type DriftStore } from './drift.ts';
import { parseFilters, printFilters } from './drift-filters.ts';
import { createMigrationsStore, type MigrationsStore } from './migrations.ts';
import { createNavigationStore, type NavigationStore, type Place } from './navigation.ts';
import { createOverlayStore, type OverlayStore } from './overlay.ts';
import { createProjectStore, openProjectOf, type ProjectStore } from './project.ts';
import { createSettingsStore, type SettingsStore } from './settings.ts';
import { createSourcesStore, readingOf, type SourcesStore } from './sources.ts';
import { createStatementsStore, type StatementsStore } from './statements.ts';
import { createUsagesStore, type UsagesStore } from './usages.ts';

/** Everything the window knows, one store per subject, made once per window (or test). */
export interface Stores {
  readonly client: Client;
  readonly connection: Connection;
  readonly project: StoreApi<ProjectStore>;
  readonly sources: StoreApi<SourcesStore>;
  readonly navigation: StoreApi<NavigationStore>;
  readonly overlay: StoreApi<OverlayStore>;
  readonly drift: StoreApi<DriftStore>;
  readonly migrations: StoreApi<MigrationsStore>;
  readonly usages: StoreApi<UsagesStore>;
  readonly settings: StoreApi<SettingsStore>;
  readonly statements: StoreApi<StatementsStore>;
  /** Opens a project and starts reading each of its sources that is available. */
  readonly openProject: (path: string | null) => Promise<void>;
  /** Reads every source of the open project, then compares the two sides of the drift view. */
  readonly readAll: (fresh: boolean) => Promise<void>;
}

export function createStores(engine: { client: Client; connection: Connection }, start?: Place): Stores {
  const { client, connection } = engine;
  const project = createProjectStore(client);
  const sources = createSourcesStore(client);
  const drift = createDriftStore(client);
  const migrations = createMigrationsStore();
  const usages = createUsagesStore(client);
  const navigation = createNavigationStore(start);
  const settings = createSettingsStore(client);
  joinDriftAndPlace(drift, navigation);

  async function openProject(path: string | null): Promise<void> {
    const before = openProjectOf(project.getState());
    const opened = await project.getState().open(path);
    if (!opened) return;
    if (before?.root !== opened.root) {
      // What an address says of the first project is still to be shown.
      if (before) drift.getState().reset();
      usages.getState().reset();
      drift.getState().setSides(...sidesOf(opened));
      migrations.getState().reset();
      if (before) navigation.getState().select(null);
    }
    sources.getState().reset(opened);
    await readAll(false);
  }

  /** Reads everything, and compares as soon as the two sides are there. */
  async function readAll(fresh: boolean): Promise<void> {
    const opened = openProjectOf(project.getState());
    if (!opened) return;
    const { from, to } = drift.getState();
    const { entries, read } = sources.getState();
    const sides = [from, to].map((name) => read(name, { fresh }));
    const others = entries.filter(({ name }) => name !== from && name !== to).map(({ name }) => read(name, { fresh }));
    await Promise.all(sides);
    const isStillOpen = openProjectOf(project.getState())?.root === opened.root;
    const { states } = sources.getState();
    const canCompare = isStillOpen && readingOf(states[from]) && readingOf(states[to]);
    await Promise.all([...others, canCompare ? drift.getState().compare(opened.root, { fresh }) : null]);
  }

  return {
    client,
    connection,
    project,
    sources,
    navigation,
    overlay: createOverlayStore(),
    drift,
    migrations,
    usages,
    settings,
    statements: createStatementsStore(client),
    openProject,
    readAll,
  };
}

/** The address of the drift view holds the difference that is looked at and the filters, and either follows the other. */
function joinDriftAndPlace(drift: StoreApi<DriftStore>, navigation: StoreApi<NavigationStore>): void {
  const follow = ({ view, at, filter }: Place, before: Place | null) => {
    if (view !== 'drift') return;
    if (at !== undefined && at !== before?.at) drift.getState().focus(at);
    const filters = printFilters(drift.getState().filters);
    if (filter === undefined && before?.view !== 'drift') navigation.getState().narrow(filters);
    else if ((filter ?? '') !== filters) drift.getState().setFilters(parseFilters(filter ?? ''));
  };
  follow(navigation.getState().place, null);
  navigation.subscribe(({ place }, { place: before }) => place !== before && follow(place, before));
  drift.subscribe(({ filters }, before) => {
    if (filters !== before.filters && navigation.getState().place.view === 'drift') {
      navigation.getState().narrow(printFilters(filters));
    }
  });
}

/** Code against the live database where there are both; otherwise the first two that can be read. */
function sidesOf(project: ProjectSummary): [from: string, to: string] {
  const names = project.sources.filter((entry) => entry.available).map((entry) => entry.name);
  const preferred = ['code', 'live', 'migrations'].filter((name) => names.includes(name));
  const [from = 'code', to = 'live'] = [...new Set([...preferred, ...names])];
  return [from, to];
}
