import { canonicalType } from '#app/sql';
import { inCommonWords, printsDatePart } from './across-majors.ts';
import { contextOf, type MadeQuestion, makeQuestion } from './ask.ts';
import { DIFFERS, OPEN, type Ruling, SAME, type Side } from './attribute-rule.ts';
import { mentionsOf } from './mentions.ts';
import { isLiteralOfOwnType } from './own-cast.ts';
import type { Answer, Answers, Place, Question } from './question.ts';

/** Decides over SQL texts: by the answers there are, else by asking. */
export interface Judge {
  /** Whether two texts are one to PostgreSQL; `null` stands for no text. */
  text(place: Place, from: string | null, to: string | null, fromSide: Side, toSide: Side): Ruling;
  /** The text as PostgreSQL prints it; as written where it cannot be built; `null` while the question is open. */
  deparsed(place: Place, text: string, side: Side): string | null;
  counts(): JudgeCounts;
  /** Something is taken as decided that an answer decided before. */
  takesKnown(): void;
  /** Whether an answer was used. */
  judged(): boolean;
  /** What has been asked without an answer, by key. */
  questions(): readonly Question[];
}

/** How often a text was looked up: what was decided without is a matter of the two values alone. */
export interface JudgeCounts {
  readonly asked: number;
  readonly answered: number;
  readonly unanswered: number;
  /** Of those asked, how many depend on the columns of other tables. */
  readonly leaning: number;
}

/** What a question of each place takes for the answer that one gave; a place that is missing prints its own texts alike. */
const ASKED_AGAIN: Partial<Record<Place, (printed: string, asked: string) => string>> = {
  check: asPrinted,
  'policy-using': asPrinted,
  'policy-check': asPrinted,
  generated: asPrinted,
  default: asPrinted,
  exclusion: asPrinted,
  'domain-default': asPrinted,
  'partition-key': asPrinted,
  // The keys of an index are printed without what their question begins with; its predicate is not.
  index: (printed, asked) => (asked.startsWith('USING ') ? `USING ${printed}` : printed),
  'domain-check': (printed) => printed.replace(/^CHECK /, ''),
  'trigger-when': asPrinted,
  view: withoutEnd,
  'materialized-view': withoutEnd,
};

/** The questions that were made so far, by what they are made of: good as long as the accounts are. */
export type MadeQuestions = Map<string, MadeQuestion>;

