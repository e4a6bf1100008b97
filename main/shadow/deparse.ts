import type { Answer, Answers, Question } from '#app/compare';
import type { Work } from '#main/platform/work.ts';
import type { AnswerStore } from './answer-store.ts';
import { extensionsIn, isCarried } from './extensions.ts';
import { type Link, StatementTimeout } from './link.ts';
import { extensionsCreated, stubTexts } from './stub-extensions.ts';

const QUESTION_LIMIT = 20_000;

export interface DeparseOn {
  readonly link: Link;
  readonly answers: AnswerStore;
  /** True where extensions that the server has not can be stood in for. */
  readonly standsIn: boolean;
}

/** Looks every question up, then asks what was never asked before, all in one request. */
export async function deparseInShadow(
  { link, answers, standsIn }: DeparseOn,
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
    const { answered, timedOut } = await ask({ link, standsIn }, [...open.values()], work);
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

async function ask(
  { link, standsIn }: Omit<DeparseOn, 'answers'>,
  questions: readonly Question[],
  work: Work,
): Promise<Asked> {
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
        const stubbed = standsIn ? withStandIns(now) : { questions: now, restore: (answer: Answer) => answer };
        const answers = await exclusive.ask(
          'deparse',
          { questions: stubbed.questions },
          { signal, limit: QUESTION_LIMIT },
        );
        return answers.map(stubbed.restore);
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

/** The questions with stand-ins for the extensions that are not carried, and their answers as the real ones would be. */
function withStandIns(questions: readonly Question[]) {
  const statements = questions.flatMap(({ setup, build, read }) => [...setup, build, read].map((sql) => ({ sql })));
  const lacking = extensionsCreated(statements).filter((name) => !isCarried(name));
  if (lacking.length === 0) return { questions, restore: (answer: Answer) => answer };
  const { number, restoreText } = stubTexts(lacking);
  return {
    questions: questions.map((question) => ({
      ...question,
      setup: question.setup.map(number),
      build: number(question.build),
      read: number(question.read),
    })),
    restore: (answer: Answer): Answer => ('text' in answer ? { text: restoreText(answer.text) } : answer),
  };
}
