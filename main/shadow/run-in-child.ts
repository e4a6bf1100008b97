import type { PGlite } from '@electric-sql/pglite';
import { quoteIdent } from '#app/catalog';
import type { RunResult, RunStatement, ServerError, ShadowRequest, StatementFailure } from './protocol.ts';
import { toServerError } from './server-error.ts';
import { beginMarks, MARK, readMarks } from './statement-marks.ts';

type RunRequest = Extract<ShadowRequest, { type: 'run' }>;

/** Runs a script by its mode. Nothing is thrown for a statement that fails. */
export async function runStatements(
  database: PGlite,
  request: RunRequest,
  running: (index: number) => void,
): Promise<RunResult> {
  const runner = new Runner(database, request.statements, running);
  const all = request.statements.map((_, index) => index);
  await beginMarks(database);
  if (request.mode === 'each') await runner.each(all);
  else if (request.mode === 'one') {
    const failure = await runner.transaction(all);
    if (failure) runner.failures.push(failure);
  } else {
    for (const group of groupsOf(request.statements)) await runner.group(group);
  }
  const { failures, splitGroups, stubRoles } = runner;
  return { failures, splitGroups, stubRoles: [...stubRoles].sort(), marks: await readMarks(database) };
}

class Runner {
  readonly failures: StatementFailure[] = [];
  readonly splitGroups: number[] = [];
  readonly stubRoles = new Set<string>();
  readonly #database: PGlite;
  readonly #statements: readonly RunStatement[];
  readonly #running: (index: number) => void;

  constructor(database: PGlite, statements: readonly RunStatement[], running: (index: number) => void) {
    this.#database = database;
    this.#statements = statements;
    this.#running = running;
  }

  /** Each statement on its own. */
  async each(indexes: readonly number[]): Promise<void> {
    for (const index of indexes) {
      const error = await this.#attempt(index);
      if (error) this.failures.push({ ...error, index });
    }
  }

  /** All in one transaction; undone at the first failure, which is returned. */
  async transaction(indexes: readonly number[]): Promise<StatementFailure | null> {
    await this.#database.exec('BEGIN');
    for (const index of indexes) {
      await this.#database.exec('SAVEPOINT raingauge');
      const error = await this.#attempt(index, 'ROLLBACK TO SAVEPOINT raingauge');
      if (error) {
        await this.#database.exec('ROLLBACK');
        return { ...error, index };
      }
      // The statement may have ended the transaction itself; then there is no savepoint to release.
      await this.#database.exec('RELEASE SAVEPOINT raingauge').catch(() => {});
    }
    await this.#database.exec('COMMIT');
    return null;
  }

  async group(indexes: readonly number[]): Promise<void> {
    if (!(await this.transaction(indexes))) return;
    const [first] = indexes;
    const group = first === undefined ? undefined : this.#statements[first]?.group;
    if (group !== undefined) this.splitGroups.push(group);
    await this.each(indexes);
  }

  /** A script that made itself another role cannot write the mark; its objects then have no place of their own. */
  async #mark(index: number, undo?: string): Promise<void> {
    try {
      await this.#database.query(MARK, [index]);
    } catch {
      if (undo) await this.#database.exec(undo);
    }
  }

  /** Runs one statement; where only a role is missing, makes the role and runs it again. */
  async #attempt(index: number, undo?: string): Promise<ServerError | null> {
    const sql = this.#statements[index]?.sql ?? '';
    this.#running(index);
    await this.#mark(index, undo);
    for (;;) {
      try {
        await this.#database.exec(sql);
        return null;
      } catch (thrown) {
        const error = toServerError(thrown);
        if (undo) await this.#database.exec(undo);
        const role = missingRole(error);
        if (role === null || this.stubRoles.has(role)) return error;
        this.stubRoles.add(role);
        await this.#database.exec(`CREATE ROLE ${quoteIdent(role)}`);
      }
    }
  }
}

function missingRole(error: ServerError): string | null {
  if (error.code !== '42704' && error.code !== '22023') return null;
  return /^role "(.+)" does not exist$/.exec(error.message)?.[1] ?? null;
}

function groupsOf(statements: readonly RunStatement[]): readonly (readonly number[])[] {
  const groups = new Map<number, number[]>();
  statements.forEach(({ group }, index) => {
    const members = groups.get(group);
    if (members) members.push(index);
    else groups.set(group, [index]);
  });
  return [...groups.values()];
}
