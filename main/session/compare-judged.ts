import type { Problem } from '#app/catalog';
import { type Answers, type Comparison, compare, newRounds } from '#app/compare';
import { foreseeKit } from '#app/kit';
import { toErrorData } from '#main/platform/failure.ts';
import type { Work } from '#main/platform/work.ts';
import type { Shadow } from '#main/shadow/shadow.ts';
import type { ComparisonInputs, ComparisonOutcome } from './kept-comparisons.ts';

interface Judged {
  readonly comparison: Comparison;
  /** Why the judge could not be asked; empty where it was, or had nothing to say. */
  readonly failed: readonly Problem[];
}

export interface JudgedOutcome extends Judged, ComparisonOutcome {}

/** An answer may make new texts comparable; more rounds than this would be a loop. */
const MOST_ROUNDS = 4;

/** Compares, has the shadow judge what differs in text only, and foresees what drizzle-kit would do about the rest. */
export async function compareJudged(inputs: ComparisonInputs, shadow: Shadow, work: Work): Promise<JudgedOutcome> {
  const { comparison, failed } = await judge(inputs, shadow, work);
  const { from, to, kit } = inputs;
  const foreseen = kit
    ? foreseeKit(comparison.differences, from, to, kit)
    : { differences: comparison.differences, elsewhere: [] };
  return { comparison, foreseen, failed };
}

/** Compares, puts the questions to the shadow, and compares again with what it said. */
async function judge({ from, to, options, judge }: ComparisonInputs, shadow: Shadow, work: Work): Promise<Judged> {
  let answers: Answers = await shadow.known();
  const rounds = newRounds();
  for (let round = 0; ; round += 1) {
    work.signal.throwIfAborted();
    const comparison = compare(from, to, { answers, rounds, judge, ...options });
    const open = comparison.questions.filter(({ key }) => !answers.has(key));
    if (open.length === 0 || round === MOST_ROUNDS) return { comparison, failed: [] };
    try {
      answers = new Map([...answers, ...(await shadow.deparse(open, work))]);
    } catch (error) {
      if (work.signal.aborted) throw error;
      const { code, message, remedy, origin, cause } = toErrorData(error);
      const failure: Problem = { code, effect: 'unread', message, remedy, object: null, origin, cause };
      return { comparison, failed: [failure] };
    }
  }
}
