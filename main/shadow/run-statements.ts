import type { ShadowSession } from '#main/sources/live/session.ts';
import type { RunRequest, RunResult, RunStatement, ServerError, StatementFailure } from './protocol.ts';
import type { ScriptRoles } from './script-roles.ts';
import { isFromServer, toServerError } from './server-error.ts';
import { beginMarks, MARK_END, markStatement, readMarks } from './statement-marks.ts';
import { UncheckedKeys } from './unchecked-keys.ts';

/** A script's own BEGIN, COMMIT and ROLLBACK. */
const CONTROL =
  /^(begin|start\s+transaction|commit|end|abort|rollback)\b(?!\s+(to|prepared)\b)(?!\s+(work|transaction)\s+to\b)/i;

/** What makes, leaves or returns to savepoints of the script's own. */
const SAVES = /^(savepoint|release|rollback)\b/i;
const TO_SAVEPOINT = 'ROLLBACK TO SAVEPOINT raingauge';

/** Statements that are run at once. */
const BULK = 50;

/** What may run by itself all the same: active_sql_transaction, unsafe use of a new enum value, pending trigger events. */
const NOT_IN_TRANSACTION: ReadonlySet<string> = new Set(['25001', '55P04', '55006']);

export interface RunOptions {
  readonly roles: ScriptRoles;
  /** Hears which statement is about to run. */
  readonly running: (index: number) => void;
}

/**
 * Runs a script by its mode. Nothing is thrown for a statement that fails.
 * @throws what is no server's refusal: the database is gone then.
 */
export async function runStatements(
  database: ShadowSession,
  request: RunRequest,
  { roles, running }: RunOptions,
): Promise<RunResult> {
  const runner = new Runner(database, request.statements, { roles, running });
  const all = [...request.statements.keys()].filter((index) => !request.statements[index]?.skip);
  await beginMarks(database);
  if (request.mode === 'bulk') {
    const keys = request.rowless ? await UncheckedKeys.where(database, request.statements) : UncheckedKeys.off;
    await runner.bulk(all, keys);
  } else if (request.mode === 'each') await runner.each(all);
  else if (request.mode === 'one') {
    const failure = await runner.transaction(all);
    if (failure) runner.failures.push(failure);
  } else {
    for (const group of groupsOf(request.statements, all)) await runner.group(group);
  }
  const { failures, splitGroups, stubRoles, emulated } = runner;
  const marks = await readMarks(database);
  return {
    failures,
    splitGroups,
    stubRoles: [...stubRoles].sort(),
    emulated: [...emulated].sort((a, b) => a - b),
    marks,
  };
}

interface Attempt {
  readonly undo?: string;
  readonly again?: string | null;
}

class Runner {
  readonly failures: StatementFailure[] = [];
  readonly splitGroups: number[] = [];
  readonly stubRoles = new Set<string>();
  readonly emulated = new Set<number>();
  readonly #made = new Set<string>();
  readonly #database: ShadowSession;
  readonly #statements: readonly RunStatement[];
  readonly #roles: ScriptRoles;
  readonly #running: (index: number) => void;

  constructor(database: ShadowSession, statements: readonly RunStatement[], { roles, running }: RunOptions) {
    this.#database = database;
    this.#statements = statements;
    this.#roles = roles;
    this.#running = running;
  }

