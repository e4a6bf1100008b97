import type { Kind, ObjectId, Problem } from '#app/catalog';
import type { RenameCandidate } from '#app/compare';
import type { Completion, Hazard, LintSeverity, LockMode, PlannedStatement } from '#app/plan';
import type { Usage } from '#app/usages';

/** SQL that turns one source into another, with what trying it on the shadow showed. */
export interface DraftResult {
  readonly schemaVersion: 1;
  /** False where something could not be read or a question is open: then there are no statements. */
  readonly complete: boolean;
  /** What could not be read or decided, renames that are open among it, and notes. */
  readonly unread: readonly Problem[];
  readonly from: string;
  readonly to: string;
  /** The fingerprint of the catalog it was made for; `null` where there is no draft. */
  readonly madeFor: string | null;
  readonly statements: readonly PlannedStatement[];
  /** What the statements did when they were run: empty where they lead to the target and the server took each of them. */
  readonly faults: readonly DraftFault[];
  /** The way back; `null` where it was not asked for. */
  readonly down: readonly PlannedStatement[] | null;
  /** What running them on a clone with rows showed; `null` where that was not asked. */
  readonly proof: DraftProof | null;
  /** Renames that somebody has to confirm or refuse first. */
  readonly renameCandidates: readonly RenameCandidate[];
  /** What it renames, with all places in the project's code that still say the old name. */
  readonly renames: readonly DraftRename[];
}

/** Something that is called otherwise after a draft. */
export interface DraftRename {
  readonly kind: Kind;
  /** As it was called. */
  readonly from: ObjectId;
  readonly to: ObjectId;
  /** Where code says the old name, SQL of the project's own included; by file and place. */
  readonly uses: readonly Usage[];
}

/** A statement that the server refused, or an object that is not what it shall be. */
export interface DraftFault {
  readonly object: ObjectId;
  readonly message: string;
}

/** What was seen of one statement. */
export interface DraftProofStep {
  /** `outside`: it ran, but not in a transaction; its locks could not be seen. `control`: BEGIN, COMMIT and the like. */
  readonly outcome: 'ran' | 'outside' | 'control' | 'failed';
  /** The server's words where it failed. */
  readonly error: string | null;
  /** The strongest on each relation that was there before. */
  readonly locks: readonly { readonly relation: string; readonly mode: LockMode }[];
  /** Relations whose file is another one. */
  readonly rewrites: readonly string[];
}

export interface DraftProof {
  readonly proven: boolean;
  /** On which server: `PostgreSQL 16.4`. What is proven is proven there. */
  readonly server: string;
  /** In sentences: what was shown. */
  readonly says: readonly string[];
  /** One for each statement, in their order. */
  readonly steps: readonly DraftProofStep[];
}

/** A place in the text of a draft; lines and columns (UTF-16) count from 1, `length` in characters, line ends among them. */
export interface DraftPlace {
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

/** Something about a draft that is being written. */
export interface DraftProblem extends DraftPlace {
  /** A rule of the audit (`migration-…`, with a doc), or a check of drafts alone (`lint-…`). */
  readonly rule: string;
  readonly severity: LintSeverity;
  /** One sentence. */
  readonly message: string;
  /** What puts it right at once; `null` where that takes thought. */
  readonly fix: { readonly title: string; readonly edits: readonly (DraftPlace & { readonly text: string })[] } | null;
}

/** What is known of a statement of a draft that is being written. */
export interface StatementFacts {
  /** What it is about; `null` where its text does not tell, or is about more than the catalog has kinds for. */
  readonly object: ObjectId | null;
  readonly hazards: readonly Hazard[];
}

export interface WrittenStatement extends StatementFacts {
  readonly sql: string;
}

/** What a draft makes of an object: its canonical DDL, empty where it is not there then. */
export interface DraftEffectObject {
  readonly object: ObjectId;
  /** What it was called before; `null` where it is called the same, or is new. */
  readonly was: ObjectId | null;
  readonly before: string;
  readonly after: string;
}

/** What a draft makes of its source, as a server reads it. Tables and views come with all that belongs to them. */
export interface DraftEffect {
  readonly objects: readonly DraftEffectObject[];
  /** Statements that the server refused, by their index from 0. */
  readonly refused: readonly { readonly index: number; readonly message: string }[];
}

/** What may be written at a place of a draft. */
export interface DraftCompletions {
  /** The stretch that it takes the place of, in characters (UTF-16) from the start of the text. */
  readonly at: number;
  readonly length: number;
  readonly items: readonly Completion[];
}

/** What a name in a draft stands for at that line, and its definition; places as in {@link DraftCompletions}. */
export interface DraftHover {
  readonly at: number;
  readonly length: number;
  readonly title: string;
  readonly sql: string;
}

/**
 * What should be known of a draft as it stands: by place, and of each of its statements as `splitStatements` has them. Their words are
 * not said again: it is asked for with every letter that somebody types.
 */
export interface DraftLint {
  readonly problems: readonly DraftProblem[];
  readonly statements: readonly StatementFacts[];
}
