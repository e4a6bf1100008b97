/** Width of a character of the monospace face, in its own size. */
const ADVANCE = 0.6;
export const LINE_HEIGHT = 1.18;

/**
 * Breaks a table's name at its underscores into lines that fit, in the largest size that does; a part that is too long
 * even in the smallest is cut with an ellipsis. `reserved` is kept free at the end of the first line; `height` is what
 * the lines may take together.
 */
export function titleLines(
  name: string,
  width: number,
  reserved: number,
  largest: number,
  smallest: number,
  height: number,
): { readonly lines: readonly string[]; readonly size: number } {
  const parts = name.split(/(?<=_)|(?<=[a-z\d])(?=[A-Z])/);
  for (let size = largest; size >= smallest; size -= 0.5) {
    const lines = wrap(parts, width / (size * ADVANCE), reserved / (size * ADVANCE));
    const fits = lines && (lines.length === 1 || lines.length * size * LINE_HEIGHT <= height);
    if (fits) return { lines, size };
  }
  const characters = Math.max(2, Math.floor(width / (smallest * ADVANCE)));
  const cut = (text: string) => (text.length > characters ? `${text.slice(0, characters - 1)}…` : text);
  const lines = parts.map(cut);
  const fits = lines.length * smallest * LINE_HEIGHT <= height;
  return { lines: fits ? lines : [cut(name)], size: smallest };
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