  /**
   * Each statement on its own. In a transaction that the script itself begins one that fails ends it, as PostgreSQL has it; where
   * only a role was missing, it is run again from before it.
   */
  async each(indexes: readonly number[]): Promise<void> {
    let isInOwn = false;
    for (const index of indexes) {
      const sql = this.#statements[index]?.sql ?? '';
      const isControl = CONTROL.test(sql);
      const isSaved = isInOwn && !isControl && !SAVES.test(sql) && (await this.#quietly('SAVEPOINT raingauge'));
      const error = await this.#attempt(index, { again: isSaved ? TO_SAVEPOINT : null });
      if (error) this.failures.push({ ...error, index });
      else if (isSaved) await this.#database.exec('RELEASE SAVEPOINT raingauge');
      if (isControl) isInOwn = /^(begin|start)/i.test(sql);
    }
  }

  /** Many at a time, in one transaction each time; where one of them fails, each of them on its own. */
  async bulk(indexes: readonly number[], keys: UncheckedKeys): Promise<void> {
    for (let at = 0; at < indexes.length; at += BULK) {
      const part = indexes.slice(at, at + BULK);
      const [first = 0] = part;
      this.#running(first);
      if (!(await this.#atOnce(part, keys))) await this.each(part);
    }
  }

  async #atOnce(indexes: readonly number[], keys: UncheckedKeys): Promise<boolean> {
    const texts: string[] = [];
    for (const index of indexes) {
      const { sql, stubs } = await this.#roles.prepare(this.#statements[index]?.sql ?? '', index);
      for (const stub of stubs) this.stubRoles.add(stub);
      if (sql === null) this.emulated.add(index);
      else texts.push(sql);
    }
    // A line comment at the end of one must not swallow the next.
    return texts.length === 0 || this.#quietly(keys.of(texts).join('\n;\n'));
  }

  /** All in one transaction; undone at the first failure, which is returned. Where only a role is missing, it begins anew. */
  async transaction(indexes: readonly number[]): Promise<StatementFailure | null> {
    for (;;) {
      await this.#database.exec('BEGIN');
      const failure = await this.#runAll(indexes);
      if (!failure) return null;
      await this.#database.exec('ROLLBACK');
      if (!(await this.#makeMissingRole(failure))) return failure;
    }
  }

  async #runAll(indexes: readonly number[]): Promise<StatementFailure | null> {
    for (const index of indexes) {
      try {
        await this.#database.exec(markStatement(index));
        this.#running(index);
        await this.#execute(index);
      } catch (thrown) {
        return { ...this.#refusal(thrown), index };
      }
    }
    await this.#quietly(MARK_END);
    await this.#database.exec('COMMIT');
    return null;
  }

  async group(indexes: readonly number[]): Promise<void> {
    // What ends its transaction itself cannot be undone and run again.
    const isOwn = indexes.some((index) => CONTROL.test(this.#statements[index]?.sql ?? ''));
    if (!isOwn && !(await this.transaction(indexes))) return;
    const [first] = indexes;
    const group = first === undefined ? undefined : this.#statements[first]?.group;
    if (group !== undefined) this.splitGroups.push(group);
    await this.#carefully(indexes);
  }

  /** One transaction still, for the sake of SET LOCAL and temporary tables, in which each statement may fail by itself. */
  async #carefully(indexes: readonly number[]): Promise<void> {
    await this.#database.exec('BEGIN');
    for (const index of indexes) {
      const sql = this.#statements[index]?.sql ?? '';
      if (CONTROL.test(sql)) {
        this.#running(index);
        await this.#database.exec(/^(rollback|abort)/i.test(sql) ? 'ROLLBACK; BEGIN' : 'COMMIT; BEGIN');
        continue;
      }
      await this.#database.exec('SAVEPOINT raingauge');
      const error = await this.#attempt(index, { undo: TO_SAVEPOINT });
      if (!error) await this.#database.exec('RELEASE SAVEPOINT raingauge');
      else if (!NOT_IN_TRANSACTION.has(error.code ?? '')) this.failures.push({ ...error, index });
      else {
        await this.#database.exec('COMMIT');
        const outside = await this.#attempt(index);
        if (outside) this.failures.push({ ...outside, index });
        await this.#database.exec('BEGIN');
      }
    }
    await this.#quietly(MARK_END);
    await this.#database.exec('COMMIT');
  }

  /** What the server may refuse without harm. */
  async #quietly(sql: string): Promise<boolean> {
    try {
      await this.#database.exec(sql);
      return true;
    } catch (error) {
      if (!isFromServer(error)) throw error;
      return false;
    }
  }

  /** A script may have dropped the table of marks; its objects then have no place of their own. */
  async #mark(index: number, undo?: string): Promise<void> {
    if (!(await this.#quietly(markStatement(index))) && undo) await this.#database.exec(undo);
  }

  /**
   * Runs one statement; where only a role is missing, makes the role and runs it again. `undo` takes back whatever fails, `again`
   * what is to be run once more.
   */
  async #attempt(index: number, { undo, again }: Attempt = {}): Promise<ServerError | null> {
    // Whatever goes wrong with the mark is the work of the statement before.
    await this.#mark(index, undo);
    this.#running(index);
    for (;;) {
      try {
        await this.#execute(index);
        return null;
      } catch (thrown) {
        const error = this.#refusal(thrown);
        if (undo) await this.#quietly(undo);
        else if (again && missingRole(error) !== null) await this.#quietly(again);
        if (!(await this.#makeMissingRole(error))) return error;
      }
    }
  }

  async #execute(index: number): Promise<void> {
    const { sql, stubs } = await this.#roles.prepare(this.#statements[index]?.sql ?? '', index);
    for (const stub of stubs) this.stubRoles.add(stub);
    if (sql === null) this.emulated.add(index);
    else await this.#database.exec(sql);
  }

  #refusal(thrown: unknown): ServerError {
    if (!isFromServer(thrown)) throw thrown;
    return this.#roles.inOwnWords(toServerError(thrown));
  }

  /** Each role is made once: one that is missing all the same was dropped by the script. */
  async #makeMissingRole(error: ServerError): Promise<boolean> {
    const role = missingRole(error);
    if (role === null || this.#made.has(role) || !(await this.#roles.make(role))) return false;
    this.#made.add(role);
    this.stubRoles.add(role);
    return true;
  }
}

/** The role that a statement named and that is not there. */
export function missingRole(error: ServerError): string | null {
  if (error.code !== '42704' && error.code !== '22023') return null;
  return /^role "(.+)" does not exist$/.exec(error.message)?.[1] ?? null;
}

function groupsOf(statements: readonly RunStatement[], indexes: readonly number[]): readonly (readonly number[])[] {
  const groups = new Map<number, number[]>();
  for (const index of indexes) {
    const group = statements[index]?.group ?? 0;
    const members = groups.get(group);
    if (members) members.push(index);
    else groups.set(group, [index]);
  }
  return [...groups.values()];
}
