import type { WasmModule } from '#main/platform/wasm-code.ts';
import type { SandboxSetup } from '../inside/globals.ts';
import type { LoadFailure, WalkOptions } from '../inside/values.ts';
import type { EngineFiles } from './shared-engine.ts';

/** One run of the sandbox, as the worker is told. */
export interface SandboxJob {
  /** The project's bundle, an ES module. */
  readonly bundle: string;
  readonly setup: SandboxSetup;
  readonly options: WalkOptions;
  /** Milliseconds that evaluating and walking may take. */
  readonly timeLimit: number;
  /** Bytes that the evaluated code may use. */
  readonly memoryLimit: number;
  /** A shared counter: the number of the module entered last, written by marked bundles. */
  readonly entered: SharedArrayBuffer;
}

/** What the worker is started with. */
export interface SandboxStart {
  readonly purpose: 'raingauge-sandbox';
  readonly files: EngineFiles;
  /** From another thread, which compiled it. */
  readonly engine: WasmModule | null;
}

/** What the worker answers first. */
export interface SandboxReady {
  readonly type: 'ready';
  /** Where it had to compile it: for the threads to come. */
  readonly engine: WasmModule | null;
}

/** What the worker is told: first our own code that runs inside, as a script; then, once, what to run. */
export type SandboxMessage =
  | { readonly type: 'prepare'; readonly inside: string }
  | { readonly type: 'run'; readonly job: SandboxJob };

/** Some of the tables, told while the others are still being read; as many such as there are. */
export interface SandboxPart {
  readonly type: 'part';
  /** A list of tables as JSON. */
  readonly tables: string;
}

export type Limit = 'time' | 'memory' | 'stack';

/** Why a run ended without values. */
export interface SandboxError {
  /** Whether project files were being loaded, or what they export was being read. */
  readonly phase: 'load' | 'walk';
  /** The limit that struck; `null` where the code threw. */
  readonly limit: Limit | null;
  readonly message: string;
  /** In lines and columns of the bundle. */
  readonly stack: string | null;
  /** Names of environment variables asked for and not given, as far as they can still be told. */
  readonly askedEnvironment: readonly string[];
}

export type LimitedFailure = LoadFailure & Pick<SandboxError, 'limit'>;

export interface SandboxAnswer {
  /** {@link ToldResult} as JSON; `null` where the run failed. */
  readonly json: string | null;
  readonly error: SandboxError | null;
  /** Of a marked bundle; the first of them is `error` too. */
  readonly failures: readonly LimitedFailure[];
}
