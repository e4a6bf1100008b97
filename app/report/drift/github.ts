import type { DriftResult } from '#app/api';
import { unreadIn } from '#app/catalog';
import { type Difference, particularReason } from '#app/compare';
import { placeOf } from '../place.ts';
import { unreadCommand, workflowCommand } from '../workflow-command.ts';

/**
 * GitHub's workflow commands: each difference that counts is an error at its line, each that could not be read a warning.
 * What does not count is left out: a pull request shows ten of each.
 */
export function driftToGithub(result: DriftResult): string {
  const lines = [
    ...result.differences.filter(({ counts }) => counts).map(errorOf),
    ...unreadIn(result.unread).map(unreadCommand),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function errorOf(difference: Difference): string {
  const { object, summary } = difference;
  const why = particularReason(difference);
  const said = why === null ? summary : `${summary}. ${why}`;
  return workflowCommand('error', placeOf(difference), `Drift: ${object}`, said);
}
