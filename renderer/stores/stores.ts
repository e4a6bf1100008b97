import type { StoreApi } from 'zustand/vanilla';
import type { ProjectSummary } from '#app/api';
import { renderDraft } from '#app/plan';
import type { Client, Connection } from '#renderer/client';
import { type ArrangementStore, createArrangementStore } from './arrangement.ts';
import { type AuditStore, createAuditStore } from './audit.ts';
import { createDraftStore, type DraftStore } from './draft.ts';
import { createDraftTextStore, type DraftTextStore } from './draft-text.ts';
import { createDriftStore, type DriftStore } from './drift.ts';
import { parseFilters, printFilters } from './drift-filters.ts';
import { createGraphNotesStore, type GraphNotesStore } from './graph-notes.ts';
import { createIsolationStore, type IsolationStore } from './isolation.ts';
import { createMigrationsStore, type MigrationsStore } from './migrations.ts';
import { createNavigationStore, isSameSides, type NavigationStore, type Place } from './navigation.ts';
import { createOverlayStore, type OverlayStore } from './overlay.ts';
import { createProjectStore, openProjectOf, type ProjectStore } from './project.ts';
import { createRemedyPlanStore, type RemedyPlanStore } from './remedy-plan.ts';
import { createSettingsStore, type SettingsStore } from './settings.ts';
import { createSourcesStore, readingOf, type SourcesStore } from './sources.ts';
import { createStatementsStore, type StatementsStore } from './statements.ts';
import { createUsagesStore, type UsagesStore } from './usages.ts';
import { createWatchStore, type WatchStore } from './watch.ts';

/** Everything the window knows, one store per subject, made once per window (or test). */
export interface Stores {
  readonly client: Client;
  readonly connection: Connection;
  readonly project: StoreApi<ProjectStore>;
  readonly sources: StoreApi<SourcesStore>;
  readonly navigation: StoreApi<NavigationStore>;
  readonly overlay: StoreApi<OverlayStore>;
  readonly arrangement: StoreApi<ArrangementStore>;
  readonly drift: StoreApi<DriftStore>;
  readonly audit: StoreApi<AuditStore>;
  readonly graphNotes: StoreApi<GraphNotesStore>;
  readonly isolation: StoreApi<IsolationStore>;
  readonly draft: StoreApi<DraftStore>;
  readonly remedyPlan: StoreApi<RemedyPlanStore>;
  readonly draftText: StoreApi<DraftTextStore>;
  readonly migrations: StoreApi<MigrationsStore>;
  readonly usages: StoreApi<UsagesStore>;
  readonly settings: StoreApi<SettingsStore>;
  readonly statements: StoreApi<StatementsStore>;
  readonly watch: StoreApi<WatchStore>;
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
  const audit = createAuditStore(client);
  const isolation = createIsolationStore(client);
  const draft = createDraftStore(client);
  const remedyPlan = createRemedyPlanStore(client);
  const draftText = createDraftTextStore(client);
  openWhatIsDrafted(draft, draftText, () => openProjectOf(project.getState())?.root ?? null);
  const migrations = createMigrationsStore();
  const usages = createUsagesStore(client);
  const navigation = createNavigationStore(start);
  const settings = createSettingsStore(client);
  const arrangement = createArrangementStore();
  joinDriftAndPlace(drift, navigation, () => {
    const opened = openProjectOf(project.getState());
    if (opened) void drift.getState().compare(opened.root);
  });
  const watch = createWatchStore(client, {
    onChanged: readChanged,
    onProjectChanged: async (root) => {
      if (openProjectOf(project.getState())?.root === root) await openProject(root);
    },
  });
  restartWithConnection(connection, watch);

  async function openProject(path: string | null): Promise<void> {
    const before = openProjectOf(project.getState());
    const opened = await project.getState().open(path);
    if (!opened) return;
    if (before?.root !== opened.root) watch.getState().stop();
    if (before?.root !== opened.root) {
      // What an address says of the first project is still to be shown.
      if (before) drift.getState().reset();
      usages.getState().reset();
      arrangement.getState().reset();
      audit.getState().reset();
      isolation.getState().reset();
      draft.getState().reset();
      remedyPlan.getState().reset();
      drift.getState().setSides(...sidesOf(opened, before ? undefined : navigation.getState().place));
      const { from, to } = drift.getState();
      if (navigation.getState().place.view === 'drift') navigation.getState().compare([from, to]);
      migrations.getState().reset();
      if (before) navigation.getState().select(null);
    }
    sources.getState().reset(opened);
    await readAll(false);
    if (openProjectOf(project.getState()) === opened)
      watch.getState().start(opened.root, readNames(sources.getState()));
  }

  /** Compares anew where what changed has a say in that, then reads it: what differs now is a small answer, a reading a large one. */
  async function readChanged(root: string, changed: readonly string[]): Promise<void> {
    audit.getState().outdate();
    const { from, to, state } = drift.getState();
    const hasSay = changed.some((name) => name === from || name === to || name === 'migrations');
    if (hasSay && state.status !== 'idle') await drift.getState().compare(root);
    await Promise.all(changed.map((name) => sources.getState().read(name)));
  }

