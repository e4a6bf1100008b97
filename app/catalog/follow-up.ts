import type { Origin } from './origin.ts';
import { endSentence, type Problem } from './problem.ts';

/** Places of what follows that are named. */
const NAMED = 5;

/**
 * The problems a person is told: a statement that fails for want of what an earlier one failed to make is named with that
 * one and not told by itself. What follows from a problem that is not among these stays.
 */
export function foldFollowUps(problems: readonly Problem[]): readonly Problem[] {
  // Notes may stand at the same statement.
  const isCause = ({ because, effect }: Problem) => !because && effect === 'unread';
  const causes = new Set(problems.filter(isCause).map(({ origin }) => placeKey(origin)));
  const following = new Map<string, Problem[]>();
  const own: Problem[] = [];
  for (const problem of problems) {
    const key = placeKey(problem.because ?? null);
    if (key === '' || !causes.has(key)) own.push(problem);
    else following.set(key, [...(following.get(key) ?? []), problem]);
  }
  if (following.size === 0) return problems;
  return own.map((problem) => {
    const key = placeKey(problem.origin);
    const those = isCause(problem) ? following.get(key) : undefined;
    if (!those) return problem;
    following.delete(key);
    return { ...problem, message: `${endSentence(problem.message)} ${sayThose(those)}` };
  });
}

/** Those of them that make a result incomplete. */
export function unreadIn(problems: readonly Problem[]): readonly Problem[] {
  return foldFollowUps(problems).filter(({ effect }) => effect === 'unread');
}

function sayThose(those: readonly Problem[]): string {
  const places = [...new Set(those.map(({ origin }) => `${origin?.file}:${origin?.line}`))];
  const named = `${places.slice(0, NAMED).join(', ')}${places.length > NAMED ? ' …' : ''}`;
  return `Because of it ${those.length === 1 ? 'another statement fails' : `${those.length} others fail`}: ${named}`;
}

/** By the statement where it is known: an error may stand further down in it. */
function placeKey(origin: Origin | null): string {
  if (origin?.file === undefined) return '';
  const { source, file, line, statement } = origin;
  return [source, file, statement === undefined ? `line ${line}` : statement].join('\u0000');
}
