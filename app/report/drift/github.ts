import type { DriftResult } from '#app/api';
import type { Difference } from '#app/compare';
import { placeOf } from '../place.ts';
import { unreadCommand, workflowCommand } from '../workflow-command.ts';

/**
 * GitHub's workflow commands: each difference that counts is an error at its line, each that could not be read a warning.
 * What does not count is left out: a pull request shows ten of each.
 */
export function driftToGithub(result: DriftResult): string {
  const lines = [
    ...result.differences.filter(({ counts }) => counts).map(errorOf),
    ...result.unread.filter(({ effect }) => effect === 'unread').map(unreadCommand),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function errorOf(difference: Difference): string {
  return workflowCommand('error', placeOf(difference), `Drift: ${difference.object}`, difference.summary);
}
