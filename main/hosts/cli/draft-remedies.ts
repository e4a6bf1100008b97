import { writeFile } from 'node:fs/promises';
import type { AuditResult } from '#app/api';
import { renderSteps } from '#app/plan';
import type { Context } from './run.ts';
import { tellProblems } from './tell-problems.ts';

export interface RemediesRequest {
  readonly root: string;
  readonly sources?: readonly string[] | undefined;
  readonly only?: readonly string[] | undefined;
}

/**
 * Writes the SQL that ends the open findings of an audit, for the strongest of its sources. What was tried and does not lead there is
 * said, and written all the same.
 */
export async function draftRemedies(
  result: AuditResult,
  request: RemediesRequest,
  file: string,
  { session, terminal, work }: Pick<Context, 'session' | 'terminal' | 'work'>,
): Promise<void> {
  const open = result.findings.filter(({ status }) => status === 'open');
  const keys = open.filter(({ remedy }) => remedy?.sql).map(({ key }) => key);
  if (keys.length === 0) {
    terminal.note('No open finding has a remedy that SQL could be: nothing was written.');
    return;
  }
  const drafted = await session.draftFindings({ ...request, keys }, work);
  tellProblems(drafted.problems, terminal);
  await writeFile(file, renderSteps(drafted.statements, drafted.madeFor).join('\n'));
  for (const { object, message } of drafted.faults)
    terminal.error(`The draft fails when it is tried: ${object} ${message}\n`);
  const left = open.length - drafted.ended.length;
  const rest = left > 0 ? `; ${left} are left to a person or to code` : '';
  const brought = drafted.brought.length;
  if (brought > 0) terminal.note(`${brought} that the remedies would have brought about are ended along with them.`);
  terminal.note(`${file}: ends ${drafted.ended.length} of ${open.length} findings in ${drafted.source}${rest}.`);
}
