import { changeBetween, type ReadingChange, type SentReading } from '#app/api';
import type { Reading } from '#app/catalog';

/** What a window has of a source: it is sent what is otherwise since. */
export interface SentReadings {
  /** `known` is the revision that the window has; whole where that is not the one that was sent last. */
  answer(source: string, reading: Reading, known: string | undefined): SentReading | ReadingChange;
}

interface Sent {
  readonly revision: string;
  readonly reading: Reading;
}

/** `engine` tells the revisions of one engine from those of another, with which a window may be connected later. */
export function createSentReadings(engine: string): SentReadings {
  const latest = new Map<string, Sent>();
  let count = 0;
  return {
    answer(source, reading, known) {
      const before = latest.get(source);
      count += 1;
      const revision = `${engine}-${count}`;
      latest.set(source, { revision, reading });
      if (before === undefined || before.revision !== known) return { ...reading, revision };
      return { since: known, revision, change: changeBetween(before.reading, reading) };
    },
  };
}
