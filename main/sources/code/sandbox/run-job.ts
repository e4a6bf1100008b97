import type { QuickJSContext, QuickJSHandle, QuickJSRuntime, QuickJSWASMModule } from 'quickjs-emscripten';
import type { LoadFailure, SandboxResult } from '../inside/values.ts';
import { readEnvironmentFile } from './environment-file.ts';
import { listPath } from './list-path.ts';
import type { Limit, LimitedFailure, SandboxAnswer, SandboxError, SandboxJob } from './protocol.ts';

/** The engine's own stack; far below what WebAssembly has, so that the engine reports it and does not crash. */
const STACK_BYTES = 512 * 1024;

type Described = Omit<SandboxError, 'phase' | 'askedEnvironment'>;

/** Thrown to end a run with a prepared answer. */
class Ended extends Error {
  readonly error: Described;

  constructor(error: Described) {
    super(error.message);
    this.error = error;
  }
}

/** An engine's realm with our own side of the sandbox in it, before it is known what for. */
export interface Realm {
  readonly runtime: QuickJSRuntime;
  readonly context: QuickJSContext;
  /** Our own side; the handle stays with us, out of reach of project code. */
  readonly host: QuickJSHandle;
  /** What its doors to the outside ask; `null` until there is a job. */
  job: SandboxJob | null;
  /** Given some of the tables, as JSON, while the others are read. */
  tell: (tables: string) => void;
}

/** Evaluates a bundle and walks what it exports; a realm serves once. Never throws. */
export function runJob(realm: Realm, job: SandboxJob, tell: Realm['tell']): SandboxAnswer {
  const { runtime, context, host } = realm;
  realm.job = job;
  realm.tell = tell;
  const deadline = Date.now() + job.timeLimit;
  runtime.setMemoryLimit(job.memoryLimit);
  runtime.setInterruptHandler(() => Date.now() > deadline);
  let phase: SandboxError['phase'] = 'load';
  let askedEnvironment = (): readonly string[] => [];
  try {
    callHost(context, host, 'setUp', context.newString(JSON.stringify(job.setup)));
    askedEnvironment = () => (JSON.parse(callHost(context, host, 'notesSoFar')) as SandboxResult).askedEnvironment;
    const bundle = evaluateBundle(runtime, context, host, job.bundle);
    const failures = (JSON.parse(callHost(context, host, 'loadFailures')) as LoadFailure[]).map(withLimit);
    if (failures[0]) {
      const error = { phase, ...failures[0], askedEnvironment: orNothing(askedEnvironment) };
      return { json: null, error, failures };
    }
    phase = 'walk';
    const json = callHost(context, host, 'finish', bundle, context.newString(JSON.stringify(job.options)));
    return { json, error: null, failures: [] };
  } catch (error) {
    const described = error instanceof Ended ? error.error : crashed(error, deadline);
    // An interruption in a promise's job can arrive as another error.
    const limit = described.limit ?? (Date.now() > deadline ? 'time' : null);
    const told = { ...described, limit, phase, askedEnvironment: orNothing(askedEnvironment) };
    return { json: null, error: told, failures: [] };
  }
  // The runtime is not freed: the thread ends after its job, and freeing thousands of objects one by one takes time.
}

function withLimit(failure: LoadFailure): LimitedFailure {
  return { ...failure, limit: limitOf(failure.message) };
}

/** A realm that struck a limit may be past answering. */
function orNothing(read: () => readonly string[]): readonly string[] {
  try {
    return read();
  } catch {
    return [];
  }
}

/** Makes a realm and loads our own side of the sandbox into it, while the project is still being bundled. */
export function makeRealm(engine: QuickJSWASMModule, inside: string): Realm {
  const runtime = engine.newRuntime();
  runtime.setMaxStackSize(STACK_BYTES);
  collectLater(engine, runtime);
  const context = runtime.newContext();
  const doors: Pick<Realm, 'job' | 'tell'> = { job: null, tell: () => {} };
  addDoors(context, () => {
    if (doors.job) return doors.job;
    throw new Error('The sandbox was asked before it had a job');
  });
  addDoor(context, '__told', (tables) => {
    doors.tell(context.getString(tables));
    return undefined;
  });
  unwrap(context, context.evalCode(inside, 'raingauge.js')).dispose();
  const host = context.getProp(context.global, '__host');
  unwrap(
    context,
    context.evalCode(
      'delete globalThis.__host; delete globalThis.__list; delete globalThis.__environment; delete globalThis.__current; delete globalThis.__told;',
    ),
  ).dispose();
  return Object.assign(doors, { runtime, context, host });
}

/**
 * QuickJS looks for cycles of garbage when 256 KiB are counted, and again at each half more. A schema makes next to none, and
 * a third of the time that loading it took went into looking. The engine has a setting for that (`JS_SetGCThreshold`) which
 * the package does not pass on, so it is written where the engine keeps it; where that is not found, all is as it was.
 * Source of the number it starts with: QuickJS `JS_NewRuntime2`.
 */
