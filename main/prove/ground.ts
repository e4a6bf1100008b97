import type { Catalog, Problem, Unmodelled } from '#app/catalog';
import { renderCatalog, type Statement } from '#app/sql';
import { Failure } from '#main/platform/failure.ts';
import type { BuildReport } from '#main/shadow/shadow.ts';

/** What of a catalog the shadow could not build, and so is in no plan. */
export interface Ground {
  readonly failed: readonly { readonly statement: Statement; readonly message: string }[];
  readonly problems: readonly Problem[];
  /** What exists and is in no script: the model has no words for it. */
  readonly unmodelled: readonly Unmodelled[];
}

/** The script that builds a catalog on the shadow. Owners and roles are the cluster's. */
export function scriptOf(catalog: Catalog): readonly Statement[] {
  return renderCatalog(catalog, { owners: false, roles: false });
}

export function groundOf(
  script: readonly Statement[],
  built: BuildReport,
  { unmodelled }: Pick<Catalog, 'unmodelled'>,
): Ground {
  const failed = [...built.failures, ...built.skipped].flatMap(({ index, message }) => {
    const statement = script[index];
    return statement ? [{ statement, message }] : [];
  });
  return {
    failed,
    problems: failed.map(({ statement, message }) => note(statement, message, built.called)),
    unmodelled,
  };
}

/**
 * What neither end could be built with is the same on both and stays as it is: a platform's extension that the shadow has
 * not. What fails on one side only would be planned for without having been seen.
 * @throws {Failure} `shadow-failed` naming the statement.
 */
export function requireSameGround(from: Ground, to: Ground, server: string): Ground {
  const [inFrom, inTo] = [from, to].map(({ failed }) => new Set(failed.map(({ statement }) => statement.sql)));
  const odd =
    from.failed.find(({ statement }) => !inTo?.has(statement.sql)) ??
    to.failed.find(({ statement }) => !inFrom?.has(statement.sql));
  if (!odd) return from;
  const needed = neededUnmodelled(from) ?? neededUnmodelled(to);
  if (needed) throw needsUnmodelled(needed);
  throw new Failure({
    code: 'shadow-failed',
    message: `A draft cannot be planned: ${server} does not take what it starts from or leads to: ${odd.message}.`,
    remedy: 'Correct it, or use a shadow on a real server if it needs what the embedded one has not.',
    cause: odd.statement.sql,
  });
}

interface Needed {
  readonly statement: Statement;
  readonly needs: Unmodelled;
}

/** What of the failed statements names something that was never built. */
function neededUnmodelled({ failed, unmodelled }: Ground): Needed | null {
  for (const { statement } of failed) {
    const needs = unmodelled.find(({ name }) => isNamedIn(statement.sql, name));
    if (needs) return { statement, needs };
  }
  return null;
}

/** Of an operator the symbol counts, without the types of its operands. */
function isNamedIn(sql: string, name: string): boolean {
  const bare = name.replace(/ \(.*$/, '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\w$])${bare}(?![\\w$])`).test(sql);
}

function needsUnmodelled({ statement, needs: { what, schema, name } }: Needed): Failure {
  return new Failure({
    code: 'shadow-failed',
    message: `A draft cannot be planned: ${statement.object} needs the ${what} ${schema === null ? '' : `${schema}.`}${name}, which Raingauge lists and cannot make.`,
    remedy: 'Leave the differences of what needs it out of the draft (--ignore), and change that by hand.',
    cause: statement.sql,
  });
}

function note({ object, sql }: Statement, message: string, server: string): Problem {
  return {
    code: 'draft-not-built',
    effect: 'note',
    message: `${object} is left as it is: ${server} could not build it on either side (${message}).`,
    remedy: 'Use a shadow on a real server that has what it needs to have it looked at as well.',
    object,
    origin: null,
    cause: sql,
  };
}
