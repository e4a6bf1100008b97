import type { ObjectId, Origin } from '#app/catalog';
import type { AuditContext } from './context.ts';
import type { Evidence } from './finding.ts';
import type { Remedy } from './remedy.ts';
import type { Dimension, Likelihood, Severity } from './severity.ts';

/** What a rule has to be given. `catalog` is that of any source: the strongest one decides. */
export type Need = 'catalog' | 'code' | 'migrations' | 'live' | 'usages' | 'statistics' | 'isolation';

/** Alternatives, any of which will do; within one, everything has to be there. */
export type Needs = readonly (readonly Need[])[];

/** What a rule says of one object, before the engine makes a finding of it. */
export interface FindingDraft {
  readonly object: ObjectId;
  /** Tells several findings of one rule on one object apart: a part of the key, so it has to be stable. */
  readonly discriminator?: string;
  /** One sentence: what is wrong. */
  readonly message: string;
  /** Facts that show it. */
  readonly evidence?: readonly Evidence[];
  /** By default those of the object, in every source that has it. */
  readonly origins?: readonly Origin[];
  /** The table it belongs to, where the object's identity does not name it (an index, a view). */
  readonly table?: ObjectId;
  /** By default the rule's, or what the project made of it. */
  readonly severity?: Severity;
  /** By default what statistics and usages of its table say. */
  readonly likelihood?: Likelihood;
  readonly remedy?: Remedy;
}

/** What a rule answers where the sources that are there cannot tell. */
export interface NotEvaluated {
  readonly notEvaluated: string;
}

export interface Rule {
  /** Kebab-case; never changes once shipped. The name of its file, its doc and its test. */
  readonly id: string;
  /** What it flags, in a few words. */
  readonly title: string;
  readonly severity: Severity;
  readonly dimension: Dimension;
  readonly needs: Needs;
  /** What its remedies hold. */
  readonly fix: readonly ('sql' | 'code')[];
  /** Runs only where the project gives it a severity, or where it is asked for by name. */
  readonly isOptIn?: true;
  /** A rule that says the same of an object in other words: where it does, at least as gravely, this one keeps silent. */
  readonly yieldsTo?: string;
  evaluate(context: AuditContext): readonly FindingDraft[] | NotEvaluated;
}

/** Any catalog will do. */
export const ANY_CATALOG: Needs = [['catalog']];

/**
 * What a rule answers that looks for what hand-written SQL may hold, where there is nothing but code. `null` where the
 * strongest source is a database or the migrations, which know.
 */
export function unlessOnlyCode(context: AuditContext, what: string): NotEvaluated | null {
  if (context.source !== 'code') return null;
  return { notEvaluated: `Code alone does not tell: ${what} may be in migrations written by hand.` };
}
