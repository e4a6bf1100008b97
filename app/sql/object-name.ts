import { MAX_IDENTIFIER_BYTES } from '#app/catalog';

/**
 * The name PostgreSQL makes for a sequence, constraint or index that was given none: `table_column_label`, the longer of
 * the first two cut until all fits. Source: `makeObjectName` in PostgreSQL's `src/backend/commands/indexcmds.c`.
 * A name that is taken gets a number, which this function cannot know.
 */
export function makeObjectName(first: string, second: string | null, label: string): string {
  const overhead = byteLength(label) + 1 + (second === null ? 0 : 1);
  const available = MAX_IDENTIFIER_BYTES - overhead;
  let firstBytes = byteLength(first);
  let secondBytes = second === null ? 0 : byteLength(second);
  while (firstBytes + secondBytes > available) {
    if (firstBytes > secondBytes) firstBytes -= 1;
    else secondBytes -= 1;
  }
  const parts = [clip(first, firstBytes)];
  if (second !== null) parts.push(clip(second, secondBytes));
  return [...parts, label].join('_');
}

/** The sequence of an identity or serial column that was given no name. */
export function defaultSequenceName(table: string, column: string): string {
  return makeObjectName(table, column, 'seq');
}

function byteLength(text: string): number {
  let bytes = 0;
  for (const character of text) bytes += characterBytes(character);
  return bytes;
}

function characterBytes(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

/** Cuts at a number of bytes, never inside a character. */
function clip(text: string, bytes: number): string {
  let used = 0;
  let kept = '';
  for (const character of text) {
    used += characterBytes(character);
    if (used > bytes) break;
    kept += character;
  }
  return kept;
}
