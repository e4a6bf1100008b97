import type { Worker } from 'node:worker_threads';
import type { SandboxResult } from '../inside/values.ts';
import { insideScript } from './inside-script.ts';
import type {
  LimitedFailure,
  SandboxAnswer,
  SandboxError,
  SandboxJob,
  SandboxMessage,
  SandboxReady,
} from './protocol.ts';
import { keepEngine, startWorker } from './start-worker.ts';

export type SandboxRun = Omit<SandboxJob, 'entered'>;

export interface SandboxOutcome {
  readonly result: SandboxResult | null;
  readonly error: SandboxError | null;
  /** Every module of a marked bundle that threw. */
  readonly failures: readonly LimitedFailure[];
  /** The number of the module that was entered last; -1 where the bundle is not marked. */
  readonly entered: number;
}

let spare: Sandbox | null = null;
let unused: NodeJS.Timeout | undefined;

/** Milliseconds after which a sandbox that was prepared and not taken is let go. */
const UNUSED_AFTER = 5_000;

/** Starts an engine for a reading that is about to follow: it starts beside what is done until then. */
export function prepareSandbox(): void {
  if (spare) return;
  spare = new Sandbox().rest();
  clearTimeout(unused);
  unused = setTimeout(() => takeSpare()?.close(), UNUSED_AFTER);
  unused.unref();
}

/** The one that was prepared, else a new one. */
export function takeSandbox(): Sandbox {
  return takeSpare() ?? new Sandbox();
}

function takeSpare(): Sandbox | null {
  const taken = spare;
  spare = null;
  clearTimeout(unused);
  return taken;
}

/** How much longer than its limit a run may take before its thread is ended from outside, in milliseconds. */
const GRACE = 500;

/**
 * One evaluation of project code in a thread of its own. Make it early: the engine starts while the bundle is made.
 * A sandbox runs once.
 */
export class Sandbox {
  private readonly thread: Promise<{ worker: Worker; started: Promise<unknown> }>;
  private readonly entered = new SharedArrayBuffer(4);
  private closed = false;

  constructor() {
    new Int32Array(this.entered)[0] = -1;
    this.thread = Promise.all([startWorker(), insideScript()]).then(([worker, inside]) => {
      const started = nextMessage(worker, null).then((first) => {
        if (isReady(first)) keepEngine(first.engine);
        return first;
      });
      tell(worker, { type: 'prepare', inside });
      return { worker, started };
    });
    // Told by `run`, if it ever runs.
    this.thread.catch(() => {});
  }

  /**
   * Evaluates and walks. Rejects only where `signal` is aborted; whatever the code does becomes an `error`. `meanwhile`
   * is called once the other thread is at work.
   */
  async run(job: SandboxRun, signal: AbortSignal, meanwhile = () => {}): Promise<SandboxOutcome> {
    const onAbort = () => this.close();
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      const { worker, started } = await this.thread;
      worker.ref();
      const answer = await this.answer(worker, started, { ...job, entered: this.entered }, meanwhile);
      signal.throwIfAborted();
      const entered = new Int32Array(this.entered)[0] ?? -1;
      const result = answer.json === null ? null : (JSON.parse(answer.json) as SandboxResult);
      return { result, error: answer.error, failures: answer.failures, entered };
    } finally {
      signal.removeEventListener('abort', onAbort);
      this.close();
    }
  }

  /** Until it runs, it does not keep the process alive. */
  rest(): this {
    void this.thread.then(
      ({ worker }) => worker.unref(),
      () => {},
    );
    return this;
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    void this.thread.then(
      ({ worker }) => worker.terminate(),
      () => {},
    );
  }

  /** The limit counts from when the engine has started: what that takes is not the project's. */
  private async answer(
    worker: Worker,
    started: Promise<unknown>,
    job: SandboxJob,
    meanwhile: () => void,
  ): Promise<SandboxAnswer> {
    const first = await started;
    if (!isReady(first)) return first as SandboxAnswer;
    tell(worker, { type: 'run', job });
    const answer = nextMessage(worker, job.timeLimit + GRACE);
    meanwhile();
    return (await answer) as SandboxAnswer;
  }
}

function tell(worker: Worker, message: SandboxMessage): void {
  worker.postMessage(message);
}

function isReady(message: unknown): message is SandboxReady {
  return (message as Partial<SandboxReady> | null)?.type === 'ready';
}

/** The worker's next message; or the failed answer that its death, or `limit` milliseconds, stand for. */
function nextMessage(worker: Worker, limit: number | null): Promise<unknown> {
  return new Promise((resolve) => {
    const fail = (error: ThreadError) =>
      finish({
        json: null,
        error: { phase: 'load', askedEnvironment: [], ...error },
        failures: [],
      } satisfies SandboxAnswer);
    const timer = limit === null ? undefined : setTimeout(() => fail(TOO_LONG), limit);
    const onError = (error: Error) => fail(threadFailed(error));
    const onExit = () => fail({ limit: null, message: 'The sandbox ended before its time.', stack: null });
    const finish = (value: unknown) => {
      clearTimeout(timer);
      worker.off('message', finish).off('error', onError).off('exit', onExit);
      resolve(value);
    };
    worker.once('message', finish).once('error', onError).once('exit', onExit);
  });
}

const TOO_LONG = { limit: 'time', message: 'It could not be interrupted and was ended.', stack: null } as const;

type ThreadError = Omit<SandboxError, 'phase' | 'askedEnvironment'>;

function threadFailed(error: Error): ThreadError {
  const memory = (error as Error & { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY';
  return { limit: memory ? 'memory' : null, message: `${error.name}: ${error.message}`, stack: null };
}
