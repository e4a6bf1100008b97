import type { AppInfo, DriftResult, ProjectSummary, SourceEntry, StatementLogEntry, WatchEvent } from '#app/api';
import type { Problem, Reading } from '#app/catalog';
import { withAppliedState } from '#app/compare';
import type { Usages } from '#app/usages';
import type { SpawnChild } from '#main/platform/child.ts';
import { packageVersion, resourceFile } from '#main/platform/entry.ts';
import type { Folders } from '#main/platform/folders.ts';
import type { Log } from '#main/platform/log.ts';
import type { Work } from '#main/platform/work.ts';
import type { Proof } from '#main/prove/proof.ts';
import { createCodeCache } from '#main/sources/code/cache/code-cache.ts';
import type { WarmCode } from '#main/sources/code/incremental/warm-code.ts';
import { createUsageStore } from '#main/usages/usage-store.ts';
import { type Answers, createAnswers } from './answers.ts';
import { askAhead } from './ask-ahead.ts';
import { type Audits, createAudits } from './audits.ts';
import { codeLimits } from './code-limits.ts';
import { CONFIG_PROBLEM } from './config-problem.ts';
import { createDrafts, type Drafts } from './drafts.ts';
import type { EarlyStart } from './early-start.ts';
import { createKeptComparisons, type KeptComparisons } from './kept-comparisons.ts';
import { type LoadedProject, loadProject, loadSettings, type Project } from './project.ts';
import { readProjectUsages } from './read-project-usages.ts';
import { readSource } from './read-source.ts';
import { readingKey } from './reading-key.ts';
import { createReadingState } from './reading-state.ts';
import type { CompareRequest, ProveRequest, ReadRequest, UsagesRequest, WatchRequest } from './requests.ts';
import { type ResolvedSource, resolveSource } from './resolve-source.ts';
import { createSettingsStore, rememberProject, type SettingsStore } from './settings-store.ts';
import { createShadows } from './shadows.ts';
import { createSharedWork } from './shared-work.ts';
import type { StatementLog } from './statement-log.ts';
import { requireAnySource, summarizeProject } from './summarize-project.ts';
import { createInputsBook } from './watch/reading-inputs.ts';
import { streamWatch } from './watch/watch-stream.ts';

export interface SessionOptions {
  readonly spawn: SpawnChild;
  readonly folders: Folders;
  readonly host: AppInfo['host'];
  /** What `project.open` opens where no path is given; `null` is the sample. */
  readonly initialProject: string | null;
  /** Stands for the live database in place of the project's own. */
  readonly liveUrl?: string | undefined;
  /** What relative files named as sources are relative to; by default the project. */
  readonly base?: string | undefined;
  /** False where nobody looks at what a live database counted of the use of its tables: it is not asked then. */
  readonly statistics?: boolean | undefined;
  /** Hears what a person may look up later. */
  readonly log?: Log;
  /** Whether what was read of code stays in memory, so that an edit costs little: for those who stay. */
  readonly staysWarm?: boolean | undefined;
  /** What was begun while the session was still being loaded. */
  readonly early?: EarlyStart | undefined;
  /** Milliseconds between two looks at a database that is watched. */
  readonly lookEvery?: number | undefined;
}

/** The use-cases, in the order in which a person meets them. The contract's handlers and the CLI stand on it. */
export interface Session extends Drafts, Audits, Answers {
  info(): AppInfo;
  readonly settings: SettingsStore;
  readonly statements: StatementLog;
  openProject(path: string | null): Promise<ProjectSummary>;
  /** What is wrong in raingauge.config.json; what a source itself could not read stands in its reading. */
  settingsProblems(root: string): Promise<readonly Problem[]>;
  /** Names a source that the project does not by its label, which holds no password; the label stands for it from then on. */
  addSource(request: { readonly root: string; readonly source: string }): Promise<SourceEntry>;
  read(request: ReadRequest, work: Work): Promise<Reading>;
  usages(request: UsagesRequest, work: Work): Promise<Usages>;
  compare(request: CompareRequest, work: Work): Promise<DriftResult>;
  /** Tells what may have changed, until the signal aborts or the iterator is left. */
  watch(request: WatchRequest, signal: AbortSignal | undefined): AsyncGenerator<WatchEvent, void>;
  /** What a written migration does to a clone of a source that has rows. */
  prove(request: ProveRequest, work: Work): Promise<Proof>;
  close(): Promise<void>;
}

/** How often a watched database is asked whether it changed, in milliseconds: the question takes it 5 to 40. */
const LOOK_EVERY = 3_000;

