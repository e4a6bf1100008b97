import { quoteIdent } from '#app/catalog';
import type { Statement } from '#app/sql';
import { Failure } from '#main/platform/failure.ts';
import type { Work } from '#main/platform/work.ts';
import type { ReadOnlySession, Row } from '#main/sources/live/session.ts';
import { BEGIN_READ_ONLY, SETTINGS } from '#main/sources/live/transaction.ts';
import { extensionsIn } from './extensions.ts';
import { type Exclusive, type Link, ServerDied, ServerRefusal, StatementTimeout } from './link.ts';
import type { RunStatement } from './protocol.ts';
import { refusedIn } from './refusals.ts';
import type { ScratchSession } from './scratch-session.ts';
import type { BuildReport, SkippedStatement, SqlScript } from './script.ts';

const STATEMENT_LIMIT = 20_000;
const QUERY_LIMIT = 60_000;

/** Statements that may cost the database, one after the other, before the script is given up. */
const MOST_LOST = 4;
/** Milliseconds for a whole script, databases that were lost included. */
const SCRIPT_LIMIT = 300_000;
/** Milliseconds for which a statement that cost the database is remembered: a script is often run more than once. */
const REMEMBERED = 120_000;

/** By their text, the statements that cost a database lately. */
export type LostStatements = Map<string, SkippedStatement & { readonly at: number }>;

export interface BuildOn {
  readonly link: Link;
  readonly lost: LostStatements;
}

type Use<T> = (session: ReadOnlySession, built: BuildReport) => Promise<T>;

/**
 * Builds a script and hands over the result. A statement that does not end, or ends the server, is left out: the script is
 * begun anew without it, a few times.
 */
export async function buildInShadow<T>(
  on: BuildOn,
  input: readonly Statement[] | SqlScript,
  use: Use<T>,
  work: Work,
): Promise<T> {
  return retried(on, input, work, (exclusive, building) => buildOnce(exclusive, building, use));
}

async function retried<T>(
  { link, lost }: BuildOn,
  input: readonly Statement[] | SqlScript,
  work: Work,
  build: (exclusive: Exclusive, building: Building) => Promise<T>,
): Promise<T> {
  const script: SqlScript = isScript(input) ? input : { statements: input, mode: 'each' };
  const began = Date.now();
  for (let tries = 0; ; tries += 1) {
    const skipped = await skippedIn(script, lost);
    try {
      return await link.use((exclusive) => build(exclusive, { link, script, skipped, work }), work.signal);
    } catch (error) {
      const found = lostBy(error, script);
      if (!found || tries === MOST_LOST || Date.now() - began > SCRIPT_LIMIT) throw error;
      lost.set(script.statements[found.index]?.sql ?? '', { ...found, at: Date.now() });
    }
  }
}

async function skippedIn(script: SqlScript, lost: LostStatements): Promise<readonly SkippedStatement[]> {
  const skipped = new Map((await refusedIn(script.statements)).map((each) => [each.index, each]));
  for (const [sql, { at }] of lost) if (Date.now() - at > REMEMBERED) lost.delete(sql);
  script.statements.forEach(({ sql }, index) => {
    const before = lost.get(sql);
    if (!before) return;
    const { why, message, effect } = before;
    skipped.set(index, { index, why, message, effect });
  });
  return [...skipped.values()].sort((a, b) => a.index - b.index);
}

function lostBy(error: unknown, script: SqlScript): SkippedStatement | null {
  if (error instanceof StatementTimeout && error.index !== null) {
    const seconds = Math.round((script.statementLimit ?? STATEMENT_LIMIT) / 1000);
    return { index: error.index, why: 'timed-out', message: `did not end within ${seconds} s`, effect: 'unread' };
  }
  if (error instanceof ServerDied && error.index !== null) {
    const cause = error.data.cause === null ? '' : ` (${error.data.cause})`;
    return { index: error.index, why: 'crashed', message: `ended the server${cause}`, effect: 'unread' };
  }
  return null;
}

/** As {@link buildInShadow}; what was built may be changed as well. */
export async function scratchInShadow<T>(
  on: BuildOn,
  input: readonly Statement[] | SqlScript,
  use: (session: ScratchSession, built: BuildReport) => Promise<T>,
  work: Work,
): Promise<T> {
  return retried(on, input, work, async (exclusive, building) => {
    const report = await runScript(exclusive, building);
    exclusive.clean = false;
    await exclusive.ask('query', { statements: LEAVE }, { signal: work.signal, limit: QUERY_LIMIT });
    return use(scratchSession(exclusive, work.signal), report);
  });
}

interface Building {
  readonly link: Link;
  readonly script: SqlScript;
  readonly skipped: readonly SkippedStatement[];
  readonly work: Work;
}

