import type { ObjectId } from '#app/catalog';

/**
 * By what tables stand together: communities found from their references, schema, the file that declares them, or their
 * state in the row-security or foreign-key coverage.
 */
export const GROUPINGS = ['references', 'schema', 'file', 'coverage'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** How a person wants the graph to stand: plain data, so that a named view can hold it. */
export interface Arrangement {
  readonly grouping: Grouping;
  /** Tables that were put somewhere: the top left corner, in the graph's units, whatever the layout says. */
  readonly pins: Readonly<Record<ObjectId, Pin>>;
  /** Ids of modules that are drawn as one box, sorted. */
  readonly collapsed: readonly string[];
}

export interface Pin {
  readonly x: number;
  readonly y: number;
}

/** What the layout gives by itself. */
export const NO_ARRANGEMENT: Arrangement = { grouping: 'references', pins: {}, collapsed: [] };