export function createSession(options: SessionOptions): Session {
  const { folders, liveUrl, early, statistics = true } = options;
  const settings = createSettingsStore(folders.config);
  const state = early?.state ?? createReadingState();
  const { readings, statements, partings, rightOfWay } = state;
  const codeCache = createCodeCache(folders.cache);
  const projects = new Map<string, LoadedProject>();
  const loading = new Map<string, LoadedProject>();
  const usageStore = createUsageStore(folders.cache);
  const usages = createSharedWork<Usages>();
  const inputs = createInputsBook();
  const warmCodes = new Map<string, Promise<WarmCode>>();
  const sample = resourceFile('sample');
  /** What sources were given as that are named by their label: addresses hold passwords. */
  const added = new Map<string, string>();
  let deciding: Promise<void> = Promise.resolve();

  /** One after the other: two answers at once must not lose either. The project is loaded anew then. */
  async function writeSettings(root: string, write: () => Promise<void>): Promise<void> {
    const next = deciding.then(write);
    deciding = next.catch(() => {});
    await next;
    projects.delete(root);
  }

  /** Several sources are often refreshed at once: a project that is being loaded is fresh enough for all of them. */
  function projectAt(root: string, fresh: boolean): LoadedProject {
    const known = loading.get(root) ?? (fresh ? undefined : projects.get(root));
    if (known) return known;
    const settings = (fresh ? undefined : early?.settingsOf(root)) ?? loadSettings(root);
    let begun: Promise<Project> | null = null;
    const project = () => {
      if (begun) return begun;
      loading.set(root, loaded);
      begun = settings
        .then((settled) => loadProject(settled, process.env, codeCache))
        .finally(() => loading.delete(root));
      return begun;
    };
    const loaded = { settings, project };
    early?.belongsTo(loaded);
    loading.set(root, loaded);
    projects.set(root, loaded);
    settings.then(
      () => {
        if (!begun) loading.delete(root);
      },
      () => {
        loading.delete(root);
        projects.delete(root);
      },
    );
    return loaded;
  }

  const log = (entry: StatementLogEntry) => statements.add(entry);
  const resolve = (project: Project, source: string) =>
    resolveSource(project, added.get(addedKey(project, source)) ?? source, {
      liveUrl,
      base: options.base ?? project.root,
    });
  const shadows = createShadows({
    spawn: options.spawn,
    cacheFolder: folders.cache,
    resolve,
    said: (message) => options.log?.info(message),
  });

  async function warmCodeOf({ root }: Project): Promise<WarmCode | null> {
    if (options.staysWarm !== true) return null;
    const { createWarmCode } = await import('#main/sources/code/incremental/warm-code.ts');
    const warm = warmCodes.get(root) ?? Promise.resolve(createWarmCode());
    warmCodes.set(root, warm);
    return warm;
  }

  function readResolved(project: Project, resolved: ResolvedSource, fresh: boolean, work: Work): Promise<Reading> {
    const key = readingKey(project, resolved);
    if (fresh) {
      readings.forget(key);
      // The code was edited, or may have been.
      usages.forget(project.root);
    }
    return readings.get(key, work, async (own) => {
      const started = Date.now();
      return readSource(project, resolved, {
        shadow: shadows.of(project),
        codeCache,
        statistics,
        log,
        partings,
        rightOfWay,
        warm: resolved.how === 'code' ? await warmCodeOf(project) : null,
        onInputs: (found) => inputs.note(key, { inputs: found, started }),
        work: own,
      });
    });
  }

  /** The live database as it was read last: migrations alone are no reason to connect to it. */
  function knownLive(project: Project): Reading | undefined {
    try {
      return readings.peek(readingKey(project, resolve(project, 'live')));
    } catch {
      // None is configured.
      return undefined;
    }
  }

  /** What a real server says depends on its version, which is not known before it is asked. */
  function keptComparisons({ root, config }: Project): KeptComparisons | null {
    const isServer = typeof config.shadow === 'object' && config.shadow.url !== undefined;
    // Who stays compares again in less time than it takes to find out that nothing has changed.
    return codeCache === null || isServer || options.staysWarm === true
      ? null
      : createKeptComparisons(codeCache, JSON.stringify([root, config.shadow]));
  }

  /** `instead` stands for the migrations or the code: those of files as they would be. */
  async function compareSourcesOf(
    request: CompareRequest,
    work: Work,
    instead: Reading | null = null,
  ): Promise<DriftResult> {
    const { root, from, to, fresh, ignore = [], classes, demanded, hints } = request;
    const loaded = projectAt(root, fresh);
    if (!fresh) await askAhead({ names: [from, to], loaded, liveUrl, statistics, state, work });
    const [project, { compareSources }, { waiveDifferences }] = await Promise.all([
      loaded.project(),
      import('./compare-sources.ts'),
      import('./waive-differences.ts'),
    ]);
    const resolved = (name: string): ResolvedSource =>
      name === 'migrations' && instead?.source.kind === name
        ? { how: name, source: instead.source, where: '' }
        : resolve(project, name);
    const compared = compareSources(project, {
      from: resolved(from),
      to: resolved(to),
      resolve: resolved,
      read: async (one, own) =>
        instead && one.how === instead.source.kind ? instead : readResolved(project, one, fresh, own),
      shadow: shadows.of(project),
      kept: instead ? null : keptComparisons(project),
      hints,
      work,
    });
    // Where the code cannot be read nobody else gives it back.
    const result = await compared.finally(() => rightOfWay.giveBack());
    const today = new Date().toISOString().slice(0, 10);
    return waiveDifferences(result, { config: project.config, ignore, classes, demanded, today });
  }

  async function usagesOf({ root, fresh }: UsagesRequest, work: Work): Promise<Usages> {
    const project = await projectAt(root, fresh).project();
    const code = resolve(project, 'code');
    if (fresh) usages.forget(project.root);
    return usages.get(project.root, work, async (own) => {
      const reading = await readResolved(project, code, fresh, own);
      return readProjectUsages(project, reading, usageStore, own);
    });
  }

  /** What the use-cases of other files work with. */
  async function toolsOf(root: string, fresh = false) {
    const project = await projectAt(root, fresh).project();
    return {
      project,
      resolve: (name: string) => resolve(project, name),
      read: (resolved: ResolvedSource, own: Work) => readResolved(project, resolved, fresh, own),
      usages: (own: Work, as?: Reading) =>
        as ? readProjectUsages(project, as, usageStore, own) : usagesOf({ root, fresh: false }, own),
      compare: compareSourcesOf,
      shadow: shadows.of(project),
    };
  }

  const drafts = createDrafts({
    folder: folders.config,
    tools: toolsOf,
    compare: compareSourcesOf,
    remedy: (request, work) => audits.remedy(request, work),
    changed: async (root) => {
      readings.forget(`${(await projectAt(root, true).project()).root}\u0000`);
      usages.forget(root);
    },
  });
  const audits = createAudits({ tools: toolsOf, writeSettings });
  const answers = createAnswers({
    writeSettings,
    configOf: async (root) => (await projectAt(root, false).project()).config,
  });

  return {
    settings,
    statements,
    info: () => ({ version: packageVersion(), host: options.host, platform: process.platform }),

    async openProject(path) {
      const root = path ?? options.initialProject ?? sample;
      const loaded = projectAt(root, true);
      const project = await loaded.project();
      projects.set(project.root, loaded);
      requireAnySource(project, liveUrl);
      readings.forget(`${project.root}\u0000`);
      usages.forget(project.root);
      if (project.root !== sample) await rememberProject(settings, project.root);
      return summarizeProject(project, { liveUrl, sample });
    },

    async settingsProblems(root) {
      const { problems } = await projectAt(root, false).settings;
      return problems.filter(({ code }) => code === CONFIG_PROBLEM);
    },

    async addSource({ root, source }) {
      const project = await projectAt(root, false).project();
      const resolved = resolve(project, source);
      const name = resolved.source.label;
      added.set(addedKey(project, name), source);
      return { name, source: resolved.source, available: true, reason: null, where: resolved.where };
    },

    async read({ root, source, fresh }, work) {
      const project = await projectAt(root, fresh).project();
      const resolved = resolve(project, source);
      const reading = await readResolved(project, resolved, fresh, work);
      const live = resolved.how === 'migrations' ? knownLive(project) : undefined;
      return live ? withAppliedState(reading, live) : reading;
    },

    usages: usagesOf,

    compare: compareSourcesOf,

    ...audits,
    ...answers,

    watch: ({ root, sources }, signal) =>
      streamWatch(async (tell, own) => {
        // Only windows watch.
        const { watchProject } = await import('./watch/watch-project.ts');
        await watchProject({
          sources,
          project: (fresh) => projectAt(root, fresh).project(),
          resolve,
          keyOf: readingKey,
          inputs,
          warmUp: async (project, own) => {
            const warm = await warmCodeOf(project);
            if (!project.drizzle || !warm || warm.isWarm()) return;
            const { readCode } = await import('#main/sources/code/read-code.ts');
            await readCode(project.drizzle, { signal: own, report: () => {} }, { warm, ...codeLimits(project) });
          },
          knownToken: (key) => readings.peek(key)?.changeToken,
          forget: (project, key) => {
            readings.forget(key);
            usages.forget(project.root);
          },
          log: (entry) => statements.add(entry),
          signal: own,
          tell,
          every: options.lookEvery ?? LOOK_EVERY,
        });
      }, signal),

    ...drafts,

    async prove({ root, sql, on }, work) {
      const project = await projectAt(root, false).project();
      const { proveWritten } = await import('./prove-written.ts');
      const reading = await readResolved(project, resolve(project, on), false, work);
      return proveWritten(sql, reading, { shadow: shadows.of(project), work });
    },

    async close() {
      early?.close();
      await Promise.all([shadows.close(), partings.done()]);
    },
  };
}

function addedKey(project: Project, name: string): string {
  return `${project.root}\u0000${name}`;
}
