import { type Exclusion, quoteIdent, quoteQualified } from '#app/catalog';
import { renderDeferrability } from './deferrability.ts';
import { parenthesise } from './expression.ts';
import { renderInclude, renderIndexKey } from './index-kind.ts';
import { makeObjectName } from './object-name.ts';
import { renderTablespace, renderWith } from './options.ts';

type Element = Exclusion['elements'][number];

/** Without its name: `EXCLUDE USING gist (room WITH =, during WITH &&)`. */
export function renderExclusion(exclusion: Exclusion): string {
  const where = exclusion.predicate === null ? '' : ` WHERE ${parenthesise(exclusion.predicate)}`;
  const elements = exclusion.elements.map(renderElement).join(', ');
  return `EXCLUDE USING ${quoteIdent(exclusion.method)} (${elements})${renderInclude(exclusion.include)}${renderWith(exclusion.options)}${renderTablespace(exclusion.tablespace, 'USING INDEX TABLESPACE')}${where}${renderDeferrability(exclusion.deferrability)}`;
}

/**
 * A partition's exclusion constraint is made by its parent's, under a name of PostgreSQL's choice: not every server takes
 * over one that is there already, as it does with keys. `null` where the name needs no change.
 */
export function renderNameInherited(exclusion: Exclusion): string | null {
  const columns = exclusion.elements.map((element) => (element.isExpression ? 'expr' : element.expression)).join('_');
  const chosen = makeObjectName(exclusion.table, columns, 'excl');
  if (chosen === exclusion.name) return null;
  return `ALTER TABLE ${quoteQualified(exclusion.schema, exclusion.table)} RENAME CONSTRAINT ${quoteIdent(chosen)} TO ${quoteIdent(exclusion.name)}`;
}

function renderElement(element: Element): string {
  return `${renderIndexKey(element)} WITH ${element.operator}`;
}
