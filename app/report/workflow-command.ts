import { type Problem, sayProblem } from '#app/catalog';
import { type Place, placeOfProblem } from './place.ts';

/** A line that GitHub shows beside the line of a file. Source: docs.github.com, "Workflow commands for GitHub Actions". */
export function workflowCommand(
  name: 'error' | 'warning' | 'notice',
  place: Place | null,
  title: string,
  message: string,
): string {
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

/** What could not be read. */
export function unreadCommand(problem: Problem): string {
  return workflowCommand('warning', placeOfProblem(problem), 'Not read', sayProblem(problem));
}
