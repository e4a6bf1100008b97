import { join } from 'node:path';
import type { Child, SpawnChild } from '#main/platform/child.ts';
import { packedDataDirectory } from '#main/platform/entry.ts';
import { Failure } from '#main/platform/failure.ts';
import { withNeeds } from './extensions.ts';
import { PGLITE_VERSION } from './pglite-version.ts';
import type { Opened, ServerError, ShadowReply, ShadowRequest, ShadowResults } from './protocol.ts';
import { createTurns, type Turns } from './turns.ts';

export interface LinkOptions {
  readonly spawn: SpawnChild;
  readonly cacheFolder: string;
  readonly extensions?: readonly string[];
  readonly idleMilliseconds?: number;
}

type RequestType = ShadowRequest['type'];
type RequestBody<T extends RequestType> = Omit<Extract<ShadowRequest, { type: T }>, 'id' | 'type'>;

export interface AskOptions {
  readonly signal: AbortSignal;
  /** Milliseconds without a sign of life after which the child is killed. */
  readonly limit: number;
}

/** The connection for one use: nobody else's requests come between. */
export interface Exclusive {
  open(extensions: readonly string[], signal: AbortSignal): Promise<Opened>;
  ask<T extends RequestType>(type: T, body: RequestBody<T>, options: AskOptions): Promise<ShadowResults[T]>;
  /** True where nothing was built in the open database, so that it may serve again. */
  clean: boolean;
}

export interface Link {
  /** Which server it is, in the middle of a sentence: `the embedded PostgreSQL`. */
  readonly called: string;
  /** Waits for its turn, then has the child to itself. */
  use<T>(work: (exclusive: Exclusive) => Promise<T>, signal: AbortSignal): Promise<T>;
  close(): Promise<void>;
}

/** A request failed as a whole: the server's words. */
export class ServerRefusal extends Error {
  readonly server: ServerError;
  /** The SQLSTATE, where the readers look for it. */
  readonly code: string | null;
  constructor(server: ServerError) {
    super(server.message);
    this.code = server.code;
    this.name = 'ServerRefusal';
    this.server = server;
  }
}

/** The child was killed since a statement did not end in time. */
export class StatementTimeout extends Error {
  /** Index of the statement or question that ran; `null` where none had begun. */
  readonly index: number | null;
  constructor(index: number | null, limit: number) {
    super(`no answer within ${Math.round(limit / 1000)} s`);
    this.name = 'StatementTimeout';
    this.index = index;
  }
}

/** The database ended while it worked: its process died, or what ran broke it. */
export class ServerDied extends Failure {
  /** Index of the statement or question that ran; `null` where none had begun. */
  readonly index: number | null;
  constructor(name: string, index: number | null, cause: string) {
    super({
      code: 'shadow-failed',
      message: `${name} ended unexpectedly.`,
      remedy: 'Try again; if it happens again, the statement that was running may need more memory than there is.',
      cause,
    });
    this.index = index;
  }
}

const EMBEDDED = 'The embedded PostgreSQL';
const START_LIMIT = 60_000;
const IDLE = 60_000;

interface Pending {
  readonly id: number;
  running(index: number): void;
  done(result: unknown): void;
  failed(error: Error): void;
  died(cause: string): void;
}

interface Running {
  readonly child: Child;
  pending: Pending | null;
  opened: { readonly extensions: readonly string[]; readonly server: Opened } | null;
  clean: boolean;
}

export function createLink(options: LinkOptions): Link {
  return new ShadowLink(options);
}

const PACKED = packedDataDirectory(PGLITE_VERSION);

class ShadowLink implements Link, Exclusive {
  readonly called = 'the embedded PostgreSQL';
  readonly #options: LinkOptions;
  readonly #dataFile: string;
  #running: Running | null = null;
  readonly #turns: Turns;
  #requests = 0;

  constructor(options: LinkOptions) {
    this.#options = options;
    this.#turns = createTurns(options.idleMilliseconds ?? IDLE, () => this.#kill());
    this.#dataFile = join(options.cacheFolder, `shadow-${PGLITE_VERSION}.tar`);
  }

