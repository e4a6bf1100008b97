import type { Worker } from 'node:worker_threads';
import type { SandboxResult, TableValues, ToldResult } from '../inside/values.ts';
import { insideScript } from './inside-script.ts';
import type {
  LimitedFailure,
  SandboxAnswer,
  SandboxError,
  SandboxJob,
  SandboxMessage,
  SandboxPart,
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

/** What is done in this thread while the other one is at work. */
export interface Beside {
  /** Called once, when it has begun. */
  readonly meanwhile?: () => void;
  /** Given the tables in their order as they are read, some at a time. Those of the result may be others: then all are. */
  readonly onTables?: (tables: readonly TableValues[]) => void;
}

type ReadAnswer = SandboxAnswer & { readonly result: SandboxResult | null };

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
   * Evaluates and walks. Rejects only where `signal` is aborted; whatever the code does becomes an `error`.
   */
  async run(job: SandboxRun, signal: AbortSignal, beside: Beside = {}): Promise<SandboxOutcome> {
    const onAbort = () => this.close();
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      const { worker, started } = await this.thread;
      worker.ref();
      const answer = await this.answer(worker, started, { ...job, entered: this.entered }, beside);
      signal.throwIfAborted();
      const entered = new Int32Array(this.entered)[0] ?? -1;
      return { result: answer.result, error: answer.error, failures: answer.failures, entered };
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
    { meanwhile, onTables }: Beside,
  ): Promise<ReadAnswer> {
    const first = await started;
    if (!isReady(first)) return { ...(first as SandboxAnswer), result: null };
    const tables: TableValues[] = [];
    tell(worker, { type: 'run', job });
    const answer = nextMessage(worker, job.timeLimit + GRACE, (part) => {
      const some = tablesOf(part);
      tables.push(...some);
      onTables?.(some);
    });
    meanwhile?.();
    const last = (await answer) as SandboxAnswer;
    return { ...last, result: last.json === null ? null : withTables(JSON.parse(last.json) as ToldResult, tables) };
  }
}

/** Code that spoils its realm on purpose can make anything of what is told: then it is one table that makes no sense. */
function tablesOf(part: SandboxPart): readonly TableValues[] {
  try {
    return [JSON.parse(part.tables) as TableValues[]].flat();
  } catch {
    return [null as unknown as TableValues];
  }
}

/** A result whose tables were told before it. */
function withTables({ schema, ...result }: ToldResult, told: readonly TableValues[]): SandboxResult {
  return schema ? { ...result, schema: { ...schema, tables: schema.tables ?? told } } : result;
}

function tell(worker: Worker, message: SandboxMessage): void {
  worker.postMessage(message);
}

function isPart(message: unknown): message is SandboxPart {
  return (message as Partial<SandboxPart> | null)?.type === 'part';
}

function isReady(message: unknown): message is SandboxReady {
  return (message as Partial<SandboxReady> | null)?.type === 'ready';
}

/** The worker's next message that is no part; or the failed answer that its death, or `limit` milliseconds, stand for. */
function nextMessage(
  worker: Worker,
  limit: number | null,
  onPart: (part: SandboxPart) => void = () => {},
): Promise<unknown> {
  return new Promise((resolve) => {
    const fail = (error: ThreadError) =>
      finish({
        json: null,
        error: { phase: 'load', askedEnvironment: [], ...error },
        failures: [],
      } satisfies SandboxAnswer);
    const timer = limit === null ? undefined : setTimeout(() => fail(TOO_LONG), limit);
    const onError = (error: Error) => fail(threadFailed(error));
    const onMessage = (message: unknown) => (isPart(message) ? onPart(message) : finish(message));
    const onExit = () => fail({ limit: null, message: 'The sandbox ended before its time.', stack: null });
    const finish = (value: unknown) => {
      clearTimeout(timer);
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      resolve(value);
    };
    worker.on('message', onMessage).once('error', onError).once('exit', onExit);
  });
}

const TOO_LONG = { limit: 'time', message: 'It could not be interrupted and was ended.', stack: null } as const;

type ThreadError = Omit<SandboxError, 'phase' | 'askedEnvironment'>;

function threadFailed(error: Error): ThreadError {
  const memory = (error as Error & { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY';
  return { limit: memory ? 'memory' : null, message: `${error.name}: ${error.message}`, stack: null };
}
