import { createContext, startTransition, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { ProjectSummary } from '#app/api';
import type { Catalog, ObjectId, Reading } from '#app/catalog';
import type { Client, ConnectionState } from '#renderer/client';
import type { ArrangementStore } from './arrangement.ts';
import type { AuditStore } from './audit.ts';
import type { DraftStore } from './draft.ts';
import type { DraftTextStore } from './draft-text.ts';
import type { DriftStore } from './drift.ts';
import type { GraphNotesStore } from './graph-notes.ts';
import type { IsolationStore } from './isolation.ts';
import type { MigrationsStore } from './migrations.ts';
import type { NavigationStore } from './navigation.ts';
import type { OverlayStore } from './overlay.ts';
import { openProjectOf, type ProjectStore } from './project.ts';
import type { RemedyPlanStore } from './remedy-plan.ts';
import type { SettingsStore } from './settings.ts';
import { readingOf, type SourcesStore, shownReading } from './sources.ts';
import type { StatementsStore } from './statements.ts';
import type { Stores } from './stores.ts';
import type { UsagesStore } from './usages.ts';
import type { WatchStore } from './watch.ts';

/** Provided once at the root (`<StoresContext value={stores}>`). */
export const StoresContext = createContext<Stores | null>(null);

export function useStores(): Stores {
  const stores = useContext(StoresContext);
  if (!stores) throw new Error('No stores are provided above this component.');
  return stores;
}

/** Components read by selector: a selector must return a value of the state, not a new object. */
export const useProject = <T>(select: (state: ProjectStore) => T): T => useStore(useStores().project, select);
export const useSources = <T>(select: (state: SourcesStore) => T): T => useStore(useStores().sources, select);
export const useNavigation = <T>(select: (state: NavigationStore) => T): T => useStore(useStores().navigation, select);
export const useOverlay = <T>(select: (state: OverlayStore) => T): T => useStore(useStores().overlay, select);
export const useArrangement = <T>(select: (state: ArrangementStore) => T): T =>
  useStore(useStores().arrangement, select);
export const useDrift = <T>(select: (state: DriftStore) => T): T => useStore(useStores().drift, select);
export const useAudit = <T>(select: (state: AuditStore) => T): T => useStore(useStores().audit, select);
export const useRemedyPlan = <T>(select: (state: RemedyPlanStore) => T): T => useStore(useStores().remedyPlan, select);
export const useIsolation = <T>(select: (state: IsolationStore) => T): T => useStore(useStores().isolation, select);
export const useGraphNotes = <T>(select: (state: GraphNotesStore) => T): T => useStore(useStores().graphNotes, select);
export const useDraft = <T>(select: (state: DraftStore) => T): T => useStore(useStores().draft, select);
export const useDraftText = <T>(select: (state: DraftTextStore) => T): T => useStore(useStores().draftText, select);
/** What {@link useDraftText} reads, drawn once there is time: whoever types waits for the editor alone. */
export function useDraftTextLater(): DraftTextStore {
  const { draftText } = useStores();
  const [state, setState] = useState(draftText.getState);
  useEffect(() => {
    const take = () => startTransition(() => setState(draftText.getState()));
    take();
    return draftText.subscribe(take);
  }, [draftText]);
  return state;
}
export const useMigrations = <T>(select: (state: MigrationsStore) => T): T => useStore(useStores().migrations, select);
export const useUsages = <T>(select: (state: UsagesStore) => T): T => useStore(useStores().usages, select);
export const useSettings = <T>(select: (state: SettingsStore) => T): T => useStore(useStores().settings, select);
export const useWatch = <T>(select: (state: WatchStore) => T): T => useStore(useStores().watch, select);
export const useStatements = <T>(select: (state: StatementsStore) => T): T => useStore(useStores().statements, select);
export function useConnection(): ConnectionState {
  const { connection } = useStores();
  return useSyncExternalStore(connection.subscribe, connection.getState);
}

export const useClient = (): Client => useStores().client;

/** The project that is open, or `null`. */
export const useOpenProject = (): ProjectSummary | null => useProject(openProjectOf);

/** The object that is looked at, or `null`. Select one with `useNavigation((state) => state.select)`. */
export const useSelection = (): ObjectId | null => useNavigation((state) => state.place.object);

/** The reading of the source the person chose to see, or `null` while there is none. */
export const useShownReading = (): Reading | null => useSources(shownReading);
export const useShownCatalog = (): Catalog | null => useSources((state) => shownReading(state)?.catalog ?? null);

/** The reading of one source by name (`code`, `migrations`, `live`, an environment), or `null`. */
export const useReading = (name: string): Reading | null => useSources((state) => readingOf(state.states[name]));
