import './confine.ts';
import type { PGlite } from '@electric-sql/pglite';
import { quoteIdent } from '#app/catalog';
import { messageOf } from '#main/platform/failure.ts';
import { giveBackMemory } from '#main/platform/give-back.ts';
import { connectToParent } from '#main/platform/parent.ts';
import { type ShadowSession, shadowSession } from '#main/sources/live/session.ts';
import { openFresh } from './data-directory.ts';
import { deparseAll } from './deparse-questions.ts';
import { loadExtensions } from './extensions.ts';
import type { Opened, QueryResult, ShadowReply, ShadowRequest, ShadowResults } from './protocol.ts';
import { runStatements } from './run-statements.ts';
import { runStep } from './run-step.ts';
import { ownRoles } from './script-roles.ts';
import { loadServerCode } from './server-code.ts';
import { isFromServer, toServerError } from './server-error.ts';

/** The entry `shadow-child`: one PGlite and the requests of protocol.ts, one after the other. */
const code = loadServerCode();
const parent = connectToParent();
let database: PGlite | null = null;

function requireDatabase(): PGlite {
  if (!database) throw new Error('The shadow was asked before a database was opened');
  return database;
}

/** What scripts and questions run on. */
function session(): ShadowSession {
  const own = requireDatabase();
  return shadowSession(async (sql) => {
    const results = await own.exec(sql);
    if (!isAnswered(results)) await requireAnswer(own);
    return results.map(({ rows }) => rows);
  });
}

/** A statement that ran has a command tag. */
function isAnswered(results: readonly object[]): boolean {
  return 'command' in (results.at(-1) ?? {});
}

/**
 * PGlite that broke inside (a stack that ran over, COPY … PROGRAM) goes on to answer everything with nothing, as it answers
 * a text without any statement.
 */
async function requireAnswer(own: PGlite): Promise<void> {
  if (!isAnswered(await own.exec('SELECT 1'))) throw new Error('it no longer answers');
}

async function open(request: Extract<ShadowRequest, { type: 'open' }>): Promise<Opened> {
  const before = database;
  database = null;
  await before?.close();
  database = await openFresh(request.dataFile, request.packed, {
    extensions: await loadExtensions(request.extensions),
    module: code.module,
  });
  for (const name of request.create) await database.exec(`CREATE EXTENSION IF NOT EXISTS ${quoteIdent(name)} CASCADE`);
  const { rows } = await database.query<{ version: string; major: number }>(
    `SELECT split_part(current_setting('server_version'), ' ', 1) AS version,
            current_setting('server_version_num')::int / 10000 AS major`,
  );
  return { version: '', major: 0, ...rows[0], flavour: 'pglite' };
}

async function query(statements: readonly string[]): Promise<QueryResult> {
  const results: QueryResult[number][] = [];
  for (const sql of statements) {
    const { rows } = await requireDatabase().query<Record<string, unknown>>(sql);
    results.push(rows);
  }
  return results;
}

async function answer(request: ShadowRequest): Promise<ShadowResults[keyof ShadowResults]> {
  const running = (index: number) => parent.post({ id: request.id, type: 'running', index } satisfies ShadowReply);
  switch (request.type) {
    case 'open':
      return open(request);
    case 'run':
      return runStatements(session(), request, { roles: ownRoles(session()), running });
    case 'query':
      return query(request.statements);
    case 'step':
      return runStep(session(), request, ownRoles(session()));
    case 'deparse':
      return deparseAll(session(), request.questions, running);
  }
}

/** Milliseconds without a request after which there is time to give back what former databases had. */
const QUIET = 500;

let quiet: NodeJS.Timeout | undefined;

/** Each opening leaves a database behind, and the text of the new one's files. */
function giveBackLater({ type }: ShadowRequest): void {
  const isDue = type === 'open' || quiet !== undefined;
  clearTimeout(quiet);
  quiet = undefined;
  if (!isDue) return;
  quiet = setTimeout(() => {
    quiet = undefined;
    void giveBackMemory();
  }, QUIET);
  quiet.unref();
}

let last: Promise<void> = Promise.resolve();
parent.onMessage((message) => {
  const request = message as ShadowRequest;
  last = last.then(async () => {
    let reply: ShadowReply;
    try {
      reply = { id: request.id, type: 'done', result: await answer(request) };
      code.keep();
    } catch (error) {
      const { id, type } = request;
      reply =
        type === 'open' || isFromServer(error)
          ? { id, type: 'failed', error: toServerError(error) }
          : { id, type: 'crashed', message: messageOf(error) };
    }
    parent.post(reply);
    giveBackLater(request);
  });
});