async function buildOnce<T>(exclusive: Exclusive, building: Building, use: Use<T>): Promise<T> {
  const { script, work } = building;
  const { signal } = work;
  const report = await runScript(exclusive, building);
  const begin = { statements: beginReading(script.asRole) };
  await exclusive.ask('query', begin, { signal, limit: QUERY_LIMIT }).catch((error: unknown) => {
    throw script.asRole && error instanceof ServerRefusal ? roleFailure(script.asRole, error) : error;
  });
  try {
    return await use(readOnlySession(exclusive, signal), report);
  } finally {
    // A database that was built in is thrown away as it stands.
    if (exclusive.clean) {
      await exclusive.ask('query', { statements: ['ROLLBACK'] }, { signal, limit: QUERY_LIMIT }).catch(() => {});
    }
  }
}

async function runScript(exclusive: Exclusive, { link, script, skipped, work }: Building): Promise<BuildReport> {
  const { signal } = work;
  const total = script.statements.length;
  work.report({ stage: 'shadow', detail: `starting ${link.called}`, done: 0, total: null });
  const server = await exclusive.open(
    extensionsIn([...script.statements.map(({ sql }) => sql), ...(script.later ?? [])]),
    signal,
  );
  exclusive.clean = total === 0;
  work.report({ stage: 'shadow', detail: `running ${total} statements`, done: 0, total });
  const left = new Set(skipped.map(({ index }) => index));
  const statements = script.statements.map(
    ({ sql, group }, index): RunStatement => ({ sql, group: group ?? 0, ...(left.has(index) ? { skip: true } : {}) }),
  );
  const limit = script.statementLimit ?? STATEMENT_LIMIT;
  const result = await exclusive.ask('run', { statements, mode: script.mode, rowless: true }, { signal, limit });
  return { ...result, server, called: link.called, skipped };
}

function roleFailure(role: string, cause: ServerRefusal): Failure {
  return new Failure({
    code: 'bad-input',
    message: `The database cannot be read as the role ${role}: ${cause.message}.`,
    remedy: 'Create the role in the file, or name another one in the configuration.',
    cause,
  });
}

function isScript(input: readonly Statement[] | SqlScript): input is SqlScript {
  return !Array.isArray(input);
}

/** A script may leave a transaction, a role or settings behind. */
const LEAVE = ['ROLLBACK', 'RESET SESSION AUTHORIZATION', 'RESET ALL'];

function beginReading(asRole: string | null | undefined): readonly string[] {
  const own = [...LEAVE, BEGIN_READ_ONLY, ...SETTINGS];
  return asRole ? [...own, `SET LOCAL ROLE ${quoteIdent(asRole)}`] : own;
}

function scratchSession(exclusive: Exclusive, signal: AbortSignal): ScratchSession {
  const query = (statements: readonly string[]) =>
    exclusive.ask('query', { statements }, { signal, limit: QUERY_LIMIT });
  return {
    query: async (sql) => (await query([sql]))[0] ?? [],
    queryAll: query,
    async reading(use) {
      await query([BEGIN_READ_ONLY, ...SETTINGS]);
      try {
        return await use(readOnlySession(exclusive, signal));
      } finally {
        await query(['ROLLBACK']).catch(() => {});
      }
    },
    async run(statements, { rowless = false } = {}) {
      const skip = new Set((await refusedIn(statements)).map(({ index }) => index));
      const own = statements.map(
        ({ sql }, index): RunStatement => ({ sql, group: 0, ...(skip.has(index) ? { skip: true } : {}) }),
      );
      const mode = own.length > FEW ? 'bulk' : 'each';
      return exclusive.ask('run', { statements: own, mode, rowless }, { signal, limit: STATEMENT_LIMIT });
    },
    async step(sql, { inTransaction }) {
      const [refused] = await refusedIn([{ sql }]);
      if (refused) return { ...NO_WORDS, message: refused.message };
      try {
        await exclusive.ask('step', { sql, inTransaction }, { signal, limit: STATEMENT_LIMIT });
        return null;
      } catch (error) {
        if (error instanceof ServerRefusal) return error.server;
        throw error;
      }
    },
  };
}

/** Fewer than these are run one by one: nothing is gained by the other way. */
const FEW = 50;

const NO_WORDS = { code: null, detail: null, hint: null, position: null };

function readOnlySession(exclusive: Exclusive, signal: AbortSignal): ReadOnlySession {
  const queryAll = async (statements: readonly string[], onDone?: (index: number) => void) => {
    const results = await exclusive.ask('query', { statements }, { signal, limit: QUERY_LIMIT });
    statements.forEach((_, index) => {
      onDone?.(index);
    });
    return results;
  };
  return {
    query: async (sql): Promise<readonly Row[]> => (await queryAll([sql]))[0] ?? [],
    queryAll,
  };
}
