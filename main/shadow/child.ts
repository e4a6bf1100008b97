import type { PGlite } from '@electric-sql/pglite';
import { connectToParent } from '#main/platform/parent.ts';
import { openFresh } from './data-directory.ts';
import { deparseAll } from './deparse-in-child.ts';
import { loadExtensions } from './extensions.ts';
import type { Opened, QueryResult, ShadowReply, ShadowRequest, ShadowResults } from './protocol.ts';
import { runStatements } from './run-in-child.ts';
import { toServerError } from './server-error.ts';

/** The entry `shadow-child`: one PGlite and the requests of protocol.ts, one after the other. */
const parent = connectToParent();
let database: PGlite | null = null;

function requireDatabase(): PGlite {
  if (!database) throw new Error('The shadow was asked before a database was opened');
  return database;
}

async function open(request: Extract<ShadowRequest, { type: 'open' }>): Promise<Opened> {
  const before = database;
  database = null;
  await before?.close();
  database = await openFresh(request.dataFile, await loadExtensions(request.extensions));
  const { rows } = await database.query<{ version: string; major: number }>(
    `SELECT split_part(current_setting('server_version'), ' ', 1) AS version,
            current_setting('server_version_num')::int / 10000 AS major`,
  );
  return rows[0] ?? { version: '', major: 0 };
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
      return runStatements(requireDatabase(), request, running);
    case 'query':
      return query(request.statements);
    case 'deparse':
      return deparseAll(requireDatabase(), request.questions, running);
  }
}

let last: Promise<void> = Promise.resolve();
parent.onMessage((message) => {
  const request = message as ShadowRequest;
  last = last.then(async () => {
    let reply: ShadowReply;
    try {
      reply = { id: request.id, type: 'done', result: await answer(request) };
    } catch (error) {
      reply = { id: request.id, type: 'failed', error: toServerError(error) };
    }
    parent.post(reply);
  });
});
