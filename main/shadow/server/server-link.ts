import { quoteIdent } from '#app/catalog';
import { Failure, messageOf } from '#main/platform/failure.ts';
import { UNWATCHED } from '#main/platform/work.ts';
import type { LiveConnection } from '#main/sources/live/connect.ts';
import { openShadowConnection, placesOf, type ShadowConnection } from '#main/sources/live/shadow-connection.ts';
import { deparseAll } from '../deparse-questions.ts';
import {
  type AskOptions,
  abortError,
  type Exclusive,
  type Link,
  ServerDied,
  ServerRefusal,
  StatementTimeout,
} from '../link.ts';
import type { Opened, ShadowRequest, ShadowResults } from '../protocol.ts';
import { runStatements } from '../run-statements.ts';
import { runStep } from '../run-step.ts';
import { isFromServer, toServerError } from '../server-error.ts';
import { createTurns, type Turns } from '../turns.ts';
import { requireHarmlessRole, requireOtherPlace, requireOtherServer, type ServerFacts } from './require-server.ts';
import {
  commentFor,
  createServerDatabase,
  dropLeftovers,
  dropServerDatabase,
  type ServerDatabase,
} from './server-database.ts';
import { StandIns } from './stand-ins.ts';

export interface ServerLinkOptions {
  readonly connection: LiveConnection;
  /** Databases that are read: none of them may be on the shadow's server. */
  readonly others: readonly LiveConnection[];
  /** Extensions that every database has from the start. */
  readonly extensions: readonly string[];
  readonly said: (message: string) => void;
  readonly idleMilliseconds?: number;
}

const IDLE = 60_000;

type RequestType = ShadowRequest['type'];
type RequestBody<T extends RequestType> = Omit<Extract<ShadowRequest, { type: T }>, 'id' | 'type'>;

/** The connection that makes and drops databases, and what it found out. */
interface Admin {
  readonly connection: ShadowConnection;
  readonly facts: ServerFacts;
}

interface OpenDatabase {
  readonly database: ServerDatabase;
  readonly connection: ShadowConnection;
  readonly standIns: StandIns;
  clean: boolean;
}

/** A real server in the place of the embedded one: a database for each build, made and dropped here. */
export class ServerLink implements Link, Exclusive {
  readonly #options: ServerLinkOptions;
  readonly #turns: Turns;
  #admin: Promise<Admin> | null = null;
  #open: OpenDatabase | null = null;
  #version: string | null = null;

