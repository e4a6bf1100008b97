import type { Origin, Problem } from '#app/catalog';
import { Failure } from '#main/platform/failure.ts';
import { StatementTimeout } from '#main/shadow/link.ts';
import type { BuildReport } from '#main/shadow/script.ts';

type OriginOf = (statement: number) => Origin | undefined;

/** What a build could not run, and what it had to make up, as problems with their places. */
export function statementProblems(built: BuildReport, originOf: OriginOf): readonly Problem[] {
  const failures = built.failures.map((failure): Problem => {
    const origin = originOf(failure.index) ?? null;
    return {
      code: 'statement-failed',
      effect: 'unread',
      message: `${placeText(origin)}: the statement fails on the embedded PostgreSQL: ${failure.message}`,
      remedy:
        failure.hint ??
        'Correct the statement, or use a shadow on a real server if it needs what the embedded one has not.',
      object: null,
      origin,
      cause: failure.detail,
    };
  });
  const roles = built.stubRoles.map(
    (role): Problem => ({
      code: 'role-stubbed',
      effect: 'replaced',
      message: `The role ${role} is named and made nowhere; it was made without any right.`,
      remedy: null,
      object: null,
      origin: null,
      cause: null,
    }),
  );
  return [...failures, ...roles];
}

/** A statement that did not end in time, as the error a person is meant to read; anything else as it is. */
export function timeoutFailure(error: unknown, originOf: OriginOf): unknown {
  if (!(error instanceof StatementTimeout)) return error;
  const origin = error.index === null ? null : (originOf(error.index) ?? null);
  return new Failure({
    code: 'timed-out',
    message: `${placeText(origin)}: the statement did not end in time; the embedded database was thrown away.`,
    remedy: 'Take the statement out, or look whether it loops or waits for something outside the database.',
    origin,
    cause: error,
  });
}

export function placeText(origin: Origin | null): string {
  return origin ? `${origin.file ?? 'the script'}:${origin.line ?? 1}` : 'The script';
}
