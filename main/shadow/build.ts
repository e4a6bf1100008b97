import { quoteIdent } from '#app/catalog';
import type { Statement } from '#app/sql';
import { Failure } from '#main/platform/failure.ts';
import type { Work } from '#main/platform/work.ts';
import type { ReadOnlySession, Row } from '#main/sources/live/session.ts';
import { BEGIN_READ_ONLY, SETTINGS } from '#main/sources/live/transaction.ts';
import { extensionsIn } from './extensions.ts';
import { type Exclusive, type Link, ServerRefusal } from './link.ts';
import type { BuildReport, SqlScript } from './script.ts';

const STATEMENT_LIMIT = 20_000;
const QUERY_LIMIT = 60_000;

export function buildInShadow<T>(
  link: Link,
  input: readonly Statement[] | SqlScript,
  use: (session: ReadOnlySession, built: BuildReport) => Promise<T>,
  work: Work,
): Promise<T> {
  const script: SqlScript = isScript(input) ? input : { statements: input, mode: 'each' };
  return link.use(async (exclusive) => {
    const { signal } = work;
    const total = script.statements.length;
    work.report({ stage: 'shadow', detail: 'starting the embedded PostgreSQL', done: 0, total: null });
    const server = await exclusive.open(extensionsIn(script.statements.map(({ sql }) => sql)), signal);
    exclusive.clean = total === 0;
    work.report({ stage: 'shadow', detail: `running ${total} statements`, done: 0, total });
    const statements = script.statements.map(({ sql, group }) => ({ sql, group: group ?? 0 }));
    const limit = script.statementLimit ?? STATEMENT_LIMIT;
    const result = await exclusive.ask('run', { statements, mode: script.mode }, { signal, limit });
    const report: BuildReport = { ...result, server: { ...server, flavour: 'pglite' } };
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
  }, work.signal);
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
function beginReading(asRole: string | null | undefined): readonly string[] {
  const own = ['ROLLBACK', 'RESET SESSION AUTHORIZATION', 'RESET ALL', BEGIN_READ_ONLY, ...SETTINGS];
  return asRole ? [...own, `SET LOCAL ROLE ${quoteIdent(asRole)}`] : own;
}

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
