/**
 * The entry of everything of ours that runs inside the sandbox. It is evaluated before project code, so that it holds
 * the engine's own functions even where project code replaces them, and hands the host three functions.
 */
import { walkModules } from '../walker/walk.ts';
import { readConfig } from './config-values.ts';
import { installGlobals, type SandboxNotes, type SandboxSetup } from './globals.ts';
import { type ListPath, makeFs } from './node-fs.ts';
import { makePath } from './node-path.ts';
import { makeUrlModule } from './node-url.ts';
import { standInModule } from './stand-in.ts';
import type { LoadedModule, WalkOptions } from './values.ts';

declare const __list: (path: string) => string;

const stringify = JSON.stringify;
const parse = JSON.parse;
const list = __list;
const notes: SandboxNotes = { askedEnvironment: new Set(), readEnvironment: new Set(), varies: false, console: [] };
const timers: (() => void)[] = [];

/** What bundled project code sees of us; the bundler writes the calls. */
const bridge = {
  standIn: () => standInModule(),
  path: () => makePath(() => root),
  url: () => makeUrlModule(),
  fs: () => makeFs((path) => parse(list(path)) as ReturnType<ListPath>),
};

let root = '/';

/** Called by the host, before project code. */
function setUp(json: string): void {
  const setup = parse(json) as SandboxSetup;
  root = setup.root;
  installGlobals(setup, notes, timers);
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
  const modules = options.files.map((file, index): LoadedModule => ({ file, exports: bundle[`m${index}`] ?? {} }));
  const values =
    options.mode === 'config' ? { config: readConfig(modules) } : { schema: walkModules(modules, options) };
  const { varies, console } = notes;
  const environment = {
    askedEnvironment: [...notes.askedEnvironment],
    readEnvironment: [...notes.readEnvironment],
  };
  return stringify({ ...values, ...environment, varies, console });
}

/** What was noted so far, for the report of a run that failed. */
function notesSoFar(): string {
  return stringify({ askedEnvironment: [...notes.askedEnvironment], console: notes.console });
}

Object.assign(globalThis, { __host: { setUp, runTimers, finish, notesSoFar } });
