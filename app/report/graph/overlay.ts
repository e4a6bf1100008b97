import type { ObjectId } from '#app/catalog';
import type { GraphEdge } from '#app/graph';
import type { StateLook } from './state-looks.ts';

/** What an overlay says of a graph, for a drawing of it. */
export interface DrawnOverlay {
  /** What it is called: `Row security`. */
  readonly name: string;
  /** Its answer, in a sentence. */
  readonly answer: string;
  readonly tables: ReadonlyMap<ObjectId, StateLook>;
  /** By the reference's `id`. */
  readonly references: ReadonlyMap<string, StateLook>;
  /** References that the graph has not; drawn with the state that stands in `references`. */
  readonly missing: readonly GraphEdge[];
  /** What it counts on a table, in words: `12 findings`. */
  readonly figures: ReadonlyMap<ObjectId, string>;
  readonly legend: readonly LegendLine[];
}

export interface LegendLine {
  readonly look: StateLook;
  readonly count: number;
}
