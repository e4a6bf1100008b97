import { cutToBytes, MAX_IDENTIFIER_BYTES } from '#app/catalog';
import type { GraphPath, PathStep } from './find-paths.ts';

export interface JoinOptions {
  /** Keeps rows that have no partner: LEFT JOIN from the first place on where one may be missing. */
  readonly keepUnmatched?: boolean;
}

/** Whether a row may have no partner at the other end: none references it, or the key may be NULL. */
export function mayMiss({ edge, forward }: PathStep): boolean {
  return !forward || edge.optional || edge.kind === 'relation';
}

/** For each step whether it is an outer join: after one that is, the rows it kept must be kept by the rest too. */
export function outerSteps(path: GraphPath, { keepUnmatched = false }: JoinOptions): readonly boolean[] {
  let outer = false;
  return path.steps.map((step) => {
    outer ||= keepUnmatched && mayMiss(step);
    return outer;
  });
}

/** Pairs of columns that must be equal: of the relation come from, and of the one gone to. */
export function columnPairs({ edge, forward }: PathStep): readonly (readonly [from: string, to: string])[] {
  return edge.columns.map((column, at) => {
    const referenced = edge.referencedColumns[at] ?? '';
    return forward ? ([column, referenced] as const) : ([referenced, column] as const);
  });
}

/** One name per place of the path, in its order: the relation's own, numbered where it comes again. No name is cut by PostgreSQL. */
export function joinNames(names: readonly string[]): readonly string[] {
  const whole = new Set(names);
  const taken = new Set<string>();
  return names.map((name) => {
    let given = name;
    for (let number = 2; taken.has(given); number += 1) {
      const suffix = `_${number}`;
      const numbered = `${cutToBytes(name, MAX_IDENTIFIER_BYTES - suffix.length)}${suffix}`;
      if (!whole.has(numbered)) given = numbered;
    }
    taken.add(given);
    return given;
  });
}
