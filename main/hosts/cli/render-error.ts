import type { ErrorData } from '#app/api';
import type { Origin, Problem } from '#app/catalog';
import { redact } from '#main/platform/redact.ts';
import type { Styles } from './terminal.ts';

/** One block: what failed, where, what to do, and the underlying words. */
export function renderError(error: ErrorData, styles: Styles): string {
  const lines = [`${styles.red(styles.bold('error'))} ${redact(error.message)}`];
  if (error.origin) lines.push(field('where', renderOrigin(error.origin)));
  lines.push(field('do', error.remedy));
  if (error.cause !== null && error.cause !== error.message) lines.push(field('cause', redact(error.cause)));
  lines.push(styles.dim(field('code', error.code)));
  return lines.join('\n');
}

/** What a source could not read or replaced. */
export function renderProblem(problem: Problem, styles: Styles): string {
  const unread = problem.effect === 'unread';
  const head = unread ? styles.red('unread') : problem.effect === 'replaced' ? styles.yellow('replaced') : 'note';
  const lines = [`${head} ${redact(problem.message)}`];
  if (problem.origin?.file !== undefined) lines.push(field('where', renderOrigin(problem.origin)));
  if (unread && problem.remedy !== null) lines.push(field('do', problem.remedy));
  if (unread && problem.cause !== null) lines.push(field('cause', redact(problem.cause)));
  return lines.join('\n');
}

/** `schema.ts:12:3`, or the source's kind where there is no file. */
export function renderOrigin({ file, line, column, source }: Origin): string {
  if (file === undefined) return source;
  return [file, line, line === undefined ? undefined : column].filter((part) => part !== undefined).join(':');
}

function field(name: string, text: string): string {
  return `  ${`${name}:`.padEnd(7)}${text.replaceAll('\n', `\n${' '.repeat(9)}`)}`;
}
