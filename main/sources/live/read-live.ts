import { objectId, type Problem, type Reading, type Server, type Source, type TableStatistics } from '#app/catalog';
import { messageOf } from '#main/platform/failure.ts';
import type { Work } from '#main/platform/work.ts';
import { assembleCatalog } from './assemble/catalog.ts';
import { cutToSchemas } from './assemble/scope.ts';
import { isPermissionDenied, sqlStateOf } from './errors.ts';
import { type CatalogRows, QUERIES } from './queries/all.ts';
import { changeTokenQuery } from './queries/change-token.ts';
import type { LiveQuery } from './queries/query.ts';
import { snapshotQuery } from './queries/server.ts';
import { statisticsQuery } from './queries/statistics.ts';
import { readServer } from './server.ts';
import type { ReadOnlySession, Row } from './session.ts';
import { ROLLBACK_TO_SAVEPOINT, SAVEPOINT } from './transaction.ts';

export interface ReadLiveOptions {
  readonly source: Source;
  /** Only these schemas; all of them where it is left out. */
  readonly schemas?: readonly string[];
  /** False where nobody looks at rows and sizes. */
  readonly statistics?: boolean;
  readonly work: Work;
}

/** Everything that is asked of the server, in one round trip. */
const ALL = { snapshot: snapshotQuery, token: changeTokenQuery, ...QUERIES, statistics: statisticsQuery };
type Asked = keyof typeof ALL;
const ASKED = Object.keys(ALL) as readonly Asked[];

function askedFor({ statistics = true }: ReadLiveOptions): readonly Asked[] {
  return statistics ? ASKED : ASKED.filter((name) => name !== 'statistics');
}

/** The answers of one transaction, and what could not be read. */
interface Answers {
  readonly rows: Readonly<Record<Asked, readonly Row[]>>;
  readonly problems: readonly Problem[];
}

/**
 * Reads a database into a catalog: one transaction, one round trip, no query per table. A query that fails is reported
 * as a problem and the rest is still read. Where the schema changed meanwhile it is read once more.
 * @throws {Failure} `server-too-old`, `not-postgresql`; errors of the session (a lost connection, a time-out) as they are.
 */
export async function readLive(session: ReadOnlySession, options: ReadLiveOptions): Promise<Reading> {
  const { source, work } = options;
  const server = await readServer(session, source.label);
  let answers = await readAnswers(session, server, options);
  if (await hasMoved(session, answers)) answers = await readMovedOnce(session, server, answers, options);
  work.signal.throwIfAborted();
  return toReading(answers, server, options);
}

/** Reads again in a fresh transaction; a schema that moved during that too is said to be moving. */
async function readMovedOnce(
  session: ReadOnlySession,
  server: Server,
  before: Answers,
  options: ReadLiveOptions,
): Promise<Answers> {
  const again = await readAnswers(session, server, options);
  const isMoving = tokenOf(before) !== tokenOf(again) && (await hasMoved(session, again));
  return isMoving ? { ...again, problems: [...again.problems, changedMeanwhile(options.source)] } : again;
}

async function readAnswers(session: ReadOnlySession, server: Server, options: ReadLiveOptions): Promise<Answers> {
  try {
    return await readAtOnce(session, server, options);
  } catch (error) {
    if (isLost(error, options.work)) throw error;
    if (!isVanished(error) || !session.restart) return readOneByOne(session, server, options);
  }
  // Something was dropped between the snapshot and `pg_get_…`, which looks past it: a fresh snapshot knows.
  await session.restart();
  try {
    return await readAtOnce(session, server, options);
  } catch (error) {
    if (isLost(error, options.work)) throw error;
    return readOneByOne(session, server, options);
  }
}

async function readAtOnce(session: ReadOnlySession, server: Server, options: ReadLiveOptions): Promise<Answers> {
  const { work } = options;
  const asked = askedFor(options);
  const statements = asked.map((name) => textOf(name, server));
  report(work, 0);
  // The savepoint lets a failed batch be repeated query by query under the same snapshot.
  const results = await session.queryAll([SAVEPOINT, ...statements], (index) => report(work, index));
  return {
    rows: rowsOf((name) => (asked.includes(name) ? (results[asked.indexOf(name) + 1] ?? []) : [])),
    problems: [],
  };
}

