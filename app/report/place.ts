import type { Origin, Problem, SourceKind } from '#app/catalog';
import type { Difference } from '#app/compare';

/** A line of a file of the project: where a reviewer would look. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Code first: it is what a pull request changes; then the migration that made or last changed the object. */
const ORDER: readonly SourceKind[] = ['code', 'migrations', 'sql', 'saved', 'live', 'url'];

/**
 * The line to point at, or `null` where no side has one. Of several origins the last change is meant. Where only the
 * migrations say otherwise, it is theirs.
 */
export function placeOf({ states, agreed }: Difference): Place | null {
  const order: readonly SourceKind[] = agreed ? ['migrations', ...ORDER] : ORDER;
  const origins = Object.values(states).flatMap((state) => [...state.origins].reverse());
  const ranked = origins
    .filter(({ file }) => file !== undefined)
    .sort((a, b) => order.indexOf(a.source) - order.indexOf(b.source));
  return toPlace(ranked[0] ?? null);
}

export function placeOfProblem({ origin }: Problem): Place | null {
  return toPlace(origin);
}

/** `null` where it is no place in a file. */
export function toPlace(origin: Origin | null): Place | null {
  if (origin?.file === undefined) return null;
  return { file: origin.file, line: origin.line ?? 1, column: origin.column ?? 1 };
}

/** `src/schema.ts:12`. */
export function printPlace({ file, line }: Place): string {
  return `${file}:${line}`;
}
