import { type Column, quoteIdent } from '#app/catalog';
import { renderColumnConstraints, renderColumnType } from './column.ts';

/** Tab stops of a column list. Fixed, so that a line depends on its own column alone and a diff shows only what changed. */
const TYPE_AT = 24;
const CONSTRAINTS_AT = 24;

/** A column on a line of its own: name, type and the rest each at a tab stop, or after one space where one is too long. */
export function renderColumnLine(column: Column, withDefault: boolean): string {
  const name = quoteIdent(column.name).padEnd(TYPE_AT - 1);
  const type = renderColumnType(column).padEnd(CONSTRAINTS_AT - 1);
  return `${name} ${type} ${renderColumnConstraints(column, withDefault)}`.trimEnd();
}
