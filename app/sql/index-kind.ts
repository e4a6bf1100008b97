import { type Index, type IndexKey, quoteIdent, quoteQualified } from '#app/catalog';
import { parenthesise } from './expression.ts';
import { renderOptions, renderTablespace, renderWith } from './options.ts';

/** An index that no constraint owns. `only` leaves out the partitions of a partitioned table. */
export function renderCreateIndex(index: Index, only = false): string {
  const head = `CREATE ${index.unique ? 'UNIQUE ' : ''}INDEX ${quoteIdent(index.name)} ON ${only ? 'ONLY ' : ''}${quoteQualified(index.schema, index.table)}`;
  const keys = index.keys.map((key) => renderIndexKey(key)).join(', ');
  const nulls = index.nullsNotDistinct ? ' NULLS NOT DISTINCT' : '';
  const where = index.predicate === null ? '' : ` WHERE ${index.predicate}`;
  return `${head} USING ${quoteIdent(index.method)} (${keys})${renderInclude(index.include)}${nulls}${renderWith(index.options)}${renderTablespace(index.tablespace)}${where}`;
}

/** An index has its table's schema: `public.guests_email_idx`. */
export function renderIndexName(index: Index): string {
  return quoteQualified(index.schema, index.name);
}

/** ALTER INDEX … SET STATISTICS of the expressions that have a target of their own. */
export function renderIndexStatistics(index: Index): readonly string[] {
  return Object.entries(index.statisticsTargets).map(
    ([position, target]) => `ALTER INDEX ${renderIndexName(index)} ALTER COLUMN ${position} SET STATISTICS ${target}`,
  );
}

export function renderClusterOn(index: Pick<Index, 'schema' | 'table' | 'name'>): string {
  return `ALTER TABLE ${quoteQualified(index.schema, index.table)} CLUSTER ON ${quoteIdent(index.name)}`;
}

/** One key of an index: expression, collation, operator class, order. Defaults are not written. */
export function renderIndexKey(key: IndexKey): string {
  const options = renderOptions(key.operatorClassOptions);
  const parts = [
    key.isExpression ? parenthesise(key.expression) : quoteIdent(key.expression),
    key.collation === null ? '' : `COLLATE ${key.collation}`,
    key.operatorClass === null ? '' : `${key.operatorClass}${options === '' ? '' : ` (${options})`}`,
    key.descending ? 'DESC' : '',
    // Without a word NULLs come last in ascending order and first in descending order.
    key.nullsFirst === key.descending ? '' : key.nullsFirst ? 'NULLS FIRST' : 'NULLS LAST',
  ];
  return parts.filter((part) => part !== '').join(' ');
}

export function renderColumnNames(columns: readonly string[]): string {
  return columns.map(quoteIdent).join(', ');
}

/** ` INCLUDE (…)`, or nothing. */
export function renderInclude(columns: readonly string[]): string {
  return columns.length === 0 ? '' : ` INCLUDE (${renderColumnNames(columns)})`;
}
