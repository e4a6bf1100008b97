import type { ViewColumn } from '#app/catalog';
import { inCommonWords, printsDatePart } from './across-majors.ts';
import { type Account, DIFFERS, type Ruling, SAME } from './attribute-rule.ts';
import { isEqual } from './equal.ts';
import { sayList } from './say.ts';

interface Viewed {
  readonly object: { readonly columns: readonly ViewColumn[] };
  readonly account: Account;
}

/** Of a view's columns what its query does not say: names and types follow from the definition. */
export const VIEW_COLUMNS = {
  how: 'own',
  class: 'unmanaged',
  label: 'columns',
  say: sayViewColumns,
  rule: compareViewColumns,
  behaves: true,
} as const;

/** A default decides what INSERT puts in; a comment decides nothing. */
function compareViewColumns(from: Viewed, to: Viewed): Ruling {
  const isDatePart = [from, to].some(printsDatePart);
  const [one, other] = [from, to].map((side) =>
    said(side, 'default').map(([name, text]) => [name, text && inCommonWords(text, isDatePart)]),
  );
  if (!isEqual(one, other)) return DIFFERS;
  return isEqual(said(from, 'comment'), said(to, 'comment')) ? SAME : { outcome: 'differs', behaves: false };
}

function said({ object }: Viewed, part: 'default' | 'comment'): readonly (readonly [string, string | null])[] {
  return object.columns.filter((column) => column[part] !== null).map((column) => [column.name, column[part]]);
}

function sayViewColumns(columns: readonly ViewColumn[]): string {
  const described = columns.flatMap((column) => [
    ...(column.default === null ? [] : [`default ${column.default} of ${column.name}`]),
    ...(column.comment === null ? [] : [`comment “${column.comment}” on ${column.name}`]),
  ]);
  return described.length === 0 ? 'has no defaults of and comments on columns' : `has ${sayList(described)}`;
}
