import type { Reading } from '#app/catalog';
import { applyChange, type Change } from './change.ts';

/** A reading, and by which name the engine knows that it was sent. */
export interface SentReading extends Reading {
  readonly revision: string;
}

/** What is otherwise since a reading that was sent before: of a large project an edit changes little. */
export interface ReadingChange {
  readonly since: string;
  readonly revision: string;
  readonly change: Change;
}

/** The reading that an answer stands for, with what was sent before. */
export function receiveReading(before: SentReading | null, answer: SentReading | ReadingChange): SentReading {
  if (!('change' in answer)) return answer;
  if (before?.revision !== answer.since) throw new Error('A change came of a reading that is not there');
  const { revision: _, ...reading } = before;
  return { ...(applyChange(reading, answer.change) as Reading), revision: answer.revision };
}
