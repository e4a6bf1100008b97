import type { DraftResult, RemedyPlan } from '#app/api';
import { sourceLabel } from '#main/platform/redact.ts';
import type { DraftedPlan } from './audit/draft-plan.ts';
import type { DraftAnswer } from './requests.ts';

/** A plan as it goes to the window and into JSON. */
export function toRemedyPlan({ source, migrations, code, person }: DraftedPlan): RemedyPlan {
  const unread = migrations.flatMap(({ problems }) => problems);
  const isWhole = migrations.every(({ faults }) => faults.length === 0);
  return {
    schemaVersion: 1,
    complete: isWhole && !unread.some(({ effect }) => effect === 'unread'),
    unread,
    source: sourceLabel(source),
    migrations: migrations.map(({ id, priority, about, ended, brought, statements, faults, madeFor, proof }) => {
      return { id, priority, about, ended, brought, statements, faults, madeFor, proof };
    }),
    code,
    person,
  };
}

/** A draft as it is told over the wire and printed: between which sources, and whether there is one. */
export function toDraftResult(
  { from, to }: { readonly from: string; readonly to: string },
  { statements, problems, faults, down, madeFor, proof, renameCandidates, renames = [] }: DraftAnswer,
): DraftResult {
  return {
    schemaVersion: 1,
    complete: !problems.some(({ effect }) => effect === 'unread'),
    unread: problems,
    from: sourceLabel(from),
    to: sourceLabel(to),
    madeFor,
    statements,
    faults,
    down,
    proof,
    renameCandidates,
    renames,
  };
}
