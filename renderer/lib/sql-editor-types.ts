import type { DraftCompletions, DraftHover, DraftProblem, TextChange } from '#app/api';

export type SqlProblem = DraftProblem;
export type Completions = DraftCompletions;
export type Hover = DraftHover;

/** What an editor of SQL asks and tells. Places are characters (UTF-16) from the start of the text. */
export interface SqlEditorHandlers {
  readonly onText: (text: string) => void;
  readonly onCaret: (at: number) => void;
  /** Escape, with nothing open that it would close: the way out for those who have no mouse. */
  readonly onLeave: () => void;
  readonly complete: (text: string, at: number, signal: AbortSignal) => Promise<Completions | null>;
  readonly hover: (text: string, at: number, signal: AbortSignal) => Promise<Hover | null>;
}

export interface SqlEditorHandle {
  /** Shows a text that came to be by steps, each of which can be undone. */
  open(base: string, steps: readonly TextChange[], caret: number): void;
  /** Puts a text in place of the one that is there, as one step. */
  replace(text: string): void;
  setProblems(problems: readonly SqlProblem[]): void;
  /** Marks the statement that the caret is in; a length of 0 marks none. */
  setStatement(at: number, length: number): void;
  /** Moves the caret there, and into sight. */
  goTo(at: number): void;
  focus(): void;
  dispose(): void;
}
