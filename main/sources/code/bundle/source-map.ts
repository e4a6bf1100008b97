/** A place in a source of a source map. `source` is as the map writes it; line and column count from 1. */
export interface SourcePlace {
  readonly source: string;
  readonly line: number;
  readonly column: number;
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/**
 * Where a place of a bundle comes from, by its source map (version 3); `null` where the map does not say.
 * `line` and `column` count from 1.
 */
function originalPlace(map: string, line: number, column: number): SourcePlace | null {
  if (map === '') return null;
  const { sources, mappings } = JSON.parse(map) as { sources: readonly string[]; mappings: string };
  // Source, line and column are running sums over the whole map.
  let source = 0;
  let sourceLine = 0;
  let sourceColumn = 0;
  let found: SourcePlace | null = null;
  const lines = mappings.split(';');
  for (let index = 0; index < line && index < lines.length; index += 1) {
    let generatedColumn = 0;
    for (const segment of (lines[index] ?? '').split(',')) {
      if (segment === '') continue;
      const [columnDelta = 0, sourceDelta, lineDelta = 0, sourceColumnDelta = 0] = decode(segment);
      generatedColumn += columnDelta;
      if (sourceDelta === undefined) continue;
      source += sourceDelta;
      sourceLine += lineDelta;
      sourceColumn += sourceColumnDelta;
      if (index === line - 1 && generatedColumn <= column - 1) {
        found = { source: sources[source] ?? '', line: sourceLine + 1, column: sourceColumn + 1 };
      }
    }
  }
  return found;
}

/** One segment's base-64 VLQ numbers. */
function decode(segment: string): number[] {
  const numbers: number[] = [];
  let value = 0;
  let shift = 0;
  for (const character of segment) {
    const digit = DIGITS.indexOf(character);
    value += (digit & 31) << shift;
    if (digit & 32) {
      shift += 5;
      continue;
    }
    numbers.push(value & 1 ? -(value >> 1) : value >> 1);
    value = 0;
    shift = 0;
  }
  return numbers;
}

/** The first place in a stack that the source map knows to be the project's. */
export function placeOf(map: string, stack: string): SourcePlace | null {
  return placesOf(map, stack)[0] ?? null;
}

/** The places in a stack that the source map knows to be the project's, the innermost first. */
export function placesOf(map: string, stack: string): readonly SourcePlace[] {
  return [...stack.matchAll(/project-bundle\.js:(\d+)(?::(\d+))?/g)].flatMap(([, line, column]) => {
    const place = originalPlace(map, Number(line), Number(column ?? 1));
    return place && !place.source.includes('node_modules/') ? [place] : [];
  });
}
