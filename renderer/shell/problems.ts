import type { DriftResult, ErrorData, ProjectSummary, SourceEntry } from '#app/api';
import { foldFollowUps, type ObjectId, type Origin, type Problem } from '#app/catalog';
import { migrationsIn, readingOf, type SourceState } from '#renderer/stores';

/** A line of the problems panel. */
export interface ProblemLine {
  readonly key: string;
  /** Where it comes from: a source's name, `project`, `drift`. */
  readonly from: string;
  /** What is wrong, kebab-case: what is alike has the same. */
  readonly code: string;
  readonly weight: 'failed' | 'unread' | 'replaced' | 'note';
  readonly message: string;
  readonly remedy: string | null;
  readonly cause: string | null;
  readonly object: ObjectId | null;
  readonly origin: Origin | null;
}

const ORDER: readonly ProblemLine['weight'][] = ['failed', 'unread', 'replaced', 'note'];

/**
 * Everything that could not be read, was replaced, or should be known, gravest first. `database` is the one that says which
 * migrations it has.
 */
export function collectProblems(
  project: ProjectSummary | null,
  entries: readonly SourceEntry[],
  states: Readonly<Record<string, SourceState>>,
  drift: DriftResult | null,
  database = 'live',
): readonly ProblemLine[] {
  const lines: ProblemLine[] = [];
  for (const problem of project?.problems ?? []) lines.push(problemLine('project', problem));
  for (const { name } of entries) {
    const state = states[name];
    if (state?.status === 'failed') lines.push(failureLine(name, state.error));
    for (const problem of reportOf(name, states, database)) lines.push(problemLine(name, problem));
  }
  // What the readings could not read is listed with them already.
  const known = new Set(lines.map((line) => line.message));
  for (const problem of foldFollowUps(drift?.unread ?? []))
    if (!known.has(problem.message)) lines.push(problemLine('drift', problem));
  return lines
    .map((line, index) => ({ ...line, key: `${index} ${line.key}` }))
    .sort((a, b) => ORDER.indexOf(a.weight) - ORDER.indexOf(b.weight));
}

function reportOf(name: string, states: Readonly<Record<string, SourceState>>, database: string): readonly Problem[] {
  const reading = readingOf(states[name]);
  if (!reading) return [];
  return foldFollowUps((name === 'migrations' ? migrationsIn(reading, readingOf(states[database])) : reading).report);
}

function problemLine(from: string, problem: Problem): ProblemLine {
  const { code, effect, message, remedy, cause, object, origin } = problem;
  return { key: `${from} ${code}`, from, code, weight: effect, message, remedy, cause, object, origin };
}

function failureLine(from: string, error: ErrorData): ProblemLine {
  const { code, message, remedy, cause, origin } = error;
  // What is not there is no failure of reading it: an empty folder of migrations.
  const weight = code === 'source-not-available' ? 'note' : 'failed';
  return { key: `${from} ${code}`, from, code, weight, message, remedy, cause, object: null, origin };
}

/** How many of the lines are more than a note. */
export function countProblems(lines: readonly ProblemLine[]): number {
  return lines.filter((line) => line.weight === 'failed' || line.weight === 'unread').length;
}
