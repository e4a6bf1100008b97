import { Worker } from 'node:worker_threads';
import { entryFile } from '#main/platform/entry.ts';
import type { SandboxResult } from '../inside/values.ts';
import { insideScript } from './inside-script.ts';
import type { SandboxAnswer, SandboxError, SandboxJob } from './protocol.ts';

export type SandboxRun = Omit<SandboxJob, 'inside' | 'entered'>;

export interface SandboxOutcome {
  readonly result: SandboxResult | null;
  readonly error: SandboxError | null;
  /** The number of the module that was entered last; -1 where the bundle is not marked. */
  readonly entered: number;
}

/** How much longer than its limit a run may take before its thread is ended from outside, in milliseconds. */
const GRACE = 500;

/**
 * One evaluation of project code in a thread of its own. Make it early: the engine starts while the bundle is made.
 * A sandbox runs once.
 */
export class Sandbox {
  private readonly worker: Worker;
  private readonly entered = new SharedArrayBuffer(4);
  private readonly started: Promise<unknown>;

  constructor() {
    const { file, execArgv } = entryFile('code-worker');
    this.worker = new Worker(file, {
      workerData: 'raingauge-sandbox',
      execArgv: [...execArgv],
      env: {},
      stdout: true,
      stderr: true,
      // WebAssembly's calls use the thread's own stack.
      resourceLimits: { stackSizeMb: 16 },
    });
    // Until it runs, a sandbox keeps no process alive.
    this.worker.unref();
    new Int32Array(this.entered)[0] = -1;
    this.started = this.next(null, null);
  }

  /** Evaluates and walks. Rejects only where `signal` is aborted; whatever the code does becomes an `error`. */
  async run(job: SandboxRun, signal: AbortSignal): Promise<SandboxOutcome> {
    signal.throwIfAborted();
    try {
      this.worker.ref();
      const inside = await insideScript();
      const answer = await this.answer({ ...job, inside, entered: this.entered }, signal);
      const entered = new Int32Array(this.entered)[0] ?? -1;
      return {
        result: answer.json === null ? null : (JSON.parse(answer.json) as SandboxResult),
        error: answer.error,
        entered,
      };
    } finally {
      this.close();
    }
  }

  close(): void {
    void this.worker.terminate();
  }

  /** The limit counts from when the engine has started: what that takes is not the project's. */
  private async answer(job: SandboxJob, signal: AbortSignal): Promise<SandboxAnswer> {
    const started = await this.started;
    if (started !== 'ready') return started as SandboxAnswer;
    signal.throwIfAborted();
    this.worker.postMessage(job);
    return (await this.next(signal, job.timeLimit + GRACE)) as SandboxAnswer;
  }

  private next(signal: AbortSignal | null, limit: number | null): Promise<unknown> {
    const failed = (error: SandboxError): SandboxAnswer => ({ json: null, error });
    return new Promise((resolve, reject) => {
      const timer = limit === null ? undefined : setTimeout(() => finish(failed(TOO_LONG)), limit);
      const onAbort = () => {
        finish(undefined);
        this.close();
        reject(signal?.reason);
      };
      const onError = (error: Error) => finish(failed(threadFailed(error)));
      const onExit = () =>
        finish(failed({ phase: 'load', limit: 'memory', message: 'The sandbox ended unexpectedly.', stack: null }));
      const finish = (value: unknown) => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
        this.worker.off('message', finish).off('error', onError).off('exit', onExit);
        resolve(value);
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.worker.once('message', finish).once('error', onError).once('exit', onExit);
    });
  }
}

const TOO_LONG: SandboxError = {
  phase: 'load',
  limit: 'time',
  message: 'It could not be interrupted and was ended.',
  stack: null,
};

function threadFailed(error: Error): SandboxError {
  const memory = (error as Error & { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY';
  return { phase: 'load', limit: memory ? 'memory' : null, message: `${error.name}: ${error.message}`, stack: null };
}
