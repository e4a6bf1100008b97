import { quoteIdent, quoteQualified } from '#app/catalog';

/** A table of names and types only: what an expression needs to be parsed, and nothing that could keep it from being made. */
export function renderSkeletonTable(
  schema: string,
  name: string,
  columns: readonly { readonly name: string; readonly type: string }[],
): string {
  const list = columns.map((column) => `${quoteIdent(column.name)} ${column.type}`);
  return `CREATE TABLE ${quoteQualified(schema, name)} (${list.join(', ')})`;
}
