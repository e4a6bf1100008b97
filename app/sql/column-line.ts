import { type Column, quoteIdent } from '#app/catalog';
import { renderColumnConstraints, renderColumnType } from './column.ts';

/**
 * A column on a line of its own, with single spaces: aligned columns push defaults and NOT NULL out of sight where two
 * sides stand beside each other, and a line that depends on its own column alone keeps a diff to what changed.
 */
export function renderColumnLine(column: Column, withDefault: boolean): string {
  const parts = [quoteIdent(column.name), renderColumnType(column), renderColumnConstraints(column, withDefault)];
  return parts.filter((part) => part !== '').join(' ');
}
