import { type IndexKey, quoteIdent } from '#app/catalog';
import { parenthesise, quoteLiteral } from '#app/sql';

/** The keys of an index as CREATE INDEX takes them. */
export function renderIndexKeys(keys: readonly IndexKey[]): string {
  return keys.map(renderKey).join(', ');
}

function renderKey(key: IndexKey): string {
  const options = Object.entries(key.operatorClassOptions).map(([name, value]) => `${name}=${quoteLiteral(value)}`);
  return [
    key.isExpression ? parenthesise(key.expression) : quoteIdent(key.expression),
    key.collation === null ? '' : `COLLATE ${key.collation}`,
    key.operatorClass ?? '',
    options.length === 0 ? '' : `(${options.join(', ')})`,
    key.descending ? 'DESC' : '',
    key.nullsFirst === key.descending ? '' : key.nullsFirst ? 'NULLS FIRST' : 'NULLS LAST',
  ]
    .filter((part) => part !== '')
    .join(' ');
}
