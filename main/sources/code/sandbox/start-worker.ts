import { readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import { entriesAreBuilt, entryFile, installedPackage, wasmCodeFile } from '#main/platform/entry.ts';
import { keepsWasmCode, type WasmModule } from '#main/platform/wasm-code.ts';
import type { SandboxStart } from './protocol.ts';
import type { EngineFiles } from './shared-engine.ts';

const OPTIONS: WorkerOptions = {
  // The thread needs nothing of this process's environment, arguments or loaders.
  env: {},
  argv: [],
  execArgv: [],
  stdout: true,
  stderr: true,
  // Calls inside the engine use the thread's own stack.
  resourceLimits: { stackSizeMb: 16 },
};

let engine: WasmModule | null = null;

/** Keeps the engine that a thread has compiled for those that are started from now on. */
export function keepEngine(module: WasmModule | null): void {
  engine ??= module;
}

/** Starts the thread that the sandbox runs in. */
export async function startWorker(): Promise<Worker> {
  const workerData: SandboxStart = { purpose: 'raingauge-sandbox', files: engineFiles(), engine };
  if (entriesAreBuilt) return new Worker(entryFile('code-worker').file, { ...OPTIONS, workerData });
  source ??= bundleWorker();
  return new Worker(await source, { ...OPTIONS, workerData, eval: true });
}

const QUICKJS = '@jitl/quickjs-wasmfile-release-sync';

/** @throws where the engine's package is not installed. */
export function engineFiles(): EngineFiles {
  // It is no dependency of ours but of that package: where packages nest or are linked, it is found from there.
  const installed = installedPackage('quickjs-emscripten');
  if (installed === null) throw new Error('quickjs-emscripten is not installed');
  const wasm = createRequire(realpathSync(installed)).resolve(`${QUICKJS}/wasm`);
  const { version } = JSON.parse(readFileSync(installed, 'utf8')) as { version: string };
  return { wasm, code: wasmCodeFile('quickjs', version), keep: keepsWasmCode };
}

let source: Promise<string> | undefined;

/** From the TypeScript sources: a thread has none of the loaders that this process was started with. */
async function bundleWorker(): Promise<string> {
  const { build } = await import('esbuild');
  const require = createRequire(import.meta.url);
  const result = await build({
    entryPoints: [entryFile('code-worker').file],
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    write: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'packages-by-path',
        setup: ({ onResolve }) => {
          onResolve({ filter: /^quickjs-emscripten$/ }, ({ path }) => ({
            path: require.resolve(path),
            external: true,
          }));
        },
      },
    ],
  });
  return result.outputFiles[0]?.text ?? '';
}
