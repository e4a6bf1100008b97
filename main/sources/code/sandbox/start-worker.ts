import { createRequire } from 'node:module';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import { entriesAreBuilt, entryFile } from '#main/platform/entry.ts';
import type { SandboxStart } from './protocol.ts';
import type { CompiledEngine } from './shared-engine.ts';

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

let engine: CompiledEngine | null = null;

/** Keeps the engine that a thread has compiled for those that are started from now on. */
export function keepEngine(compiled: CompiledEngine | null): void {
  engine ??= compiled;
}

/** Starts the thread that the sandbox runs in. */
export async function startWorker(): Promise<Worker> {
  const workerData: SandboxStart = { purpose: 'raingauge-sandbox', engine };
  if (entriesAreBuilt) return new Worker(entryFile('code-worker').file, { ...OPTIONS, workerData });
  source ??= bundleWorker();
  return new Worker(await source, { ...OPTIONS, workerData, eval: true });
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
