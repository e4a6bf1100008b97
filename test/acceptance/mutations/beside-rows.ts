import type { Catalog } from '#app/catalog';
import { changesAgainstCode } from './against-code.ts';
import type { Mutation } from './mutation.ts';
import { MUTATIONS } from './table.ts';

/** The embedded PostgreSQL, on which both are asked. */
const MAJOR = 18;

/** Kinds that drizzle-kit never looks at, and that hang on no table. */
const BESIDE_THE_SCHEMA =
  /^(function|publication|event-trigger|default-privilege|extension|domain|composite-type|range-type|collation|statistics)\b/;

export interface BesideGroup {
  readonly title: string;
  readonly rows: readonly Mutation[];
}

/**
 * The rows of the table that can be put to drizzle-kit: those that make code and database differ, or that change nothing. What
 * leans on the schema beside the code's (`depot`) is left out.
 */
export function rowsBeside(code: Catalog): readonly BesideGroup[] {
  const isAsked = (row: Mutation) =>
    (row.since ?? 0) <= MAJOR &&
    !row.restores &&
    !`${row.given ?? ''} ${row.sql}`.includes('depot') &&
    !BESIDE_THE_SCHEMA.test(row.id) &&
    (row.finds.length === 0 || changesAgainstCode(row, code).some(({ becomes }) => becomes === 'told' || isDrop(row)));
  return MUTATIONS.map(({ title, rows }) => ({ title, rows: rows.filter(isAsked) })).filter(
    ({ rows }) => rows.length > 0,
  );
}

function isDrop({ finds }: Mutation): boolean {
  return finds.some(({ key, summary }) => !key.includes('#') && summary.endsWith('in base and not in live'));
}

/** The identities of the rows that a page lists, in its order. */
export function idsOnPage(page: string): readonly string[] {
  return [...page.matchAll(/^\| `([a-z-]+[.:][^`]*)` \|/gm)].map(([, id]) => id ?? '');
}
