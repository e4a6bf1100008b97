import { foldFollowUps, type Problem } from '#app/catalog';
import { renderOrigin, renderProblem } from './render-error.ts';
import type { Styles } from './terminal.ts';

/** Of notes that say the same of many objects this many are shown in full. */
const SHOWN = 3;
/** Places of the others that are named. */
const PLACES = 5;

/**
 * A report for a person, in its order, a block each. What was not read is told one by one; notes and stand-ins of one code
 * are folded after the third, so that sixty names that are too long do not hide the one problem that matters; what fails for
 * want of what failed before is told with that.
 */
export function renderReport(problems: readonly Problem[], styles: Styles, unfolded = false): readonly string[] {
  const told = unfolded ? problems : foldFollowUps(problems);
  return [...groupBy(told, (problem) => groupOf(problem, styles)).values()].flatMap((group) => {
    const blocks = [...groupBy(group, (problem) => renderProblem(problem, styles))].map(
      ([block, { length }]): string => (length === 1 ? block : block.replace(/$/m, ` (${length} times)`)),
    );
    if (unfolded || blocks.length <= SHOWN + 1) return blocks;
    return [...blocks.slice(0, SHOWN), renderRest(group.slice(SHOWN), styles)];
  });
}

function groupOf(problem: Problem, styles: Styles): string {
  const { effect, code } = problem;
  return effect === 'unread' ? renderProblem(problem, styles) : `${effect}\u0000${code}`;
}

function renderRest(rest: readonly Problem[], styles: Styles): string {
  const places = [...new Set(rest.flatMap(({ origin }) => (origin?.file === undefined ? [] : [renderOrigin(origin)])))];
  const named = places.slice(0, PLACES).join(', ');
  const at = places.length === 0 ? '' : `: ${named}${places.length > PLACES ? ' …' : ''}`;
  return styles.dim(`  and ${rest.length} more like it${at}`);
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