  /** Reads everything, and compares as soon as the two sides are there. */
  async function readAll(fresh: boolean): Promise<void> {
    const opened = openProjectOf(project.getState());
    if (!opened) return;
    if (fresh) audit.getState().outdate();
    const { from, to } = drift.getState();
    const { entries, read } = sources.getState();
    const sides = [from, to].map((name) => read(name, { fresh }));
    const others = entries.filter(({ name }) => name !== from && name !== to).map(({ name }) => read(name, { fresh }));
    await Promise.all(sides);
    const isStillOpen = () => openProjectOf(project.getState())?.root === opened.root;
    const canCompare = () => {
      const { states } = sources.getState();
      const sidesNow = drift.getState();
      return isStillOpen() && readingOf(states[sidesNow.from]) && readingOf(states[sidesNow.to]);
    };
    const comparing = canCompare() ? drift.getState().compare(opened.root, { fresh }) : null;
    await Promise.all([...others, comparing]);
    if (comparing || !isStillOpen()) return;
    // A source that cannot be read does not hide what the others say of each other.
    const [first, second] = readNames(sources.getState());
    if (first === undefined || second === undefined || drift.getState().state.status !== 'idle') return;
    drift.getState().setSides(first, second);
    if (canCompare()) await drift.getState().compare(opened.root, { fresh });
  }

  return {
    client,
    connection,
    project,
    sources,
    navigation,
    graphNotes: createGraphNotesStore(client),
    overlay: createOverlayStore(),
    arrangement,
    drift,
    audit,
    isolation,
    draft,
    remedyPlan,
    draftText,
    migrations,
    usages,
    settings,
    statements: createStatementsStore(client),
    watch,
    openProject,
    readAll,
  };
}

/** The sources of which there is something to see, code first. */
function readNames({ entries, states }: SourcesStore): readonly string[] {
  return entries.map(({ name }) => name).filter((name) => readingOf(states[name]) !== null);
}

/** The text of each draft that is made is there to be edited; where another is chosen, none is. */
function openWhatIsDrafted(
  draft: StoreApi<DraftStore>,
  draftText: StoreApi<DraftTextStore>,
  rootOf: () => string | null,
): void {
  draft.subscribe(({ state, from, to, only, findings }, before) => {
    const root = rootOf();
    if (state.status === 'idle' && before.state.status !== 'idle') draftText.getState().reset();
    if (state.status !== 'ready' || state === before.state || root === null) return;
    const { result } = state;
    if (!result.complete || result.statements.length === 0) return draftText.getState().reset();
    const isOfFindings = findings !== null;
    void draftText.getState().open({
      key: {
        root,
        from: isOfFindings ? null : from,
        to: isOfFindings ? null : to,
        only: isOfFindings ? null : only,
        findings,
      },
      source: isOfFindings ? result.from : (from ?? result.from),
      madeFor: result.madeFor,
      drafted: renderDraft(result.statements, null),
      statements: result.statements,
    });
  });
}

/** A watch ends with the connection it came over. */
function restartWithConnection(connection: Connection, watch: StoreApi<WatchStore>): void {
  let { epoch } = connection.getState();
  connection.subscribe(() => {
    const state = connection.getState();
    if (state.status !== 'open' || state.epoch === epoch) return;
    epoch = state.epoch;
    watch.getState().again();
  });
}

/**
 * The address of the drift view holds the two sides, the difference that is looked at and the filters, and either follows
 * the other. Other sides are a step of the way: going back compares what was compared before.
 */
function joinDriftAndPlace(
  drift: StoreApi<DriftStore>,
  navigation: StoreApi<NavigationStore>,
  compare: () => void,
): void {
  const follow = ({ view, at, filter, sides }: Place, before: Place | null) => {
    if (view !== 'drift') return;
    const { from, to } = drift.getState();
    if (sides && !isSameSides(sides, [from, to])) {
      drift.getState().setSides(...sides);
      compare();
    } else if (!sides && before !== null) navigation.getState().compare([from, to]);
    if (at !== undefined && at !== before?.at) drift.getState().focus(at);
    const filters = printFilters(drift.getState().filters);
    if (filter === undefined && before?.view !== 'drift') navigation.getState().narrow(filters);
    else if ((filter ?? '') !== filters) drift.getState().setFilters(parseFilters(filter ?? ''));
  };
  follow(navigation.getState().place, null);
  navigation.subscribe(({ place }, { place: before }) => place !== before && follow(place, before));
  drift.subscribe(({ filters, from, to }, before) => {
    const { place, narrow, compare: say } = navigation.getState();
    if (place.view !== 'drift') return;
    if ((from !== before.from || to !== before.to) && !isSameSides(place.sides, [from, to])) say([from, to]);
    if (filters !== before.filters) narrow(printFilters(filters));
  });
}

/** What the address says, where the project has it; else code against live, or the first two that can be read. */
function sidesOf(project: ProjectSummary, place: Place | undefined): [from: string, to: string] {
  const names = project.sources.filter((entry) => entry.available).map((entry) => entry.name);
  const wanted = place?.sides;
  if (wanted?.every((name) => names.includes(name))) return [...wanted];
  const preferred = ['code', 'live', 'migrations'].filter((name) => names.includes(name));
  const [from = 'code', to = 'live'] = [...new Set([...preferred, ...names])];
  return [from, to];
}