  get clean(): boolean {
    return this.#running?.clean ?? false;
  }

  set clean(value: boolean) {
    if (this.#running) this.#running.clean = value;
  }

  use<T>(work: (exclusive: Exclusive) => Promise<T>, signal: AbortSignal): Promise<T> {
    return this.#turns.take(() => work(this), signal);
  }

  async open(used: readonly string[], signal: AbortSignal): Promise<Opened> {
    const { extensions: create = [] } = this.#options;
    const extensions = [...new Set([...withNeeds(create), ...used])].sort();
    const before = this.#running?.opened;
    if (this.clean && before && extensions.every((name) => before.extensions.includes(name))) return before.server;
    const limits = { signal, limit: START_LIMIT };
    const request = () => this.ask('open', { dataFile: this.#dataFile, packed: PACKED, extensions, create }, limits);
    // A child that served before may have died unseen a moment ago; a new one is started once.
    const server = await request()
      .catch((error: unknown) => {
        if (before && error instanceof ServerDied) return request();
        throw error;
      })
      .catch((error: unknown) => {
        throw startFailure(error);
      });
    if (this.#running) {
      this.#running.opened = { extensions, server };
      this.#running.clean = true;
    }
    return server;
  }

  ask<T extends RequestType>(type: T, body: RequestBody<T>, options: AskOptions): Promise<ShadowResults[T]> {
    const { signal, limit } = options;
    signal.throwIfAborted();
    this.#running ??= this.#start();
    const current = this.#running;
    this.#requests += 1;
    const id = this.#requests;
    return new Promise((resolve, reject) => {
      let at: number | null = null;
      let timer: NodeJS.Timeout;
      const settle = (act: () => void) => {
        clearTimeout(timer);
        signal.removeEventListener('abort', cancel);
        current.pending = null;
        act();
      };
      const stop = (error: Error) =>
        settle(() => {
          this.#kill();
          reject(error);
        });
      const cancel = () => stop(abortError(signal));
      const wait = () => {
        clearTimeout(timer);
        timer = setTimeout(() => stop(new StatementTimeout(at, limit)), limit);
      };
      const running = (index: number) => {
        at = index;
        wait();
      };
      wait();
      signal.addEventListener('abort', cancel, { once: true });
      const done = (result: unknown) => settle(() => resolve(result as ShadowResults[T]));
      current.pending = {
        id,
        running,
        done,
        failed: (error) => settle(() => reject(error)),
        died: (cause) => stop(new ServerDied(EMBEDDED, at, cause)),
      };
      current.child.post({ id, type, ...body });
    });
  }

  async close(): Promise<void> {
    this.#kill();
    await this.#turns.ended();
    this.#kill();
  }

  #start(): Running {
    const child = this.#options.spawn('shadow-child');
    const current: Running = { child, pending: null, opened: null, clean: false };
    child.onMessage((message) => receive(current, message as ShadowReply));
    child.onExit((code) => {
      if (this.#running === current) this.#running = null;
      current.pending?.died(code === null ? 'ended by a signal, as where memory runs out' : `exit code ${code}`);
    });
    return current;
  }

  #kill(): void {
    const current = this.#running;
    this.#running = null;
    current?.child.kill();
  }
}

function receive({ pending }: Running, reply: ShadowReply): void {
  if (!pending || pending.id !== reply.id) return;
  if (reply.type === 'running') pending.running(reply.index);
  else if (reply.type === 'done') pending.done(reply.result);
  else if (reply.type === 'crashed') pending.died(reply.message);
  else pending.failed(new ServerRefusal(reply.error));
}

export function abortError(signal: AbortSignal): Error {
  const { reason } = signal as { reason: unknown };
  return reason instanceof Error ? reason : new DOMException('The work was cancelled', 'AbortError');
}

function startFailure(error: unknown): unknown {
  if (!(error instanceof ServerRefusal) && !(error instanceof StatementTimeout)) return error;
  return new Failure({
    code: 'shadow-failed',
    message: 'The embedded PostgreSQL did not start.',
    remedy: 'Check that there is memory (300 MB) and room in the cache folder, then try again.',
    cause: error,
  });
}