export function collectLater(engine: QuickJSWASMModule, runtime: QuickJSRuntime): boolean {
  const address = (runtime as unknown as { readonly rt?: { readonly value?: unknown } }).rt?.value;
  if (typeof address !== 'number') return false;
  const words = new Int32Array(engine.getWasmMemory().buffer, address, RUNTIME_WORDS);
  const at = words.indexOf(FIRST_COLLECTION);
  if (at < 0 || words.indexOf(FIRST_COLLECTION, at + 1) >= 0) return false;
  words[at] = LATER_COLLECTION;
  return true;
}

/** The beginning of the engine's `JSRuntime`, as far as what we look for may lie. */
const RUNTIME_WORDS = 64;
const FIRST_COLLECTION = 256 * 1024;
/** Compiled to WebAssembly, QuickJS counts 8 bytes for each piece of memory, whatever its size: some 200 MB. */
const LATER_COLLECTION = 16 * 1024 * 1024;

type Door = (argument: QuickJSHandle) => QuickJSHandle | undefined;

function addDoor(context: QuickJSContext, name: string, act: Door): void {
  context.newFunction(name, act).consume((fn) => context.setProp(context.global, name, fn));
}

/** The few functions by which our side of the sandbox asks the outside. */
function addDoors(context: QuickJSContext, current: () => SandboxJob): void {
  const door = (name: string, act: Door) => addDoor(context, name, act);
  const entered = () => new Int32Array(current().entered);
  door('__list', (path) => context.newString(JSON.stringify(listPath(current().setup.root, context.getString(path)))));
  door('__environment', (path) => {
    const { environment, root } = current().setup;
    const answer = environment.files
      ? readEnvironmentFile(root, context.getString(path))
      : { file: '', variables: null };
    return context.newString(JSON.stringify(answer));
  });
  door('__entered', (number) => {
    Atomics.store(entered(), 0, context.getNumber(number));
    return undefined;
  });
  door('__current', () => context.newNumber(Atomics.load(entered(), 0)));
}

/** Loads the bundle; returns its exports. */
function evaluateBundle(
  runtime: QuickJSRuntime,
  context: QuickJSContext,
  host: QuickJSHandle,
  bundle: string,
): QuickJSHandle {
  const result = unwrap(context, context.evalCode(bundle, BUNDLE_NAME, { type: 'module' }));
  for (;;) {
    const jobs = runtime.executePendingJobs();
    if (jobs.error) throw new Ended(describeError(jobs.error.context, jobs.error));
    const state = context.getPromiseState(result);
    if (state.type === 'fulfilled') return state.value;
    if (state.type === 'rejected') throw new Ended(describeError(context, state.error));
    if (callHost(context, host, 'runTimers') === 'true') continue;
    throw new Ended({ limit: null, message: 'It waits for something that never comes in the sandbox.', stack: null });
  }
}

/** The name under which the bundle appears in stacks. */
export const BUNDLE_NAME = 'project-bundle.js';

function callHost(context: QuickJSContext, host: QuickJSHandle, name: string, ...args: QuickJSHandle[]): string {
  const fn = context.getProp(host, name);
  const value = unwrap(context, context.callFunction(fn, context.undefined, ...args));
  return context.typeof(value) === 'string' ? context.getString(value) : String(context.dump(value));
}

function unwrap(
  context: QuickJSContext,
  result: { error?: QuickJSHandle | undefined; value?: QuickJSHandle },
): QuickJSHandle {
  if (result.error) throw new Ended(describeError(context, result.error));
  if (!result.value) throw new Error('the engine returned neither a value nor an error');
  return result.value;
}

function describeError(context: QuickJSContext, error: QuickJSHandle): Described {
  const dumped = dump(context, error);
  const message = dumped.name ? `${dumped.name}: ${dumped.message}` : dumped.message;
  return { limit: limitOf(message), message, stack: dumped.stack };
}

function dump(context: QuickJSContext, error: QuickJSHandle): { name: string; message: string; stack: string | null } {
  const read = (key: string): string | null => {
    const value = context.getProp(error, key);
    const text = context.typeof(value) === 'string' ? context.getString(value) : null;
    value.dispose();
    return text;
  };
  if (context.typeof(error) !== 'object') return { name: '', message: String(context.dump(error)), stack: null };
  return { name: read('name') ?? '', message: read('message') ?? '', stack: read('stack') };
}

/** Source: QuickJS `JS_ThrowStackOverflow`, `JS_ThrowOutOfMemory`, `js_alloc_string`, `__js_poll_interrupts`. */
function limitOf(message: string): Limit | null {
  if (message === 'InternalError: interrupted') return 'time';
  if (/^InternalError: (out of memory|string too long)$/.test(message)) return 'memory';
  if (/^(InternalError: stack overflow|RangeError: Maximum call stack size exceeded)$/.test(message)) return 'stack';
  return null;
}

/** The engine itself gave up: a trap of WebAssembly. */
function crashed(error: unknown, deadline: number): Described {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  if (/memory|OOM|allocation/i.test(message)) return { limit: 'memory', message, stack: null };
  if (/call stack|recursion/i.test(message)) return { limit: 'stack', message, stack: null };
  return { limit: Date.now() > deadline ? 'time' : null, message, stack: null };
}
