import type { Answer, Answers, Question } from '#app/compare';
import type { Work } from '#main/platform/work.ts';
import type { AnswerStore } from './answer-store.ts';
import { extensionsIn } from './extensions.ts';
import { type Link, StatementTimeout } from './link.ts';

const QUESTION_LIMIT = 20_000;

/** Looks every question up, then asks what was never asked before, all in one request. */
export async function deparseInShadow(
  { link, answers }: { readonly link: Link; readonly answers: AnswerStore },
  questions: readonly Question[],
  work: Work,
): Promise<Answers> {
  const known = await answers.read();
  const found = new Map<string, Answer>();
  const open = new Map<string, Question>();
  for (const question of questions) {
    const answer = known.get(question.key);
    if (answer) found.set(question.key, answer);
    else open.set(question.key, question);
  }
  if (open.size > 0) {
    const { answered, timedOut } = await ask(link, [...open.values()], work);
    await answers.add(answered);
    for (const [key, answer] of [...answered, ...timedOut]) found.set(key, answer);
  }
  return found;
}

interface Asked {
  readonly answered: Answers;
  /** Not kept: another day the machine may be less busy. */
  readonly timedOut: Answers;
}

async function ask(link: Link, questions: readonly Question[], work: Work): Promise<Asked> {
  const { signal } = work;
  const answered = new Map<string, Answer>();
  const timedOut = new Map<string, Answer>();
  let left = questions;
  // A question that hangs costs the database; it is answered as an error and the others are asked again without it.
  while (left.length > 0) {
    const now = left;
    try {
      const answers = await link.use(async (exclusive) => {
        work.report({ stage: 'judge', detail: `deparsing ${now.length} texts`, done: 0, total: now.length });
        await exclusive.open(extensionsIn(now.flatMap(({ setup }) => setup)), signal);
        return exclusive.ask('deparse', { questions: now }, { signal, limit: QUESTION_LIMIT });
      }, signal);
      now.forEach((question, index) => {
        answered.set(question.key, answers[index] ?? { error: 'no answer' });
      });
      left = [];
    } catch (error) {
      if (!(error instanceof StatementTimeout) || error.index === null) throw error;
      const hung = now[error.index];
      if (hung) timedOut.set(hung.key, { error: error.message });
      left = now.filter((question) => question !== hung);
    }
  }
  return { answered, timedOut };
}
