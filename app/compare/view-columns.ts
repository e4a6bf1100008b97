import type { ViewColumn } from '#app/catalog';

/** What a view's columns have that their query does not say, by name. */
export function describedViewColumns(columns: readonly ViewColumn[]): unknown {
  return columns
    .filter((column) => column.default !== null || column.comment !== null)
    .map(({ name, default: value, comment }) => [name, value, comment]);
}

export function sayViewColumns(columns: readonly ViewColumn[]): string {
  const described = columns.flatMap((column) => [
    ...(column.default === null ? [] : [`default ${column.default} of ${column.name}`]),
    ...(column.comment === null ? [] : [`comment “${column.comment}” on ${column.name}`]),
  ]);
  return described.length === 0 ? 'has no defaults of and comments on columns' : `has ${described.join(', ')}`;
}
