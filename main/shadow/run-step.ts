import type { ShadowSession } from '#main/sources/live/session.ts';
import type { StepRequest } from './protocol.ts';
import { missingRole } from './run-statements.ts';
import type { ScriptRoles } from './script-roles.ts';
import { isFromServer, toServerError } from './server-error.ts';

const SAVEPOINT = 'SAVEPOINT raingauge_step';

/**
 * Runs one statement of a script. Where only a role is missing, the role is made and the statement run again.
 * @throws the server's refusal, or what ended the database.
 */
export async function runStep(
  database: ShadowSession,
  { sql, inTransaction }: StepRequest,
  roles: ScriptRoles,
): Promise<null> {
  const made = new Set<string>();
  for (;;) {
    if (inTransaction) await database.exec(SAVEPOINT);
    try {
      const prepared = await roles.prepare(sql, 0);
      if (prepared.sql !== null) await database.exec(prepared.sql);
      return null;
    } catch (thrown) {
      if (!isFromServer(thrown)) throw thrown;
      const role = missingRole(roles.inOwnWords(toServerError(thrown)));
      if (role === null || made.has(role)) throw thrown;
      if (inTransaction) await database.exec(`ROLLBACK TO ${SAVEPOINT}`);
      if (!(await roles.make(role))) throw thrown;
      made.add(role);
    }
  }
}