export function createJudge(answers: Answers, made: MadeQuestions): Judge {
  const open = new Map<string, Question>();
  const counts = { asked: 0, answered: 0, unanswered: 0, leaning: 0 };
  let judged = false;

  /** `isPrinted`: the text has the new names already, where the side's account was renamed. */
  function ask(
    place: Place,
    text: string,
    side: Side,
    isPrinted = false,
  ): { readonly key: string; readonly answer: Answer | undefined } {
    counts.asked += 1;
    const { renamed } = side.account;
    // The text of a type is a name, and was renamed with the catalog.
    const old = renamed && !isPrinted && place !== 'type' ? renamed : undefined;
    const object = old?.before.get(side.object) ?? side.object;
    const surroundings = old?.surroundings ?? side.account.surroundings;
    // A default depends on nothing of its table but the type: most questions of a large schema are found here.
    const where =
      place === 'default' && object.kind === 'column' && !renamed
        ? object.type
        : `${side.account.source.label}\u0000${contextOf(place, text, object, surroundings)}`;
    const memo = `${place}\u0000${where}\u0000${old ? 'old' : ''}\u0000${text}`;
    let asking = made.get(memo);
    if (!asking) {
      asking = makeQuestion(place, text, object, surroundings, old?.renames);
      made.set(memo, asking);
    }
    const { question, isLeaning } = asking;
    const answer = answers.get(question.key);
    counts[answer ? 'answered' : 'unanswered'] += 1;
    if (isLeaning) counts.leaning += 1;
    if (answer) judged = true;
    else open.set(question.key, question);
    return { key: question.key, answer };
  }

  /** A judge that is older than the server that printed a text may not know its words: calls it knows. */
  function askInKnownWords(place: Place, text: string, side: Side): ReturnType<typeof ask> {
    const asked = ask(place, text, side);
    const called = asked.answer && 'error' in asked.answer ? inCommonWords(text, false) : text;
    return called === text ? asked : ask(place, called, side);
  }

  /**
   * What PostgreSQL prints is not always what it prints of that again: `x BETWEEN 1 AND 2 AND y` is printed as a nested
   * AND, which is flat once it is parsed; `v IN ('a', 'b')` of a varchar casts the array, and then each of its elements.
   * One side may have been through that and the other not, so both go once more.
   */
  function settle(place: Place, asked: readonly string[], answers: readonly Answer[], sides: readonly Side[]): Ruling {
    const again = ASKED_AGAIN[place];
    const printed = answers.map(textOf);
    if (!again || printed.includes(null)) return DIFFERS;
    const settled = printed.map(
      (text, index) => ask(place, again(text ?? '', asked[index] ?? ''), sides[index] as Side, true).answer,
    );
    const [left, right] = settled;
    if (!left || !right) return OPEN;
    return textOf(left) !== null && textOf(left) === textOf(right) ? SAME : DIFFERS;
  }

  /** What servers of several majors print otherwise, and mean alike: asked once more in words that all of them have. */
  function across(
    place: Place,
    asked: readonly [string, string],
    printed: readonly [string | null, string | null],
    sides: readonly [Side, Side],
  ): Ruling {
    const again = ASKED_AGAIN[place];
    const [left, right] = printed;
    if (!again || left === null || right === null) return DIFFERS;
    const isDatePart =
      sides.some(printsDatePart) || asked.some((text, index) => losesExtract(text, printed[index] ?? ''));
    const plain = [left, right].map((text) => inCommonWords(text, isDatePart));
    if (plain[0] === left && plain[1] === right) return DIFFERS;
    const answers = plain.map(
      (text, index) => ask(place, again(text, asked[index] ?? ''), sides[index] as Side, true).answer,
    );
    const [a, b] = answers;
    if (!a || !b) return OPEN;
    return textOf(a) !== null && textOf(a) === textOf(b) ? SAME : DIFFERS;
  }

  return {
    text(place, from, to, fromSide, toSide) {
      if (from === to && !isRenamed(place, from, fromSide, toSide)) return SAME;
      if (from === null || to === null) return DIFFERS;
      if (place === 'type' && canonicalType(from) === canonicalType(to)) return SAME;
      const a = askInKnownWords(place, from, fromSide);
      const b = askInKnownWords(place, to, toSide);
      if (a.key === b.key) return SAME;
      if (!a.answer || !b.answer) return OPEN;
      for (const answer of [a.answer, b.answer])
        if ('error' in answer) return { outcome: 'undecided', cause: answer.error };
      const left = textOf(a.answer);
      const right = textOf(b.answer);
      if (left === right) return SAME;
      if (isDefault(place) && isLiteralOfOwnType(left ?? '', right ?? '', fromSide, toSide)) return SAME;
      const settled = settle(place, [from, to], [a.answer, b.answer], [fromSide, toSide]);
      if (settled !== DIFFERS) return settled;
      // A column of another type gives every expression on it another text: told once, of the column.
      const asked = fromSide.account.renamed ? (ASKED_AGAIN[place]?.(left ?? '', from) ?? from) : from;
      const elsewhere = ask(place, asked, { ...fromSide, object: toSide.object, account: toSide.account }, true);
      if (elsewhere.key !== a.key) {
        if (!elsewhere.answer) return OPEN;
        if (textOf(elsewhere.answer) === right) return SAME;
      }
      const elsewise = across(place, [from, to], [left, right], [fromSide, toSide]);
      if (elsewise !== DIFFERS) return elsewise;
      return { outcome: 'differs', deparsed: [left, right] };
    },
    deparsed(place, text, side) {
      const { answer } = ask(place, text, side);
      if (!answer) return null;
      return textOf(answer) ?? text;
    },
    counts: () => ({ ...counts }),
    takesKnown: () => {
      judged = true;
    },
    judged: () => judged,
    questions: () => [...open.values()].sort((a, b) => (a.key < b.key ? -1 : 1)),
  };
}

/** The judge itself takes EXTRACT for `date_part`. */
function losesExtract(asked: string, printed: string): boolean {
  return /\bextract\s*\(/i.test(asked) && !/\bextract\(/i.test(printed);
}

function isDefault(place: Place): boolean {
  return place === 'default' || place === 'domain-default';
}

/** One text in two accounts may mean two things where a name in it was given away. */
function isRenamed(place: Place, text: string | null, ...sides: readonly Side[]): boolean {
  if (text === null || place === 'type') return false;
  const renames = sides.flatMap(({ account }) => account.renamed?.renames ?? []);
  if (renames.length === 0) return false;
  const { words } = mentionsOf(text);
  return renames.some(({ from, to }) => words.has(from.at(-1) ?? '') || words.has(to.at(-1) ?? ''));
}

function textOf(answer: Answer): string | null {
  return 'text' in answer ? answer.text : null;
}

function asPrinted(printed: string): string {
  return printed;
}

/** A view is printed as a statement. */
function withoutEnd(printed: string): string {
  return printed.replace(/;\s*$/, '');
}