async function readOneByOne(session: ReadOnlySession, server: Server, options: ReadLiveOptions): Promise<Answers> {
  const { source, work } = options;
  const read = new Map<Asked, readonly Row[]>();
  const problems: Problem[] = [];
  for (const [index, name] of askedFor(options).entries()) {
    report(work, index);
    await session.query(ROLLBACK_TO_SAVEPOINT);
    try {
      read.set(name, await session.query(textOf(name, server)));
    } catch (error) {
      if (isLost(error, work)) throw error;
      problems.push(unread(ALL[name], error, source));
    }
  }
  await session.query(ROLLBACK_TO_SAVEPOINT);
  return { rows: rowsOf((name) => read.get(name) ?? []), problems };
}

function textOf(name: Asked, server: Server): string {
  return ALL[name].sql({ major: server.major });
}

function rowsOf(rows: (name: Asked) => readonly Row[]): Answers['rows'] {
  return Object.fromEntries(ASKED.map((name) => [name, rows(name)])) as Answers['rows'];
}

function report(work: Work, index: number): void {
  const name = ASKED[index];
  if (name === undefined) return;
  work.report({ stage: 'live', detail: `reading ${ALL[name].reads}`, done: index, total: ASKED.length });
}

/** The connection is gone, time is up, or nobody waits any more: asking again is no use. */
function isLost(error: unknown, work: Work): boolean {
  if (work.signal.aborted) return true;
  const state = sqlStateOf(error);
  return state === null || state.startsWith('57') || state.startsWith('08') || state === '55P03';
}

function isVanished(error: unknown): boolean {
  const state = sqlStateOf(error);
  if (state === '42P01' || state === '42883' || state === '42704') return true;
  return state === 'XX000' && /cache lookup failed|could not open relation|could not find/.test(messageOf(error));
}

/** Whether the schema changed since the transaction began. Leaves the session in a fresh transaction where it can. */
async function hasMoved(session: ReadOnlySession, answers: Answers): Promise<boolean> {
  if (!session.restart) return false;
  await session.restart();
  const target = { major: 0 };
  const [now] = await session.query(snapshotQuery.sql(target));
  // Nothing that writes has ended meanwhile: nothing can have changed.
  if (now?.snapshot === answers.rows.snapshot[0]?.snapshot) return false;
  const [moved] = await session.query(changeTokenQuery.sql(target));
  return moved?.token !== tokenOf(answers);
}

function tokenOf(answers: Answers): string | undefined {
  const token = answers.rows.token[0]?.token;
  return typeof token === 'string' ? token : undefined;
}

function toReading(answers: Answers, server: Server, options: ReadLiveOptions): Reading {
  const { source, schemas, work } = options;
  const { rows } = answers;
  work.report({ stage: 'live', detail: 'building the catalog', done: ASKED.length, total: ASKED.length });
  const origins = [{ source: source.kind }];
  const whole = assembleCatalog(rows as unknown as CatalogRows, server, origins);
  const catalog = schemas ? cutToSchemas(whole, schemas) : whole;
  const token = tokenOf(answers);
  return {
    source,
    catalog,
    report: answers.problems,
    ...(server.flavour === 'postgresql' && options.statistics !== false
      ? { statistics: { tables: statisticsOf(rows, catalog) } }
      : {}),
    ...(token === undefined ? {} : { changeToken: token }),
  };
}

/** Of the tables that are listed. */
function statisticsOf(rows: Answers['rows'], catalog: Reading['catalog']): readonly TableStatistics[] {
  const schemaNames = new Map(rows.schemas.map((row) => [row.oid, String(row.name)]));
  const ids = new Map(
    rows.relations.map((row) => [row.oid, objectId('table', schemaNames.get(row.schema) ?? '', String(row.name))]),
  );
  const listed = new Set(catalog.objects.table.map(({ id }) => id));
  return rows.statistics.flatMap((row): TableStatistics[] => {
    const table = ids.get(row.relation);
    if (table === undefined || !listed.has(table)) return [];
    return [{ table, rowEstimate: Number(row.row_estimate), bytes: Number(row.bytes) }];
  });
}

function unread(query: LiveQuery<unknown>, error: unknown, source: Source): Problem {
  const denied = isPermissionDenied(error);
  return {
    code: denied ? 'permission-denied' : 'catalog-unread',
    effect: 'unread',
    message: `Reading ${query.reads} of ${source.label} failed: ${messageOf(error)}.`,
    remedy: denied
      ? 'Grant the role SELECT on that system catalog, or connect as a role that has it.'
      : 'Read the source again; if it goes on, please report this.',
    object: null,
    origin: null,
    cause: messageOf(error),
  };
}

function changedMeanwhile(source: Source): Problem {
  return {
    code: 'changed-while-reading',
    effect: 'note',
    message: `The schema of ${source.label} was being changed while it was read, twice in a row.`,
    remedy: 'Read it again when the migration that runs there is done.',
    object: null,
    origin: null,
    cause: null,
  };
}
