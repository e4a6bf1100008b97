import { type EventEmitter, once } from 'node:events';
import { Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import type { ErrorCode, StatementLogEntry } from '#app/api';
import type { Problem, Source } from '#app/catalog';
import { Failure } from '#main/platform/failure.ts';
import type { RightOfWay } from '#main/platform/right-of-way.ts';
import type { Work } from '#main/platform/work.ts';
import { type Address, resolveAddress, type SessionAttributes, type Target } from './address/address.ts';
import type { Environment } from './address/keywords.ts';
import { notesOn } from './address/notes.ts';
import type { SslMode } from './address/tls.ts';
import { isAboutTls, isForeign } from './connection-errors.ts';
import { type Attempt, toFailure } from './failures.ts';
import { LiveSession } from './live-session.ts';
import { type SessionStateRow, sessionStateQuery } from './queries/server.ts';
import type { ReadOnlySession } from './session.ts';
import { cancelBackend, looksLikePostgresql } from './wire.ts';

/** Where a live database is. Holds a secret: never logged, never sent to a view. */
export interface LiveConnection {
  readonly source: Source;
  /** `postgres://user:password@host:port/database?sslmode=…`, or libpq's keywords and values (`service=staging`). */
  readonly url: string;
  /** Goes before the URL's `sslmode`. */
  readonly ssl?: SslMode | null;
  /** Where PG…, HOME and APPDATA are looked up; this process's where it is left out. */
  readonly environment?: Environment;
  readonly connectMilliseconds?: number;
  readonly statementMilliseconds?: number;
  readonly lockMilliseconds?: number;
}

export interface LiveSessionOptions {
  readonly work: Work;
  /** Told of every statement that is sent. */
  readonly log: (entry: StatementLogEntry) => void;
  /** While somebody has it, what the server sends of the catalogs is left to wait. */
  readonly rightOfWay?: RightOfWay;
}

const CONNECT_MILLISECONDS = 10_000;
const CANCEL_TRIES = 5;
const CANCEL_PAUSE = 200;

/**
 * Opens one connection and hands over a session inside a read-only, repeatable-read transaction, which is rolled back
 * at the end. The session sends nothing but the reader's own statements. `use` is also told what of the address had no effect.
 * @throws {Failure} for everything that can go wrong with a server, with host, port, database and user, never the
 * password; an `AbortError` where `work.signal` stopped it (the server is told to stop, too).
 */
export function withLiveSession<T>(
  connection: LiveConnection,
  options: LiveSessionOptions,
  use: (session: ReadOnlySession, notes: readonly Problem[]) => Promise<T>,
): Promise<T> {
  return withLiveConnection(connection, options, (look, notes) => look((session) => use(session, notes)));
}

/** Has a session for one transaction, which is rolled back at its end. */
export type Look = <T>(use: (session: ReadOnlySession) => Promise<T>) => Promise<T>;

/**
 * Opens one connection for several looks, each in a read-only transaction of its own: none is open between them. A look
 * that fails ends the connection. Throws as {@link withLiveSession} does.
 */
export async function withLiveConnection<T>(
  connection: LiveConnection,
  options: LiveSessionOptions,
  use: (look: Look, notes: readonly Problem[]) => Promise<T>,
): Promise<T> {
  const { work } = options;
  work.signal.throwIfAborted();
  const { source, url, ssl = null, environment = process.env } = connection;
  const target = resolveAddress(url, { ssl, label: source.label, environment });
  const wire = await connectToAny(target, connection, work);
  const look: Look = async (inSession) => {
    const session = new LiveSession(wire, connection, options);
    await session.begin();
    const result = await inSession(session);
    await session.end();
    return result;
  };
  try {
    return await use(look, notesOn(target, source));
  } catch (error) {
    if (work.signal.aborted) {
      await wire.cancel();
      throw work.signal.reason;
    }
    throw isForeign(error) ? error : toFailure(error, wire.attempt('reading'));
  } finally {
    await wire.close();
  }
}

/**
 * Connects to the first of the hosts that answers and is of the wanted kind. One that answers and does not let the user in
 * ends the search, as in libpq.
 */
export async function connectToAny(target: Target, connection: LiveConnection, work: Work): Promise<Wire> {
  const failures: Failure[] = [];
  const passes =
    target.sessionAttributes === 'prefer-standby' ? (['standby', 'any'] as const) : [target.sessionAttributes];
  for (const wanted of passes) {
    failures.length = 0;
    for (const address of target.addresses) {
      work.report({ stage: 'live', detail: `connecting to ${address.host}:${address.port}`, done: 0, total: null });
      const milliseconds = connection.connectMilliseconds ?? target.connectMilliseconds ?? CONNECT_MILLISECONDS;
      try {
        return await connectTo(address, wanted, milliseconds, connection, work);
      } catch (error) {
        if (!(error instanceof Failure) || !TRY_ANOTHER.has(error.data.code)) throw error;
        failures.push(error);
      }
    }
  }
  throw allFailed(failures);
}

const TRY_ANOTHER: ReadonlySet<ErrorCode> = new Set([
  'connection-refused',
  'timed-out',
  'not-postgresql',
  'connection-lost',
]);

function allFailed(failures: readonly Failure[]): Failure {
  const [first, ...others] = failures;
  if (!first) throw new Error('A connection has at least one host');
  if (others.length === 0) return first;
  const { code, remedy } = first.data;
  const message = `None of the ${failures.length} hosts takes a connection: ${failures.map(({ message }) => message).join(' ')}`;
  return new Failure({ code, message, remedy });
}

async function connectTo(
  address: Address,
  wanted: SessionAttributes,
  milliseconds: number,
  connection: LiveConnection,
  work: Work,
): Promise<Wire> {
  const wire = await connectByAnyTls(address, milliseconds, connection, work);
  if (wanted === 'any') return wire;
  try {
    const { rows } = await wire.client.query<SessionStateRow>(sessionStateQuery.sql({ major: 0 }));
    if (rows[0] && isOfKind(rows[0], wanted)) return wire;
  } catch (error) {
    await wire.close();
    throw toFailure(error, wire.attempt('reading'));
  }
  await wire.close();
  throw new Failure({
    code: 'connection-refused',
    message: `${address.host}:${address.port} is not ${wanted}, as ${connection.source.label} wants it (target_session_attrs).`,
    remedy: 'Name a server of that kind, or leave target_session_attrs out: Raingauge only reads.',
  });
}

function isOfKind(state: SessionStateRow, wanted: SessionAttributes): boolean {
  if (wanted === 'primary') return !state.standby;
  if (wanted === 'standby') return state.standby;
  return state.read_only === (wanted === 'read-only');
}

async function connectByAnyTls(
  address: Address,
  milliseconds: number,
  connection: LiveConnection,
  work: Work,
): Promise<Wire> {
  for (const [index, tls] of address.tls.entries()) {
    const wire = new Wire(address, tls, milliseconds, connection);
    try {
      await wire.connect(work.signal);
      return wire;
    } catch (error) {
      await wire.close();
      work.signal.throwIfAborted();
      if (index < address.tls.length - 1 && isAboutTls(error)) continue;
      throw toFailure(error, wire.attempt('connecting'));
    }
  }
  throw new Error('An address always has one way to connect');
}

/** What pg's client has and its types do not say. */
interface Internals {
  readonly connection: EventEmitter & { readonly stream: Socket };
  readonly connectionParameters: { options?: string | undefined };
  readonly processID: number | null;
  readonly secretKey: number | null;
  /** False while a query is under way. */
  readonly readyForQuery: boolean;
}

/** One TCP connection with pg's client on it. */
export class Wire {
  readonly client: pg.Client;
  readonly #address: Address;
  readonly #socket = new Socket();
  readonly #label: string;
  readonly #timeout: number;
  #reached = false;
  #strange = false;
  #connected = false;

  constructor(address: Address, tls: Address['tls'][number], milliseconds: number, connection: LiveConnection) {
    this.#address = address;
    this.#label = connection.source.label;
    this.#timeout = milliseconds;
    this.client = new pg.Client({
      host: address.hostAddress ?? address.host,
      port: address.port,
      ...(address.database === null ? {} : { database: address.database }),
      ...(address.user === null ? {} : { user: address.user }),
      ...(address.password === null ? {} : { password: address.password }),
      ssl: tls === false || address.hostAddress === null ? tls : { servername: address.host, ...tls },
      ...(address.directTls ? { sslnegotiation: 'direct' } : {}),
      ...(address.channelBinding ? { enableChannelBinding: true } : {}),
      application_name: 'raingauge',
      connectionTimeoutMillis: this.#timeout,
      stream: () => this.#socket,
    });
    // PGOPTIONS would become a start-up parameter.
    this.internals.connectionParameters.options = undefined;
    // Whatever breaks an idle connection shows in the next query.
    this.client.on('error', () => {});
    this.#socket.once('connect', () => {
      this.#reached = true;
    });
    this.#socket.once('data', (bytes: Uint8Array) => {
      if (looksLikePostgresql(bytes, tls !== false)) return;
      this.#strange = true;
      this.#socket.destroy();
    });
  }

  get internals(): Internals {
    return this.client as unknown as Internals;
  }

  async connect(signal: AbortSignal): Promise<void> {
    const stop = () => this.#socket.destroy();
    signal.addEventListener('abort', stop, { once: true });
    try {
      await this.client.connect();
      this.#connected = true;
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  attempt(phase: Attempt['phase']): Attempt {
    return {
      label: this.#label,
      host: this.#address.host,
      port: this.#address.port,
      database: this.client.database ?? '',
      user: this.client.user ?? '',
      phase,
      reached: this.#reached,
      strange: this.#strange,
      directTls: this.#address.directTls,
      timeoutMilliseconds: this.#timeout,
    };
  }

  /** Has the server stop what it does for this connection. */
  async cancel(): Promise<void> {
    const { processID, secretKey } = this.internals;
    const { host, hostAddress, port } = this.#address;
    const place = { host: hostAddress ?? host, port };
    this.#connected = false;
    if (processID === null || secretKey === null) return;
    // A request that comes before the server has begun the statement stops nothing, and the statement begins after it.
    for (let tries = 0; tries < CANCEL_TRIES; tries += 1) {
      await cancelBackend(place, processID, secretKey);
      if (await this.#isIdleWithin(CANCEL_PAUSE)) return;
    }
  }

  async #isIdleWithin(milliseconds: number): Promise<boolean> {
    if (!this.internals.readyForQuery && !this.#socket.destroyed) {
      const idle = new AbortController();
      const { signal } = idle;
      const ended = Promise.race([once(this.client, 'drain', { signal }), once(this.#socket, 'close', { signal })]);
      await Promise.race([ended, setTimeout(milliseconds, null, { signal })]).catch(() => {});
      idle.abort();
    }
    return this.internals.readyForQuery || this.#socket.destroyed;
  }

  /** Leaves what the server sends in the socket, or goes on to read it. */
  pause(isPaused: boolean): void {
    const { stream } = this.internals.connection;
    if (isPaused) stream.pause();
    else stream.resume();
  }

  /** Says good-bye where the connection still works. */
  async close(): Promise<void> {
    if (this.#connected && !this.#socket.destroyed) await this.client.end().catch(() => {});
    this.#socket.destroy();
  }
}