  constructor(options: ServerLinkOptions) {
    this.#options = options;
    this.#turns = createTurns(options.idleMilliseconds ?? IDLE, () => {
      if (this.#admin) void this.close();
    });
  }

  get called(): string {
    const [place = ''] = placesOf(this.#options.connection);
    return `PostgreSQL${this.#version === null ? '' : ` ${this.#version}`} at ${place}`;
  }

  get clean(): boolean {
    return this.#open?.clean ?? false;
  }

  set clean(value: boolean) {
    if (this.#open) this.#open.clean = value;
  }

  /** Finds out which server it is, connecting where it has not. */
  async facts(signal: AbortSignal): Promise<ServerFacts> {
    return (await this.#requireAdmin(signal)).facts;
  }

  /** Extensions that are not installed on the server, or that only a superuser may make. */
  async lacking(names: readonly string[], signal: AbortSignal): Promise<readonly string[]> {
    if (names.length === 0) return [];
    const { connection } = await this.#requireAdmin(signal);
    const rows = await connection.session.query(
      'SELECT DISTINCT name FROM pg_available_extension_versions WHERE trusted',
    );
    const there = new Set<unknown>(['plpgsql', ...this.#options.extensions, ...rows.map(({ name }) => name)]);
    return names.filter((name) => !there.has(name));
  }

  use<T>(work: (exclusive: Exclusive) => Promise<T>, signal: AbortSignal): Promise<T> {
    return this.#turns.take(() => work(this), signal);
  }

  async open(_: readonly string[], signal: AbortSignal): Promise<Opened> {
    const { connection, facts } = await this.#requireAdmin(signal);
    const opened: Opened = { version: facts.version, major: facts.major, flavour: 'postgresql' };
    if (this.clean) return opened;
    await this.#drop();
    const now = new Date();
    const database = await createServerDatabase(connection.session, facts.mayCreateRoles, now);
    try {
      this.#open = await this.#connectTo(database, { connection, facts }, now);
    } catch (error) {
      await dropServerDatabase(connection.session, database).catch(() => {});
      throw error;
    }
    return opened;
  }

  async #connectTo(database: ServerDatabase, { connection, facts }: Admin, now: Date): Promise<OpenDatabase> {
    const { name, owner } = database;
    const as = { database: name, ...(owner ? { user: owner.name, password: owner.password } : {}) };
    const own = await openShadowConnection(this.#options.connection, as).catch((error: unknown) => {
      throw owner ? notLetIn(error) : error;
    });
    const standIns = new StandIns({
      admin: facts.mayCreateRoles ? connection.session : null,
      database: name,
      session: own.session,
      speaker: owner?.name ?? facts.user,
      comment: commentFor(now),
      major: facts.major,
    });
    try {
      for (const extension of this.#options.extensions) {
        await own.session.exec(`CREATE EXTENSION IF NOT EXISTS ${quoteIdent(extension)} CASCADE`).catch((error) => {
          throw extensionFailure(extension, error);
        });
      }
    } catch (error) {
      await own.close();
      throw error;
    }
    return { database, connection: own, standIns, clean: true };
  }

  async ask<T extends RequestType>(type: T, body: RequestBody<T>, options: AskOptions): Promise<ShadowResults[T]> {
    const { signal, limit } = options;
    signal.throwIfAborted();
    const open = this.#open;
    if (!open) throw new Error('The shadow was asked before a database was opened');
    let at: number | null = null;
    let stopped: Error | null = null;
    let timer: NodeJS.Timeout | undefined;
    const stop = (reason: Error) => {
      stopped ??= reason;
      open.clean = false;
      void open.connection.abandon();
    };
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => stop(new StatementTimeout(at, limit)), limit);
    };
    const cancel = () => stop(abortError(signal));
    const running = (index: number) => {
      at = index;
      wait();
    };
    signal.addEventListener('abort', cancel, { once: true });
    wait();
    try {
      const result = await answer(open, { type, ...body } as unknown as AnyRequest, running);
      // A statement that is stopped fails like any other: the rest of its script may have run before the connection ended.
      if (stopped) throw stopped;
      return result as ShadowResults[T];
    } catch (error) {
      if (stopped) throw stopped;
      if (isFromServer(error)) throw new ServerRefusal(open.standIns.inOwnWords(toServerError(error)));
      // A defect of ours must not look like a lost connection.
      if (error instanceof TypeError || error instanceof ReferenceError) throw error;
      open.clean = false;
      throw new ServerDied(`The connection to ${this.called}`, at, messageOf(error));
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
    }
  }

  /** In a turn of its own: nobody's database is dropped while it is used. */
  close(): Promise<void> {
    return this.#turns.take(async () => {
      const admin = await this.#admin?.catch(() => null);
      if (!admin) return;
      await this.#drop();
      this.#admin = null;
      await admin.connection.close();
    }, UNWATCHED.signal);
  }

  async #drop(): Promise<void> {
    const open = this.#open;
    this.#open = null;
    if (!open || !this.#admin) return;
    await open.connection.close();
    const { connection } = await this.#admin;
    await dropServerDatabase(connection.session, open.database).catch((error: unknown) => {
      this.#options.said(`${open.database.name} could not be dropped from the shadow's server: ${messageOf(error)}`);
    });
  }

  #requireAdmin(signal: AbortSignal): Promise<Admin> {
    if (!this.#admin) {
      this.#admin = this.#connectAdmin(signal);
      this.#admin.catch(() => {
        this.#admin = null;
      });
    }
    return this.#admin;
  }

  async #connectAdmin(signal: AbortSignal): Promise<Admin> {
    const { connection, others, said } = this.#options;
    const work = { ...UNWATCHED, signal };
    requireOtherPlace(connection, others);
    const own = await openShadowConnection(connection, {}, work);
    try {
      const facts = await requireHarmlessRole(own.session);
      await requireOtherServer(own.session, others, work);
      await dropLeftovers(own.session, said);
      this.#version = facts.version;
      return { connection: own, facts };
    } catch (error) {
      await own.close();
      throw error;
    }
  }
}

type AnyRequest = ShadowRequest extends infer R ? (R extends { id: number } ? Omit<R, 'id'> : never) : never;

async function answer(
  { connection: { session }, standIns }: OpenDatabase,
  request: AnyRequest,
  running: (index: number) => void,
): Promise<ShadowResults[RequestType]> {
  switch (request.type) {
    case 'open':
      throw new Error('A database on a server is opened by its link');
    case 'run':
      // Whoever runs scripts on a server may be no superuser.
      return runStatements(session, { ...request, rowless: false }, { roles: standIns, running });
    case 'query': {
      const results: ShadowResults['query'][number][] = [];
      for (const written of request.statements) {
        // The only statement of the reader's own that names a role.
        const sql = /^set local role /i.test(written) ? (await standIns.prepare(written)).sql : written;
        results.push(standIns.inOwnNames(written, await session.query(sql ?? written)));
      }
      return results;
    }
    case 'step':
      return runStep(session, request, standIns);
    case 'deparse':
      return deparseAll(session, request.questions, running);
  }
}

function notLetIn(cause: unknown): Failure {
  return new Failure({
    code: 'shadow-failed',
    message: 'The shadow’s server does not let the role in that Raingauge made for its database.',
    remedy: 'Let roles log in with their password (pg_hba.conf), or use a role without CREATEROLE.',
    cause,
  });
}

function extensionFailure(name: string, cause: unknown): Failure {
  return new Failure({
    code: 'shadow-failed',
    message: `The extension ${name}, which "shadow" in raingauge.config.json lists, cannot be made on the shadow’s server.`,
    remedy: 'Install it there and mark it trusted in its control file, or take it out of the list.',
    cause,
  });
}
