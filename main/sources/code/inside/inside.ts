/**
 * The entry of everything of ours that runs inside the sandbox. It is evaluated before project code, so that it holds
 * the engine's own functions even where project code replaces them, and hands the host three functions.
 */
import { writeSnapshot } from '../kit/snapshot.ts';
import { walkModules } from '../walker/walk.ts';
import { readConfig, settleConfig } from './config-values.ts';
import { makeEnvironmentModules, withInertRest } from './environment-modules.ts';
import {
  installGlobals,
  type LoadEnvironmentFile,
  type ReadEnvironmentFile,
  type SandboxNotes,
  type SandboxSetup,
} from './globals.ts';
import { type ListPath, makeFs } from './node-fs.ts';
import { makePath } from './node-path.ts';
import { makeUrlModule } from './node-url.ts';
import { standInKind, standInModule } from './stand-in.ts';
import { markStandInTexts, standInText } from './stand-in-text.ts';
import type { LoadedModule, LoadFailure, WalkOptions } from './values.ts';

declare const __list: (path: string) => string;
declare const __environment: (path: string) => string;
declare const __current: () => number;
declare const __told: (tables: string) => void;

const stringify = JSON.stringify;
const parse = JSON.parse;
const list = __list;
const readEnvironment = __environment;
const currentModule = __current;
const tellTables = __told;
const notes: SandboxNotes = {
  askedEnvironment: new Set(),
  readEnvironment: new Set(),
  varies: false,
  console: [],
  environmentFiles: new Set(),
};
const timers: (() => void)[] = [];
let cwd = '/';
let load: LoadEnvironmentFile = () => null;

const modules: Readonly<Record<string, () => object>> = {
  path: () => makePath(() => cwd),
  url: () => makeUrlModule(),
  fs: () => makeFs((path) => parse(list(absolute(path))) as ReturnType<ListPath>),
  process: () => processModule(),
  drizzleKit: () => drizzleKit(),
  ...makeEnvironmentModules((path, override) => load(path, override)),
};

function absolute(path: string): string {
  return path.startsWith('/') ? path : `${cwd}/${path}`;
}

/** What bundled project code sees of us; the bundler writes the calls. */
const bridge = {
  standIn: standInModule,
  module: (name: string) => modules[name]?.() ?? standInModule(name),
  settleConfig,
  attempt,
  columnName,
};

/** The first argument of a column: the text of a stand-in, which tells where it comes from; else as it is. */
function columnName(given: unknown): unknown {
  const text = standInText(standInKind(given)?.from ?? null);
  return text === '' ? given : text;
}

const thrown = new Map<unknown, LoadFailure>();

/** Loads a module of a marked bundle. What it throws is noted once, however many others import it, and loading goes on. */
async function attempt(load: () => Promise<object>): Promise<object> {
  try {
    return await load();
  } catch (error) {
    const { name, message, stack } = (error ?? {}) as Partial<Error>;
    // A realm whose memory is full can load nothing more.
    if (name === 'InternalError') throw error;
    const text = name === undefined ? String(error) : `${name}: ${message}`;
    if (!thrown.has(error)) thrown.set(error, { entered: currentModule(), message: text, stack: stack ?? null });
    return {};
  }
}

/** Called by the host, after project code. */
function loadFailures(): string {
  return stringify([...thrown.values()]);
}

/** `node:process` has what the global has, as names of a module. */
function processModule(): object {
  const { process } = globalThis as unknown as { process: object };
  return Object.assign(Object.create(process) as object, { ...process, default: process });
}

/** `defineConfig` gives back what it is given. */
function drizzleKit(): object {
  return withInertRest({ defineConfig: (config: unknown) => config });
}

/** Called by the host, before project code. */
function setUp(json: string): void {
  const setup = parse(json) as SandboxSetup;
  cwd = setup.cwd;
  if (setup.mode === 'schema') markStandInTexts();
  const read: ReadEnvironmentFile = (path) => parse(readEnvironment(absolute(path))) as ReturnType<ReadEnvironmentFile>;
  load = installGlobals(setup, notes, timers, read);
  Object.defineProperty(globalThis, '__raingauge', { value: Object.freeze(bridge) });
}

/** Called by the host while project code waits: runs what was due later. False where nothing was. */
function runTimers(): boolean {
  const due = timers.splice(0);
  for (const task of due) task();
  return due.length > 0;
}

/** Called by the host, after project code, with what the bundle exports: `m0`, `m1` … in the order of the files. */
function finish(bundle: Record<string, Record<string, unknown>>, json: string): string {
  const options = parse(json) as WalkOptions;
  const loaded = options.files.map((file, index): LoadedModule => ({ file, exports: bundle[`m${index}`] ?? {} }));
  const values = valuesOf(loaded, options);
  const { varies, console } = notes;
  const environment = {
    askedEnvironment: [...notes.askedEnvironment],
    readEnvironment: [...notes.readEnvironment],
    environmentFiles: [...notes.environmentFiles],
  };
  return stringify({ ...values, ...environment, varies, console });
}

function valuesOf(loaded: readonly LoadedModule[], options: WalkOptions) {
  if (options.mode === 'config') return { config: readConfig(loaded) };
  const snapshot = options.snapshot === true ? { snapshot: writeSnapshot(loaded, options) } : {};
  return { schema: walkModules(loaded, options, (tables) => tellTables(stringify(tables))), ...snapshot };
}

/** What was noted so far, for the report of a run that failed. */
function notesSoFar(): string {
  return stringify({ askedEnvironment: [...notes.askedEnvironment], console: notes.console });
}

Object.assign(globalThis, { __host: { setUp, runTimers, loadFailures, finish, notesSoFar } });
