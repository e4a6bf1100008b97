import type { Project } from './project.ts';

/** How long the project's code may take to be evaluated, where its settings say. */
export function codeLimits({ config }: Project): { readonly timeLimit?: number } {
  const seconds = config.limits?.codeSeconds;
  return seconds === undefined ? {} : { timeLimit: seconds * 1000 };
}
