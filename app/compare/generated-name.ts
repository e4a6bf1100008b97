import { truncateIdentifier } from '#app/catalog';
import { makeObjectName } from '#app/sql';

/**
 * True for a name that PostgreSQL (`<table>_<columns>_key`, `_pkey`, `_fkey`, `_idx`) or Drizzle (`_unique`, `_pk`, `_fk`,
 * `_index`) gives where nobody chose one. PostgreSQL appends a number to a name that is taken.
 */
export function isGenerated(
  name: string,
  table: string,
  columns: readonly string[],
  suffixes: readonly string[],
): boolean {
  const bare = name.replace(/\d+$/, '');
  const joined = columns.join('_');
  return suffixes.some((suffix) =>
    [
      `${table}_${suffix}`,
      truncateIdentifier(`${table}_${joined}_${suffix}`),
      makeObjectName(table, null, suffix),
      makeObjectName(table, joined, suffix),
    ].some((candidate) => candidate === name || candidate === bare),
  );
}

/** `<table>_check`, `<table>_<column>_check`, with a number where taken. */
export function isGeneratedCheckName({ table, name }: { readonly table: string; readonly name: string }): boolean {
  const bare = name.replace(/\d+$/, '');
  return bare.endsWith('_check') && (name.startsWith(`${table}_`) || bare.startsWith(table.slice(0, 20)));
}
