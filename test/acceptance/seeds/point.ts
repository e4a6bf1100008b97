import type { Severity } from '#app/api';

/** One finding, or several alike, that a point of a record has to give. */
export interface Wanted {
  readonly rule: string;
  readonly severity: Severity;
  /** What the findings are about: their objects, or the tables of these. */
  readonly at?: readonly string[];
  /** Project-relative files that their origins or evidence name. */
  readonly files?: readonly string[];
  /** At least so many findings of the rule. */
  readonly atLeast?: number;
  readonly status?: 'open' | 'waived';
}

/** What a record says to be as it shall: the rule must be silent about these. */
export interface Unwanted {
  readonly rule: string;
  readonly at: readonly string[];
}

export interface Point {
  /** As the record numbers it, or a name of our own where it numbers nothing. */
  readonly id: string;
  /** The situation as the fixture has it. */
  readonly what: string;
  readonly finds?: readonly Wanted[];
  readonly not?: readonly Unwanted[];
  /** Why no schema can show it. */
  readonly judgement?: string;
}

export const table = (...names: readonly string[]) => names.map((name) => `table:public.${name}`);
export const column = (...names: readonly string[]) => names.map((name) => `column:public.${name}`);
export const foreignKey = (...names: readonly string[]) => names.map((name) => `foreign-key:public.${name}`);
