import type { ObjectId, Origin, Problem } from '#app/catalog';
import { Failure } from '#main/platform/failure.ts';
import { StatementTimeout } from '#main/shadow/link.ts';
import type { StatementFailure } from '#main/shadow/protocol.ts';
import type { BuildReport, SkippedStatement } from '#main/shadow/script.ts';
import { UNDEFINED } from './follow-ups.ts';

/** Where a statement stands; with a position (1-based characters), where that is in the file. */
type OriginOf = (statement: number, position?: number | null) => Origin | undefined;

/** Indexes of the statements that had no effect. */
export function withoutEffect(built: BuildReport): ReadonlySet<number> {
  return new Set([...built.failures, ...built.skipped].map(({ index }) => index));
}

/**
 * What a build could not run, left out, and had to make up, as problems with their places.
 * @param known `lost`: what is not known since a statement failed, by default nothing; `causes`: which failed for which other;
 * `elsewhere`: what to do where a statement needs what something else than the statements makes.
 */
export function statementProblems(
  built: BuildReport,
  originOf: OriginOf,
  { lost = () => null, causes = new Map(), elsewhere }: Known,
): readonly Problem[] {
  const placed = [
    ...built.failures.map((failure) => ({
      index: failure.index,
      problem: {
        ...failed(failure, built, originOf),
        remedy: remedyOf(failure, built, elsewhere),
        object: lost(failure.index),
        ...becauseOf(causes.get(failure.index), originOf),
      },
    })),
    ...built.skipped.map((skipped) => ({ index: skipped.index, problem: leftOut(skipped, built, originOf) })),
    ...built.emulated.map((index) => ({ index, problem: emulated(index, built, originOf) })),
  ];
  return [...placed.sort((a, b) => a.index - b.index).map(({ problem }) => problem), ...built.stubRoles.map(stubbed)];
}

interface Known {
  readonly lost?: (statement: number) => ObjectId | null;
  readonly causes?: ReadonlyMap<number, number>;
  readonly elsewhere: string;
}

function becauseOf(cause: number | undefined, originOf: OriginOf): { readonly because?: Origin } {
  const because = cause === undefined ? undefined : originOf(cause);
  return because ? { because } : {};
}

const EMBEDDED_REMEDY =
  'Correct the statement, or use a shadow on a real server if it needs what the embedded one has not.';
const SERVER_REMEDY = 'Correct the statement, or give the shadow a server that can run it (version, extensions).';

function remedyOf({ code, hint }: StatementFailure, { server }: BuildReport, elsewhere: string): string {
  // The server's hint on a function that is not there speaks of casts.
  if (UNDEFINED.has(code ?? '')) return hint === null ? elsewhere : `${hint} ${elsewhere}`;
  return hint ?? (server.flavour === 'pglite' ? EMBEDDED_REMEDY : SERVER_REMEDY);
}

function failed(failure: StatementFailure, { called }: BuildReport, originOf: OriginOf): Omit<Problem, 'remedy'> {
  const origin = originOf(failure.index, failure.position) ?? null;
  const column = failure.position !== null && origin?.column !== undefined ? `:${origin.column}` : '';
  return {
    code: 'statement-failed',
    effect: 'unread',
    message: `${placeText(origin)}${column}: the statement fails on ${called}: ${failure.message}`,
    object: null,
    origin,
    cause: failure.detail,
  };
}

const REMEDIES: Readonly<Record<SkippedStatement['why'], string>> = {
  refused: 'Nothing needs to be done where no object depends on it; else describe what it makes in a prelude file.',
  'timed-out': 'Take it out, or look whether it loops or waits for something outside the database.',
  crashed: 'Look whether it recurses or allocates without end, or use a shadow on a real server.',
};

function leftOut(skipped: SkippedStatement, { called }: BuildReport, originOf: OriginOf): Problem {
  const { index, why, message, effect } = skipped;
  const origin = originOf(index) ?? null;
  const said =
    why === 'refused'
      ? `the statement ${message}; it was not run.`
      : `the statement ${message} on ${called}; all else was read without it.`;
  return {
    code: `statement-${why}`,
    effect,
    message: `${placeText(origin)}: ${said}`,
    remedy: REMEDIES[why],
    object: null,
    origin,
    cause: null,
  };
}

function emulated(index: number, { called }: BuildReport, originOf: OriginOf): Problem {
  const origin = originOf(index) ?? null;
  return {
    code: 'not-replayable-here',
    effect: 'replaced',
    message: `${placeText(origin)}: remembered and not run on ${called}: roles, and before PostgreSQL 15 the schema public, belong to the whole server.`,
    remedy: null,
    object: null,
    origin,
    cause: null,
  };
}

function stubbed(role: string): Problem {
  return {
    code: 'role-stubbed',
    effect: 'replaced',
    message: `The role ${role} is named and made nowhere; it was made without any right.`,
    remedy: null,
    object: null,
    origin: null,
    cause: null,
  };
}

/** A statement that did not end in time, as the error a person is meant to read; anything else as it is. */
export function timeoutFailure(error: unknown, originOf: OriginOf): unknown {
  if (!(error instanceof StatementTimeout)) return error;
  const origin = error.index === null ? null : (originOf(error.index) ?? null);
  return new Failure({
    code: 'timed-out',
    message: `${placeText(origin)}: the statement did not end in time, like several before it; the database was thrown away.`,
    remedy: 'Take the statement out, or look whether it loops or waits for something outside the database.',
    origin,
    cause: error,
  });
}

export function placeText(origin: Origin | null): string {
  return origin ? `${origin.file ?? 'the script'}:${origin.line ?? 1}` : 'The script';
}
