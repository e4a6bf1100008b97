/** Work that can be left after each of its pieces and gone on with later; what it returns is the answer. */
export type InPieces<T> = Generator<undefined, T, undefined>;

/** The answer, without a pause from here on. */
export function finish<T>(work: InPieces<T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}
