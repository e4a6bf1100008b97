import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { messageOf } from '#main/platform/failure.ts';
import type { LiveConnection, LiveSessionOptions, Wire } from './connect.ts';
import { sqlStateOf } from './errors.ts';
import type { ReadOnlySession, Row } from './session.ts';
import { isAllowedStatement } from './statements.ts';
import { BEGIN_READ_ONLY, ROLLBACK, SETTINGS, timeoutSettings } from './transaction.ts';

const STATEMENT_MILLISECONDS = 60_000;
const LOCK_MILLISECONDS = 5_000;
/** What the end of a transaction may take once nobody waits any more. */
const FAREWELL_MILLISECONDS = 1_000;

/** What pg answers to one statement. */
interface Result {
  readonly rows: readonly Row[];
}

/** A session over one connection: inside a read-only transaction from `begin` to `end`. */
export class LiveSession implements ReadOnlySession {
  readonly #wire: Wire;
  readonly #source: string;
  readonly #signal: AbortSignal;
  readonly #log: LiveSessionOptions['log'];
  readonly #rightOfWay: LiveSessionOptions['rightOfWay'];
  readonly #opening: readonly string[];

  constructor(wire: Wire, connection: LiveConnection, { work, log, rightOfWay }: LiveSessionOptions) {
    this.#wire = wire;
    this.#source = connection.source.label;
    this.#signal = work.signal;
    this.#log = log;
    this.#rightOfWay = rightOfWay;
    const timeouts = {
      statementMilliseconds: connection.statementMilliseconds ?? STATEMENT_MILLISECONDS,
      lockMilliseconds: connection.lockMilliseconds ?? LOCK_MILLISECONDS,
    };
    this.#opening = [BEGIN_READ_ONLY, ...timeoutSettings(timeouts), ...SETTINGS];
  }

  begin(): Promise<void> {
    return this.#open(this.#opening);
  }

  restart(): Promise<void> {
    return this.#open([ROLLBACK, ...this.#opening]);
  }

  /** Until it is lifted, the statement_timeout that the role has counts: one of a millisecond is over sooner now and then. */
  async #open(statements: readonly string[], tries = 20): Promise<void> {
    await this.queryAll(statements).catch((error: unknown) => {
      if (tries === 1 || sqlStateOf(error) !== '57014') throw error;
      return this.#open([ROLLBACK, ...this.#opening], tries - 1);
    });
  }

  /**
   * Whoever waits no more by now has what was asked for: nothing is left to cancel. A server that does not even answer to this
   * is given up soon.
   */
  async end(): Promise<void> {
    const stopwatch = this.#watch([ROLLBACK]);
    const giveUp = new AbortController();
    const answer = this.#wire.client.query(ROLLBACK);
    answer.catch(() => {});
    try {
      await Promise.race([answer, this.#abortedFor(FAREWELL_MILLISECONDS, giveUp.signal)]);
    } catch (error) {
      stopwatch.fail(messageOf(error));
      throw error;
    } finally {
      giveUp.abort();
      stopwatch.stop();
    }
  }

  /** Throws the reason to stop, so many milliseconds after there was one. */
  async #abortedFor(milliseconds: number, over: AbortSignal): Promise<void> {
    if (!this.#signal.aborted) await once(this.#signal, 'abort', { signal: over });
    await setTimeout(milliseconds, null, { signal: over });
    this.#signal.throwIfAborted();
  }

  async query(sql: string): Promise<readonly Row[]> {
    return (await this.queryAll([sql]))[0] ?? [];
  }

  async queryAll(
    statements: readonly string[],
    onDone?: (index: number) => void,
  ): Promise<readonly (readonly Row[])[]> {
    const foreign = statements.find((sql) => !isAllowedStatement(sql));
    if (foreign !== undefined) throw new Error(`Raingauge does not send this to a live database: ${foreign}`);
    this.#signal.throwIfAborted();
    const stopwatch = this.#watch(statements, onDone);
    const hurry = onDone && this.#stepAside();
    try {
      const result = (await this.#unlessAborted(this.#wire.client.query(statements.join(';\n')))) as
        | Result
        | readonly Result[];
      const results = Array.isArray(result) ? result : [result];
      return statements.map((_, index) => results[index]?.rows ?? []);
    } catch (error) {
      stopwatch.fail(messageOf(error));
      throw error;
    } finally {
      stopwatch.stop();
      hurry?.();
    }
  }

  /** Leaves a long answer in the socket while others need the processor more. */
  #stepAside(): () => void {
    const heedNoMore = this.#rightOfWay?.watch((isTaken) => this.#wire.pause(isTaken));
    return () => {
      heedNoMore?.();
      this.#wire.pause(false);
    };
  }

  /** Logs each statement as the server says that it is done; the one that runs when an error comes is the one that failed. */
  #watch(statements: readonly string[], onDone: (index: number) => void = () => {}) {
    const { connection } = this.#wire.internals;
    let index = 0;
    let began = performance.now();
    const write = (rows: number | null, error: string | null) => {
      const sql = statements[index];
      if (sql === undefined) return;
      const now = performance.now();
      this.#log({ at: Date.now(), source: this.#source, sql, milliseconds: now - began, rows, error });
      began = now;
      index += 1;
    };
    const complete = (message: { readonly text: string }) => {
      write(rowCount(message.text), null);
      onDone(index - 1);
    };
    connection.on('commandComplete', complete);
    return {
      fail: (error: string) => write(null, error),
      stop: () => connection.off('commandComplete', complete),
    };
  }

  /** The answer, or the reason to stop waiting for it. */
  async #unlessAborted<T>(answer: Promise<T>): Promise<T> {
    let stop = () => {};
    const aborted = new Promise<never>((_, reject) => {
      stop = () => reject(this.#signal.reason);
      this.#signal.addEventListener('abort', stop, { once: true });
    });
    answer.catch(() => {});
    try {
      return await Promise.race([answer, aborted]);
    } finally {
      this.#signal.removeEventListener('abort', stop);
    }
  }
}

/** `SELECT 12` has 12 rows; `BEGIN` has none to count. */
function rowCount(tag: string): number | null {
  const count = /^SELECT (\d+)$/.exec(tag)?.[1];
  return count === undefined ? null : Number(count);
}
