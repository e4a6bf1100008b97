import type { DraftResult } from '#app/api';
import { sourceLabel } from '#main/platform/redact.ts';
import type { DraftAnswer } from './requests.ts';

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
