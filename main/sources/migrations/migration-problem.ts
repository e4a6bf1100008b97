import type { Origin, Problem } from '#app/catalog';

interface Details {
  readonly effect?: Problem['effect'];
  readonly remedy?: string | null;
  readonly origin?: Origin | null;
  readonly cause?: string | null;
}

/** A problem of a migrations folder; a `note` without a place where nothing else is said. */
export function migrationProblem(code: string, message: string, details: Details = {}): Problem {
  const { effect = 'note', remedy = null, origin = null, cause = null } = details;
  return { code, effect, message, remedy, object: null, origin, cause };
}

export function inFile(file: string, line?: number): Origin {
  return { source: 'migrations', file, ...(line === undefined ? {} : { line }) };
}

/** `a, b and 3 more`: what a sentence can hold. */
export function listed(names: readonly string[]): string {
  const most = 5;
  const shown = names.slice(0, most).join(', ');
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}
