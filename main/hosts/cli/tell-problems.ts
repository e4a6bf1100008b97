import type { Problem } from '#app/catalog';
import { renderReport } from './render-report.ts';
import type { Terminal } from './terminal.ts';

/**
 * Says what a source could not read, or read otherwise than it stands. What is unread makes a command end with 2 and is told under
 * --quiet, too: nobody could tell why, else.
 */
export function tellProblems(problems: readonly Problem[], terminal: Terminal, unfolded = false): void {
  const told = terminal.isQuiet ? problems.filter(({ effect }) => effect === 'unread') : problems;
  for (const block of renderReport(told, terminal.styles, unfolded)) terminal.error(block);
}
