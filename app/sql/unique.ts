import type { Unique } from '#app/catalog';
import { renderDeferrability } from './deferrability.ts';
import { renderInclude } from './index-kind.ts';
import { renderTablespace, renderWith } from './options.ts';
import { renderKeyColumns } from './primary-key.ts';

/** Without its name: `UNIQUE (email)`. */
export function renderUnique(unique: Unique): string {
  const nulls = unique.nullsNotDistinct ? ' NULLS NOT DISTINCT' : '';
  return `UNIQUE${nulls} ${renderKeyColumns(unique.columns, unique.withoutOverlaps)}${renderInclude(unique.include)}${renderWith(unique.options)}${renderTablespace(unique.tablespace, 'USING INDEX TABLESPACE')}${renderDeferrability(unique.deferrability)}`;
}
