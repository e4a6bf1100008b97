import type { ObjectId } from '#app/catalog';
import type { Hazard } from '#app/plan';
import type { Observation } from './observe.ts';
import type { FilledTable } from './rows/fill.ts';
import type { LostRows } from './rows/kept-rows.ts';

/** A statement that the server refused, or an object that is not what it shall be. */
export interface DraftFault {
  readonly object: ObjectId;
  readonly message: string;
}

/** One statement as it was run on rows. */
export interface ProofStep extends Observation {
  readonly sql: string;
  /** What is documented of it; what was seen is in `locks` and `rewrites`. */
  readonly hazards: readonly Hazard[];
}

/** What running a migration on a clone of its source showed. */
export interface Proof {
  readonly proven: boolean;
  /** On which server: `PostgreSQL 16.4`. What is proven is proven there. */
  readonly server: string;
  /** Of the catalog that it was run on. */
  readonly madeFor: string;
  readonly steps: readonly ProofStep[];
  /** The rows that it was run on. Where a table was given up, nothing is proven of its rows. */
  readonly rows: readonly FilledTable[];
  /** Rows and values that are missing and that no statement says it takes away. */
  readonly lost: readonly LostRows[];
  /** Values that triggers wrote anew when the table was updated. */
  readonly byTriggers: readonly LostRows[];
  /** What is not as the target has it; empty where there is no target. */
  readonly left: readonly DraftFault[];
  /** What it changed, where no target was given: identities of what it made, changed and dropped. */
  readonly changed: Readonly<Record<'made' | 'changed' | 'dropped', readonly ObjectId[]>>;
  /** Whether it can be run a second time, and then changes nothing; `null` where that was not asked. */
  readonly again: boolean | null;
  /** In sentences: what was shown. */
  readonly says: readonly string[];
}
