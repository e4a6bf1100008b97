import type { DriftResult } from '#app/api';
import type { Problem } from '#app/catalog';
import type { Difference } from '#app/compare';
import { type Place, placeOf, placeOfProblem } from '../place.ts';

/**
 * GitHub's workflow commands: each difference that counts is an error at its line, each that could not be read a warning.
 * What does not count is left out: a pull request shows ten of each.
 * Source: docs.github.com, "Workflow commands for GitHub Actions".
 */
export function driftToGithub(result: DriftResult): string {
  const lines = [
    ...result.differences.filter(({ counts }) => counts).map(errorOf),
    ...result.unread.filter(({ effect }) => effect === 'unread').map(warningOf),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function errorOf(difference: Difference): string {
  return command('error', placeOf(difference), `Drift: ${difference.object}`, difference.summary);
}

function warningOf(problem: Problem): string {
  const { message, remedy } = problem;
  return command('warning', placeOfProblem(problem), 'Not read', remedy === null ? message : `${message} ${remedy}`);
}

function command(name: 'error' | 'warning', place: Place | null, title: string, message: string): string {
  const where = place ? { file: place.file, line: String(place.line), col: String(place.column) } : {};
  const properties = Object.entries({ ...where, title }).map(([key, value]) => `${key}=${escapeProperty(value)}`);
  return `::${name} ${properties.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
