import { SandboxSearchParams, SandboxUrl } from './node-url.ts';
import { placeholder } from './placeholder.ts';
import { standIn } from './stand-in.ts';
import { isProbed, isSecretName, USUAL_ENVIRONMENT } from './usual-variables.ts';

/** What the sandbox is told before project code runs. */
export interface SandboxSetup {
  readonly mode: 'schema' | 'config';
  /** The project's folder; nothing outside it can be listed. */
  readonly root: string;
  /** Where `process.cwd()` is. */
  readonly cwd: string;
  readonly environment: SandboxEnvironment;
}

/** The variables that the code may see. */
export interface SandboxEnvironment {
  readonly given: Readonly<Record<string, string>>;
  /** What counts where neither `given` nor a file that the code loads has a name. */
  readonly otherwise: Readonly<Record<string, string>>;
  /** Which names that nothing gives have a placeholder: those that are withheld or sound secret, all, or none. */
  readonly placeholders: 'withheld' | 'all' | 'none';
  /** Names that are set and not given. */
  readonly withheld: readonly string[];
  /** Whether the code may load `.env` files of its repository. */
  readonly files: boolean;
}

/** What the code did that the report should say. */
export interface SandboxNotes {
  /** Names of environment variables asked for and not given. */
  readonly askedEnvironment: Set<string>;
  /** Names of every variable looked at, given or not; `*` where all of them were listed. */
  readonly readEnvironment: Set<string>;
  /** Whether it asked for the time or for chance: then another run may say something else. */
  varies: boolean;
  readonly console: string[];
  /** Absolute paths of the `.env` files that were loaded, there or not. */
  readonly environmentFiles: Set<string>;
}

/** Loads a file of variables, as `dotenv` would; `null` where there is none. */
export type LoadEnvironmentFile = (path: string, override: boolean) => Readonly<Record<string, string>> | null;

/** What the host tells of a file of variables. */
export type ReadEnvironmentFile = (path: string) => {
  readonly file: string;
  readonly variables: Readonly<Record<string, string>> | null;
};

const MAX_CONSOLE_LINES = 200;

/**
 * Gives the empty realm of the engine the globals that schema and config files lean on. Returns what loads `.env` files
 * into `process.env`.
 */
