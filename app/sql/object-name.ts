import { bytesOf, cutToBytes, MAX_IDENTIFIER_BYTES } from '#app/catalog';

/**
 * The name PostgreSQL makes for a sequence, constraint or index that was given none: `table_column_label`, the longer of
 * the first two cut until all fits. Source: `makeObjectName` in PostgreSQL's `src/backend/commands/indexcmds.c`.
 * A name that is taken gets a number, which this function cannot know.
 */
export function makeObjectName(first: string, second: string | null, label: string): string {
  const overhead = bytesOf(label) + 1 + (second === null ? 0 : 1);
  const available = MAX_IDENTIFIER_BYTES - overhead;
  let firstBytes = bytesOf(first);
  let secondBytes = second === null ? 0 : bytesOf(second);
  while (firstBytes + secondBytes > available) {
    if (firstBytes > secondBytes) firstBytes -= 1;
    else secondBytes -= 1;
  }
  const parts = [cutToBytes(first, firstBytes)];
  if (second !== null) parts.push(cutToBytes(second, secondBytes));
  return [...parts, label].join('_');
}

/** The sequence of an identity or serial column that was given no name. */
export function defaultSequenceName(table: string, column: string): string {
  return makeObjectName(table, column, 'seq');
}
