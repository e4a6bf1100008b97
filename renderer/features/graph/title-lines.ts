/** Width of a character of the monospace face, in its own size. */
const ADVANCE = 0.6;

/**
 * Breaks a table's name at its underscores into lines that fit, in the largest size that does; a part that is too long
 * even in the smallest is cut with an ellipsis. `reserved` is kept free at the end of the first line.
 */
export function titleLines(
  name: string,
  width: number,
  reserved: number,
  largest: number,
  smallest: number,
): { readonly lines: readonly string[]; readonly size: number } {
  const parts = name.split(/(?<=_)|(?<=[a-z\d])(?=[A-Z])/);
  for (let size = largest; size >= smallest; size -= 1) {
    const lines = wrap(parts, width / (size * ADVANCE), reserved / (size * ADVANCE));
    if (lines) return { lines, size };
  }
  const characters = Math.max(2, Math.floor(width / (smallest * ADVANCE)));
  const lines = parts.map((part) => (part.length > characters ? `${part.slice(0, characters - 1)}…` : part));
  return { lines, size: smallest };
}

/** `null` where a part does not fit a line of its own. */
function wrap(parts: readonly string[], characters: number, reserved: number): readonly string[] | null {
  const lines: string[] = [];
  let line = '';
  for (const part of parts) {
    const room = lines.length === 0 ? characters - reserved : characters;
    if (line !== '' && line.length + part.length <= room) line += part;
    else {
      if (line !== '') lines.push(line);
      line = part;
    }
    if (line.length > (lines.length === 0 ? characters - reserved : characters)) return null;
  }
  return [...lines, line];
}
