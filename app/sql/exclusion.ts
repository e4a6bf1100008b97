import type { Exclusion } from '#app/catalog';
import { quoteIdent } from '#app/catalog';
import { renderDeferrability } from './deferrability.ts';
import { parenthesise } from './expression.ts';
import { renderInclude } from './index-kind.ts';
import { renderTablespace, renderWith } from './options.ts';

type Element = Exclusion['elements'][number];

/** Without its name: `EXCLUDE USING gist (room WITH =, during WITH &&)`. */
export function renderExclusion(exclusion: Exclusion): string {
  const where = exclusion.predicate === null ? '' : ` WHERE ${parenthesise(exclusion.predicate)}`;
  const elements = exclusion.elements.map(renderElement).join(', ');
  return `EXCLUDE USING ${quoteIdent(exclusion.method)} (${elements})${renderInclude(exclusion.include)}${renderWith(exclusion.options)}${renderTablespace(exclusion.tablespace, 'USING INDEX TABLESPACE')}${where}${renderDeferrability(exclusion.deferrability)}`;
}

function renderElement(element: Element): string {
  const expression = element.isExpression ? parenthesise(element.expression) : quoteIdent(element.expression);
  const collation = element.collation === null ? '' : ` COLLATE ${element.collation}`;
  const operatorClass = element.operatorClass === null ? '' : ` ${element.operatorClass}`;
  return `${expression}${collation}${operatorClass} WITH ${element.operator}`;
}
