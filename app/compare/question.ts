/** Where an expression stands: it decides how the judge builds and deparses it. */
export type Place =
  | 'type'
  | 'default'
  | 'generated'
  | 'check'
  | 'domain-check'
  | 'domain-default'
  | 'policy-using'
  | 'policy-check'
  | 'index'
  | 'exclusion'
  | 'partition-key'
  | 'trigger-when'
  | 'view'
  | 'materialized-view'
  | 'rule'
  | 'publication-where';

/**
 * One text to be deparsed by the shadow. A question is about one side only, in that side's own context, so that its
 * answer serves every comparison the text takes part in. Two texts are equal when one server gives both one answer.
 */
export interface Question {
  /** Content address of everything below: equal questions are asked once and their answers are kept on disk. */
  readonly key: string;
  readonly place: Place;
  readonly text: string;
  /** Statements that build what the text needs (types, functions, skeleton tables), run in an empty database. */
  readonly setup: readonly string[];
  /** The statement that carries the text. */
  readonly build: string;
  /** A query that returns one row with one column, the deparsed text. */
  readonly read: string;
}

/** What the judge said. An `error` is the server's own message: the text cannot be built there. */
export type Answer = { readonly text: string } | { readonly error: string };

/** Answers by question key. A question without one is undecided. */
export type Answers = ReadonlyMap<string, Answer>;
