import type { Problem, Reading } from '#app/catalog';
import type { Difference, DriftTotals } from './difference.ts';
import type { Answers, Question } from './question.ts';
import type { Scope } from './scope.ts';

export interface CompareOptions {
  /** What the judge has said so far. */
  readonly answers: Answers;
  readonly scope: Scope;
  /** The project's migrations, where it has them and they are neither of the two: they tell who is wrong. */
  readonly migrations?: Reading | undefined;
}

export interface Comparison {
  /** Sorted by key. */
  readonly differences: readonly Difference[];
  readonly totals: DriftTotals;
  /** Texts to be deparsed before they count; put them to the judge and compare again. Empty when nothing is open. */
  readonly questions: readonly Question[];
  /** What could not be decided, `unread`: with any the result is not complete. */
  readonly problems: readonly Problem[];
}
