import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AuditResult, Finding } from '#app/api';
import { renderSteps } from '#app/plan';
import { planToMarkdown } from '#app/report';
import { toRemedyPlan } from '#main/session/draft-result.ts';
import type { RemediesRequest } from './draft-remedies.ts';
import type { Context } from './run.ts';
import { tellProblems } from './tell-problems.ts';

/**
 * Writes what ends the open findings of an audit as numbered SQL files, P0 to P3, with a page that says what each is for, what is left
 * to code and what to a person.
 */
export async function writePlan(
  result: AuditResult,
  request: RemediesRequest,
  folder: string,
  { session, terminal, work }: Pick<Context, 'session' | 'terminal' | 'work'>,
): Promise<void> {
  const open = result.findings.filter(({ status }) => status === 'open');
  if (open.length === 0) {
    terminal.note('There is no open finding: nothing was planned.');
    return;
  }
  const plan = toRemedyPlan(await session.draftPlan({ ...request, keys: open.map(({ key }) => key) }, work));
  tellProblems(plan.unread, terminal);
  await mkdir(folder, { recursive: true });
  const width = Math.max(2, String(plan.migrations.length).length);
  const files = plan.migrations.map(({ id }, at) => `${String(at + 1).padStart(width, '0')}-${id}.sql`);
  for (const [at, { statements, madeFor, faults, id }] of plan.migrations.entries()) {
    await writeFile(join(folder, files[at] ?? ''), renderSteps(statements, madeFor).join('\n'));
    for (const { object, message } of faults)
      terminal.error(`${files[at]} (${id}) fails when it is tried: ${object} ${message}\n`);
  }
  const byKey = new Map<string, Finding>(open.map((finding) => [finding.key, finding]));
  await writeFile(join(folder, 'plan.md'), planToMarkdown(plan, byKey, files));
  const ended = plan.migrations.reduce((sum, migration) => sum + migration.ended.length, 0);
  terminal.note(
    `${folder}: ${files.length} migrations end ${ended} of ${open.length} findings in ${plan.source}; ${plan.code.length} are left to code, ${plan.person.length} to a person.`,
  );
}
