import { type ExtendedStatistics, quoteIdent, quoteQualified } from '#app/catalog';
import { parenthesise } from './expression.ts';

export function renderCreateStatistics(statistics: ExtendedStatistics): string {
  const { types, columns, expressions, on } = statistics;
  const what = [...columns.map(quoteIdent), ...expressions.map(parenthesise)].join(', ');
  const counted = types.length === 0 ? '' : ` (${types.join(', ')})`;
  return `CREATE STATISTICS ${renderStatisticsName(statistics)}${counted} ON ${what} FROM ${quoteQualified(on.schema, on.name)}`;
}

/** `null` where there is none of its own. */
export function renderStatisticsTarget(statistics: ExtendedStatistics): string | null {
  const { target } = statistics;
  return target === null ? null : `ALTER STATISTICS ${renderStatisticsName(statistics)} SET STATISTICS ${target}`;
}

function renderStatisticsName({ schema, name }: ExtendedStatistics): string {
  return quoteQualified(schema, name);
}
