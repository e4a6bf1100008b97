import type { Answer, Question } from '#app/compare';
import type { ShadowSession } from '#main/sources/live/session.ts';
import type { DeparseResult } from './protocol.ts';
import { isFromServer, toServerError } from './server-error.ts';

/** As people write SQL: names without a schema are found in `public`. */
const BUILD_PATH = 'SET LOCAL search_path = public, pg_catalog';
/** As PostgreSQL prints for dumps: everything outside pg_catalog is qualified, and no temporary table hides a catalog. */
const READ_PATH = 'SET LOCAL search_path = pg_catalog, pg_temp';
const UNDO = 'ROLLBACK TO SAVEPOINT question';

/**
 * Answers every question in one transaction that is undone at the end. Questions that share their setup follow each other,
 * so that it is built once.
 */
export async function deparseAll(
  database: ShadowSession,
  questions: readonly Question[],
  running: (index: number) => void,
): Promise<DeparseResult> {
  const answers: Answer[] = questions.map(() => ({ error: 'not asked' }));
  const order = questions.map((question, index) => ({ question, index, setup: question.setup.join(';\n') }));
  order.sort((a, b) => (a.setup < b.setup ? -1 : a.setup > b.setup ? 1 : a.index - b.index));
  await database.exec('BEGIN; SET LOCAL check_function_bodies = off; SAVEPOINT setup');
  try {
    let built: string | null = null;
    let failure: string | null = null;
    for (const { question, index, setup } of order) {
      running(index);
      if (setup !== built) {
        failure = await build(database, question.setup);
        built = setup;
      }
      answers[index] = failure === null ? await deparse(database, question) : { error: failure };
    }
  } finally {
    await database.exec('ROLLBACK');
  }
  return answers;
}

/** Everything in one message: most of the time goes by between them. */
async function build(database: ShadowSession, setup: readonly string[]): Promise<string | null> {
  try {
    await database.exec(['ROLLBACK TO SAVEPOINT setup', BUILD_PATH, ...setup, 'SAVEPOINT question'].join(';\n'));
    return null;
  } catch (error) {
    if (!isFromServer(error)) throw error;
    return toServerError(error).message;
  }
}

/**
 * Undone in the same message. A server takes none of a message in which one statement does not parse, and leaves off at the first
 * that fails: then it takes one more.
 */
async function deparse(database: ShadowSession, { build, read }: Question): Promise<Answer> {
  try {
    const results = await database.exec([BUILD_PATH, build, READ_PATH, read, UNDO].join(';\n'));
    const [text] = Object.values(results.at(-2)?.[0] ?? {});
    return typeof text === 'string' ? { text } : { error: 'the server gave no text back' };
  } catch (error) {
    if (!isFromServer(error)) throw error;
    await database.exec(UNDO);
    return { error: toServerError(error).message };
  }
}
