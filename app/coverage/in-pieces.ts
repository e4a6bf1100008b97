/** Work that can be left after each of its pieces and gone on with later; what it returns is the answer. */
export type InPieces<T> = Generator<undefined, T, undefined>;

/** Done between two pauses: a pause takes longer than most of what is done to one item. */
const AT_A_TIME = 32;

/** Does something to every item, with a pause after every few. */
export function* inTurn<T>(items: Iterable<T>, act: (item: T) => void): InPieces<void> {
  let left = AT_A_TIME;
  for (const item of items) {
    if (left === 0) {
      yield;
      left = AT_A_TIME;
    }
    left -= 1;
    act(item);
  }
}

/** The answer, without a pause from here on. */
export function finish<T>(work: InPieces<T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}
