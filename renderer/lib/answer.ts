import { finish, type InPieces } from '#app/coverage';

/** An answer that can be worked out ahead, a little at a time; who needs it waits only for what is left of it. */
export interface Answer<T> {
  /** Goes on as long as there is time. True once nothing is left to do ahead. */
  readonly workOn: (hasTime: () => boolean) => boolean;
  readonly value: () => T;
}

/** `begin` begins the work. What fails ahead begins anew for whoever needs it, and fails there. */
export function answerOf<T>(begin: () => InPieces<T>): Answer<T> {
  let found: { readonly value: T } | null = null;
  let work: InPieces<T> | null = null;
  let hasFailed = false;
  const goOn = () => {
    work ??= begin();
    const { done, value } = work.next();
    if (done) found = { value };
  };
  return {
    workOn: (hasTime) => {
      try {
        while (!found && !hasFailed && hasTime()) goOn();
      } catch {
        hasFailed = true;
        work = null;
      }
      return found !== null || hasFailed;
    },
    value: () => {
      found ??= { value: finish(work ?? begin()) };
      return found.value;
    },
  };
}
