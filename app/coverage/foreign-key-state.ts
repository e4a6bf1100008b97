import type { ObjectId, QualifiedName } from '#app/catalog';

/** In the order in which they are listed: worst first. An edge with several faults shows the first of them. */
export const EDGE_STATES = [
  'type-mismatch',
  'inferred-missing',
  'relation-only',
  'only-in',
  'no-index',
  'everywhere',
] as const;
export type EdgeState = (typeof EDGE_STATES)[number];

/** One reference between two tables, in whatever sources know it. */
export interface EdgeCoverage {
  /** The same in every source: tables and columns, no constraint name. */
  readonly key: string;
  readonly from: QualifiedName & { readonly columns: readonly string[] };
  readonly to: QualifiedName & { readonly columns: readonly string[] };
  readonly state: EdgeState;
  /** Every state that holds, worst first; `everywhere` only where no other does or the key is in all sources. */
  readonly states: readonly EdgeState[];
  /** Names of the sources that have the foreign key, in the order given. */
  readonly presentIn: readonly string[];
  readonly missingFrom: readonly string[];
  /** Whether Drizzle relations name it; `null` where no code was given. */
  readonly hasRelation: boolean | null;
  /** How sure it is that a reference is meant, from 0 to 1, where only the column's name says so; `null` where it is stated. */
  readonly confidence: number | null;
  /** Identity of the foreign key in each source that has it. */
  readonly ids: Readonly<Record<string, ObjectId>>;
  /** Why, in sentences. */
  readonly reasons: readonly string[];
}

export interface EdgeTotals {
  readonly edges: number;
  readonly byState: Readonly<Record<EdgeState, number>>;
  /** References that a foreign key guards in at least one source. */
  readonly guarded: number;
  /** Keys in all sources with matching types and an index. */
  readonly sound: number;
  /** Whole per cent, rounded down; `null` where there is no edge. */
  readonly soundPercent: number | null;
  readonly guardedPercent: number | null;
}

export interface ForeignKeyCoverage {
  /** Names of the sources compared. */
  readonly sources: readonly string[];
  /** Sorted by key. */
  readonly edges: readonly EdgeCoverage[];
  readonly totals: EdgeTotals;
  /** By the schema of the table that holds the reference, sorted. */
  readonly bySchema: ReadonlyMap<string, EdgeTotals>;
}