export function installGlobals(
  setup: SandboxSetup,
  notes: SandboxNotes,
  timers: (() => void)[],
  read: ReadEnvironmentFile,
): LoadEnvironmentFile {
  const { environment, load } = makeEnvironment(setup.environment, notes, read);
  const print = makePrinter(notes);
  const process = {
    env: environment,
    argv: ['node', 'sandbox'],
    execArgv: [],
    platform: 'linux',
    arch: 'x64',
    version: 'v20.20.0',
    versions: { node: '20.20.0' },
    cwd: () => setup.cwd,
    on: () => process,
    once: () => process,
    off: () => process,
    emitWarning: () => {},
    nextTick: (task: (...args: unknown[]) => void, ...args: unknown[]) => queueMicrotask(() => task(...args)),
    hrtime: Object.assign(() => [0, 0], { bigint: () => 0n }),
    exit: (code?: number) => {
      throw new Error(`process.exit(${code ?? 0}) was called`);
    },
    stdout: { write: print, isTTY: false },
    stderr: { write: print, isTTY: false },
    loadEnvFile: (path: unknown = '.env') => {
      if (load(String(path), false)) return;
      throw Object.assign(new Error(`ENOENT: no such file or directory, open '${String(path)}'`), { code: 'ENOENT' });
    },
    memoryUsage: () => ({ rss: 0, heapTotal: 0, heapUsed: 0, external: 0, arrayBuffers: 0 }),
    uptime: () => 0,
    pid: 1,
    title: 'node',
    release: { name: 'node' },
    config: {},
  };
  define('process', process);
  define('console', makeConsole(print));
  define('global', globalThis);
  define('URL', SandboxUrl);
  define('URLSearchParams', SandboxSearchParams);
  // Time does not pass in the sandbox: what is due later runs when nothing else is left to do.
  const setTimer = (task: unknown, _delay?: number, ...args: unknown[]) => {
    if (typeof task === 'function') timers.push(() => task(...args));
    return timers.length;
  };
  define('setTimeout', setTimer);
  define('setImmediate', (task: unknown, ...args: unknown[]) => setTimer(task, 0, ...args));
  define('setInterval', () => 0);
  for (const name of ['clearTimeout', 'clearInterval', 'clearImmediate']) define(name, () => {});
  define('queueMicrotask', (task: () => void) => void Promise.resolve().then(task));
  define('structuredClone', (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown);
  noteWhatVaries(notes);
  define('performance', { now: () => 0, timeOrigin: 0, mark: () => {}, measure: () => {} });
  define('crypto', {
    randomUUID: () => '00000000-0000-4000-8000-000000000000',
    getRandomValues: (array: unknown) => array,
    subtle: standIn(),
  });
  define('require', () => standIn());
  for (const name of ABSENT) define(name, standIn());
  return load;
}

/** Globals of Node that the engine lacks and that reach outside or are large. */
const ABSENT = [
  ...['fetch', 'WebSocket', 'XMLHttpRequest', 'Worker', 'Buffer', 'Intl', 'TextEncoder', 'TextDecoder'],
  ...['Request', 'Response', 'Headers', 'AbortController', 'AbortSignal', 'Event', 'EventTarget', 'Blob', 'FormData'],
  ...['WebAssembly', 'MessageChannel', 'BroadcastChannel', 'ReadableStream', 'atob', 'btoa'],
];

function define(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
}

function makeEnvironment(
  { given, otherwise, placeholders, withheld, files }: SandboxEnvironment,
  notes: SandboxNotes,
  read: ReadEnvironmentFile,
): { readonly environment: Record<string, string>; readonly load: LoadEnvironmentFile } {
  const variables: Record<string, string> = Object.assign(Object.create(null), given);
  const fallback: Record<string, string> = Object.assign(Object.create(null), otherwise);
  const load: LoadEnvironmentFile = (path, override) => {
    if (!files) return {};
    const { file, variables: found } = read(path);
    notes.environmentFiles.add(file);
    for (const [name, value] of Object.entries(found ?? {}))
      if (override || !(name in variables)) variables[name] = value;
    return found;
  };
  const isReplaced = (name: string) =>
    placeholders === 'all' || (placeholders === 'withheld' && (isSecretName(name) || withheld.includes(name)));
  const environment = new Proxy(variables, {
    get: (target, key) => {
      if (typeof key === 'symbol') return undefined;
      notes.readEnvironment.add(key);
      const value = target[key] ?? fallback[key];
      if (value !== undefined) return value;
      if (key in USUAL_ENVIRONMENT) return USUAL_ENVIRONMENT[key];
      if (isProbed(key) || key === 'toJSON') return undefined;
      notes.askedEnvironment.add(key);
      return isReplaced(key) ? placeholder(key) : undefined;
    },
    has: (target, key) => {
      if (typeof key === 'string') notes.readEnvironment.add(key);
      return typeof key === 'string' && (key in target || key in fallback);
    },
    ownKeys: (target) => {
      notes.readEnvironment.add('*');
      return [...new Set([...Reflect.ownKeys(target), ...Reflect.ownKeys(fallback)])];
    },
    getOwnPropertyDescriptor: (target, key) => {
      if (typeof key === 'string') notes.readEnvironment.add(key);
      return Reflect.getOwnPropertyDescriptor(target, key) ?? Reflect.getOwnPropertyDescriptor(fallback, key);
    },
  });
  return { environment, load };
}

/** Time and chance are the engine's own; that they were asked for is noted. */
function noteWhatVaries(notes: SandboxNotes): void {
  const noted = <F extends (...args: never[]) => unknown>(original: F): F =>
    new Proxy(original, {
      apply: (target, self, args) => {
        notes.varies = true;
        return Reflect.apply(target, self, args);
      },
    });
  Math.random = noted(Math.random);
  const now = noted(Date.now);
  const clock: DateConstructor = new Proxy(Date, {
    construct: (target, args, newTarget) => {
      if (args.length === 0) notes.varies = true;
      return Reflect.construct(target, args, newTarget === clock ? target : newTarget) as object;
    },
    apply: (target, self, args) => {
      notes.varies = true;
      return Reflect.apply(target, self, args);
    },
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  });
  Date.prototype.constructor = clock;
  define('Date', clock);
}

/** Takes what the code prints; nothing of it reaches a terminal. */
function makePrinter(notes: SandboxNotes): (...values: unknown[]) => true {
  return (...values) => {
    if (notes.console.length < MAX_CONSOLE_LINES) notes.console.push(values.map(printValue).join(' ').slice(0, 1000));
    return true;
  };
}

function makeConsole(write: (...values: unknown[]) => true): Record<string, unknown> {
  const quiet = () => {};
  const known = {
    log: write,
    info: write,
    warn: write,
    error: write,
    debug: write,
    trace: write,
    dir: write,
    table: write,
  };
  const silent = {
    time: quiet,
    timeEnd: quiet,
    timeLog: quiet,
    group: quiet,
    groupEnd: quiet,
    assert: quiet,
    count: quiet,
  };
  return { ...known, ...silent };
}

function printValue(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}
