import { quoteQualified } from '#app/catalog';
import type { LockMode } from '#app/plan';
import type { ScratchSession } from '#main/shadow/shadow.ts';
import type { Row } from '#main/sources/live/session.ts';

export interface ObservedLock {
  /** Qualified, as in SQL. */
  readonly relation: string;
  readonly mode: LockMode;
}

/** What one statement did when it was run. */
export interface Observation {
  /** `outside`: it ran, but not in a transaction; its locks could not be seen. `control`: BEGIN, COMMIT and the like, left out. */
  readonly outcome: 'ran' | 'outside' | 'control' | 'failed';
  /** The server's words where it failed. */
  readonly error: string | null;
  /** SQLSTATE. */
  readonly code: string | null;
  /** The strongest on each relation that was there before. */
  readonly locks: readonly ObservedLock[];
  /** Relations whose file is another one. */
  readonly rewrites: readonly string[];
}

interface Stored {
  /** Qualified, as in SQL. */
  readonly relation: string;
  /** The number of the file that holds its rows; `null` for what holds none. */
  readonly file: string | null;
}

/** Relations by their number. */
export type Files = ReadonlyMap<string, Stored>;

const USER_RELATIONS = `n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S')`;

const FILES = `SELECT c.oid::text AS id, n.nspname AS schema, c.relname AS name,
  CASE WHEN c.relkind IN ('r', 'm') THEN pg_relation_filenode(c.oid)::text END AS file
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${USER_RELATIONS}`;

/** What is dropped has no row any more, and is locked all the same. */
const LOCKS = `SELECT l.relation::text AS id, l.mode, c.oid IS NOT NULL AS stays,
  CASE WHEN c.relkind IN ('r', 'm') THEN pg_relation_filenode(c.oid)::text END AS file
FROM pg_locks l LEFT JOIN pg_class c ON c.oid = l.relation
WHERE l.pid = pg_backend_pid() AND l.granted AND l.relation IS NOT NULL`;

const CONTROL = /^\s*(begin|start\s+transaction|commit|end|rollback|abort|savepoint|release)\b/i;
/** active_sql_transaction, and what says the same under another code. */
const NOT_IN_TRANSACTION = new Set(['25001']);

export async function filesIn(session: ScratchSession): Promise<Files> {
  const rows = await session.query(FILES);
  return new Map(
    rows.map(({ id, schema, name, file }) => [
      String(id),
      { relation: quoteQualified(String(schema), String(name)), file: file === null ? null : String(file) },
    ]),
  );
}

export interface ObserveOptions {
  /** Whether what it did is undone. */
  readonly undo?: boolean;
}

/** Runs a statement in a transaction of its own and looks at what it holds before the transaction ends. */
export async function observe(
  session: ScratchSession,
  sql: string,
  before: Files,
  { undo = false }: ObserveOptions = {},
): Promise<Observation> {
  if (CONTROL.test(sql)) return { ...NOTHING, outcome: 'control' };
  await session.query('BEGIN');
  const error = await session.step(sql, { inTransaction: true });
  if (error === null) {
    const seen = toSeen(await session.query(LOCKS), before);
    const late = undo ? await rollback(session) : await commit(session);
    return late === null
      ? { ...NOTHING, outcome: 'ran', ...seen }
      : { ...NOTHING, outcome: 'failed', error: late, code: null };
  }
  await session.query('ROLLBACK');
  if (!NOT_IN_TRANSACTION.has(error.code ?? ''))
    return { ...NOTHING, outcome: 'failed', error: error.message, code: error.code };
  const outside = await session.step(sql, { inTransaction: false });
  return outside === null
    ? { ...NOTHING, outcome: 'outside' }
    : { ...NOTHING, outcome: 'failed', error: outside.message, code: outside.code };
}

const NOTHING = { error: null, code: null, locks: [], rewrites: [] } as const;

async function rollback(session: ScratchSession): Promise<null> {
  await session.query('ROLLBACK');
  return null;
}

/** Deferred constraints speak now. */
async function commit(session: ScratchSession): Promise<string | null> {
  try {
    await session.query('COMMIT');
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const MODES: Readonly<Record<string, LockMode>> = {
  AccessShareLock: 'ACCESS SHARE',
  RowShareLock: 'ROW SHARE',
  RowExclusiveLock: 'ROW EXCLUSIVE',
  ShareUpdateExclusiveLock: 'SHARE UPDATE EXCLUSIVE',
  ShareLock: 'SHARE',
  ShareRowExclusiveLock: 'SHARE ROW EXCLUSIVE',
  ExclusiveLock: 'EXCLUSIVE',
  AccessExclusiveLock: 'ACCESS EXCLUSIVE',
};
const RANKS = Object.values(MODES);

function toSeen(rows: readonly Row[], before: Files): Pick<Observation, 'locks' | 'rewrites'> {
  const locks = new Map<string, LockMode>();
  const rewrites = new Set<string>();
  for (const row of rows) {
    const known = before.get(String(row.id));
    const mode = MODES[String(row.mode)];
    if (known === undefined || mode === undefined) continue;
    const { relation, file } = known;
    const held = locks.get(relation);
    if (held === undefined || RANKS.indexOf(mode) > RANKS.indexOf(held)) locks.set(relation, mode);
    if (row.stays === true && file !== null && file !== row.file) rewrites.add(relation);
  }
  return {
    locks: [...locks]
      .map(([relation, mode]) => ({ relation, mode }))
      .sort((a, b) => (a.relation < b.relation ? -1 : 1)),
    rewrites: [...rewrites].sort(),
  };
}
