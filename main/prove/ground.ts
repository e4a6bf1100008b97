import type { Catalog, Problem } from '#app/catalog';
import { renderCatalog, type Statement } from '#app/sql';
import { Failure } from '#main/platform/failure.ts';
import type { BuildReport } from '#main/shadow/shadow.ts';

/** What of a catalog the shadow could not build, and so is in no plan. */
export interface Ground {
  readonly failed: readonly { readonly statement: Statement; readonly message: string }[];
  readonly problems: readonly Problem[];
}

/** The script that builds a catalog on the shadow. Owners and roles are the cluster's. */
export function scriptOf(catalog: Catalog): readonly Statement[] {
  return renderCatalog(catalog, { owners: false, roles: false });
}

export function groundOf(script: readonly Statement[], built: BuildReport): Ground {
  const failed = [...built.failures, ...built.skipped].flatMap(({ index, message }) => {
    const statement = script[index];
    return statement ? [{ statement, message }] : [];
  });
  return { failed, problems: failed.map(({ statement, message }) => note(statement, message, built.called)) };
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
  throw new Failure({
    code: 'shadow-failed',
    message: `A draft cannot be planned: ${server} does not take what it starts from or leads to: ${odd.message}.`,
    remedy: 'Correct it, or use a shadow on a real server if it needs what the embedded one has not.',
    cause: odd.statement.sql,
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
