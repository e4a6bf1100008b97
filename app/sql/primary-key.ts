import type { PrimaryKey } from '#app/catalog';
import { renderDeferrability } from './deferrability.ts';
import { renderColumnNames, renderInclude } from './index-kind.ts';
import { renderTablespace, renderWith } from './options.ts';

/** Without its name: `PRIMARY KEY (id)`. */
export function renderPrimaryKey(key: PrimaryKey): string {
  return `PRIMARY KEY ${renderKeyColumns(key.columns, key.withoutOverlaps)}${renderInclude(key.include)}${renderWith(key.options)}${renderTablespace(key.tablespace, 'USING INDEX TABLESPACE')}${renderDeferrability(key.deferrability)}`;
}

/** The columns of a key; the last may be one that must not overlap (PostgreSQL 18). */
export function renderKeyColumns(columns: readonly string[], withoutOverlaps: boolean): string {
  return `(${renderColumnNames(columns)}${withoutOverlaps ? ' WITHOUT OVERLAPS' : ''})`;
}
