import { quoteIdent } from '#app/catalog';
import { ServerRefusal } from '#main/shadow/link.ts';
import type { ServerError } from '#main/shadow/protocol.ts';
import type { ScratchSession } from '#main/shadow/shadow.ts';
import type { Row } from '#main/sources/live/session.ts';
import { type SessionContext, settingStatements } from './context.ts';

export interface Attempt {
  /** The server's words where it was refused. */
  readonly error: ServerError | null;
  readonly rows: readonly Row[];
  /** What the observer saw afterwards; empty where it was refused. */
  readonly seen: readonly (readonly Row[])[];
}

/** Who runs statements: a role in a session as somebody's. */
export interface Speaker {
  readonly role: string;
  readonly context: SessionContext;
}

/** Who speaks beside the roles: a superuser on the embedded server. */
export interface Observer {
  readonly superuser: boolean;
  /** Superusers and roles with BYPASSRLS that the server did not make such, and what makes them as free: row security off for all. */
  readonly notFreed: ReadonlySet<string>;
  readonly free: readonly string[];
  /** Row security on again. */
  readonly hold: readonly string[];
}

const SAVEPOINT = 'SAVEPOINT raingauge_probe';
const BACK = `ROLLBACK TO ${SAVEPOINT}`;

/** Runs statements as a role and undoes each of them. */
export class Prober {
  readonly #session: ScratchSession;
  readonly #observer: Observer;

  constructor(session: ScratchSession, observer: Observer) {
    this.#session = session;
    this.#observer = observer;
  }

  /** What has to run first, so that what an owner's rights read is as free of policies as the owner is. */
  freeing(owner: string | null): readonly string[] {
    return owner !== null && this.#observer.notFreed.has(owner) ? this.#observer.free : [];
  }

  /** Statements that run with an owner's rights and are kept. */
  withRightsOf(owner: string | null, statements: readonly string[]): readonly string[] {
    const freeing = this.freeing(owner);
    return freeing.length === 0 ? statements : [...freeing, ...statements, ...this.#observer.hold];
  }

  /** For whom no policy holds at all. */
  get unheld(): readonly string[] {
    return this.#observer.superuser ? [] : this.#observer.free;
  }

  /** A transaction that is undone; `before` is run by the observer, for whom no policy holds. */
  async as<T>(speaker: Speaker, before: readonly string[], use: (prober: Prober) => Promise<T>): Promise<T> {
    await this.#session.query('BEGIN');
    try {
      for (const sql of [...this.freeing(speaker.role), ...before]) await this.#session.query(sql);
      for (const sql of openingOf(speaker)) await this.#session.query(sql);
      return await use(this);
    } finally {
      await this.#session.query('ROLLBACK');
    }
  }

  /** As the observer, undone as well. */
  async asObserver<T>(before: readonly string[], use: (prober: Prober) => Promise<T>): Promise<T> {
    await this.#session.query('BEGIN');
    try {
      for (const sql of before) await this.#session.query(sql);
      return await use(this);
    } finally {
      await this.#session.query('ROLLBACK');
    }
  }

  /** Runs one statement as the speaker, then lets the observer look. */
  async attempt(sql: string, observe: readonly string[] = []): Promise<Attempt> {
    // What waits for the end of the transaction happens now: it is undone, and would never come.
    const looks = observe.length > 0 ? ['SET CONSTRAINTS ALL IMMEDIATE', 'RESET ROLE', ...observe] : [];
    try {
      const results = await this.#session.queryAll([SAVEPOINT, sql, ...looks, BACK]);
      return { error: null, rows: results[1] ?? [], seen: results.slice(4, 4 + observe.length) };
    } catch (error) {
      if (!(error instanceof ServerRefusal)) throw error;
      await this.#session.query(BACK);
      return { error: error.server, rows: [], seen: [] };
    }
  }
}

function openingOf({ role, context }: Speaker): readonly string[] {
  return [...settingStatements(context), `SET LOCAL ROLE ${quoteIdent(context.asRole ?? role)}`];
}

/** A script that shows again what was seen; `before` is the observer's. */
export function scriptFor(speaker: Speaker, sql: string, before: readonly string[] = []): string {
  return ['BEGIN', ...before, ...openingOf(speaker), sql, 'ROLLBACK'].map((each) => `${each};`).join('\n');
}

/** A policy said no: the one refusal that shows that policies hold. */
export function isPolicyRefusal({ code, message }: ServerError): boolean {
  return code === '42501' && /row-level security|row security/i.test(message);
}

export function isPermissionDenied({ code, message }: ServerError): boolean {
  return code === '42501' && !/row-level security|row security/i.test(message);
}

/**
 * Refused by a key or a constraint: policies are asked before, so they let it through.
 * Source: `ExecInsert` and `ExecUpdate` (executor/nodeModifyTable.c), where the checks of policies come before constraints.
 */
export function isIntegrityViolation({ code }: ServerError): boolean {
  return code === '23505' || code === '23503' || code === '23502' || code === '23P01';
}
