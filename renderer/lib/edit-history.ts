import { applyChanges, type KeptDraft, type TextChange, textChange } from '#app/api';

/** A text that is edited: where it began, the steps since, and what it is now. */
export interface EditHistory {
  readonly base: string;
  readonly steps: readonly Step[];
  readonly text: string;
}

interface Step extends TextChange {
  /** What stood there before. */
  readonly removed: string;
}

/** Beyond this many the first steps become one. */
const MOST = 500;

export function beginHistory(base: string): EditHistory {
  return { base, steps: [], text: base };
}

/**
 * The history with what the text is now: a step of its own, more of the last one where somebody goes on typing, or one less where
 * the last step was undone.
 */
export function record(history: EditHistory, text: string): EditHistory {
  const change = textChange(history.text, text);
  if (change === null) return history;
  const { base, steps } = history;
  const last = steps.at(-1);
  if (last && undone(history.text, last) === text) return { base, steps: steps.slice(0, -1), text };
  const step: Step = { ...change, removed: history.text.slice(change.at, change.at + change.length) };
  const merged = last ? merge(last, step) : null;
  const next = merged ? [...steps.slice(0, -1), merged] : [...steps, step];
  return { base, steps: next.length > MOST ? shorten(base, next) : next, text };
}

/** As it is kept between two runs of the program. */
export function toKept({ base, steps }: EditHistory, madeFor: string | null): KeptDraft {
  return { schemaVersion: 1, madeFor, base, edits: steps.map(({ at, length, text }) => ({ at, length, text })) };
}

export function fromKept({ base, edits }: KeptDraft): EditHistory {
  let text = base;
  const steps = edits.map((edit) => {
    const removed = text.slice(edit.at, edit.at + edit.length);
    text = applyChanges(text, [edit]);
    return { ...edit, removed };
  });
  return { base, steps, text };
}

/** The same text in one step: the ways it took are forgotten. */
export function flatten({ base, text }: EditHistory): EditHistory {
  return record(beginHistory(base), text);
}

function undone(text: string, { at, text: put, removed }: Step): string {
  return text.slice(0, at) + removed + text.slice(at + put.length);
}

/** Letters typed one behind the other, or taken out one before the other, are one step; a new line begins the next. */
function merge(last: Step, step: Step): Step | null {
  const isTyped = step.length === 0 && last.length === 0 && step.at === last.at + last.text.length;
  if (isTyped && step.text.length === 1 && !/\n/.test(last.text + step.text) && !/\s\S*$/.test(last.text.trimStart())) {
    return { ...last, text: last.text + step.text };
  }
  const isErased = step.text === '' && last.text === '' && step.length === 1 && step.at === last.at - 1;
  if (isErased && !/\n/.test(step.removed + last.removed)) {
    return { at: step.at, length: last.length + 1, text: '', removed: step.removed + last.removed };
  }
  return null;
}

function shorten(base: string, steps: readonly Step[]): readonly Step[] {
  const [first, second, ...rest] = steps;
  if (!first || !second) return steps;
  const change = textChange(base, applyChanges(base, [first, second]));
  if (change === null) return rest;
  return [{ ...change, removed: base.slice(change.at, change.at + change.length) }, ...rest];
}
