import { type ObjectId, objectId } from '#app/catalog';
import type { StateLook } from '#app/report';
import { objectName } from '#renderer/lib/object-name.ts';
import type { Overlay } from '#renderer/stores';
import type { Scene } from './scene.ts';
import type { DrawnEdge } from './scene-edges.ts';

/** One line of a legend. */
export interface LegendEntry {
  readonly state: string;
  readonly look: StateLook;
  readonly count: number;
}

/** What an overlay says: a state for tables and references, the totals first. */
export interface OverlayMarks {
  readonly overlay: Overlay;
  readonly nodes: ReadonlyMap<ObjectId, StateLook>;
  readonly edges: ReadonlyMap<string, StateLook>;
  readonly extraEdges: readonly DrawnEdge[];
  /** A number or size that stands on the table. */
  readonly figures: ReadonlyMap<ObjectId, string>;
  /** What the figures count, where they are a bare number. */
  readonly figureOf: string;
  /** The same answer for each module, by its id: `83 %`. */
  readonly modules: ReadonlyMap<string, string>;
  readonly percent: number | null;
  /** What the percentage is of. */
  readonly answer: string;
  readonly legend: readonly LegendEntry[];
  /** Labels of the states that are gaps; empty where the overlay knows no such thing. */
  readonly gaps: ReadonlySet<string>;
}

export const NO_MARKS: OverlayMarks = {
  overlay: 'none',
  nodes: new Map(),
  edges: new Map(),
  extraEdges: [],
  figures: new Map(),
  figureOf: '',
  modules: new Map(),
  percent: null,
  answer: '',
  legend: [],
  gaps: new Set(),
};

/** How much of each module is as it should be, of what counts; a module where nothing counts has no share. */
export function sharesByModule(
  { layout }: Scene,
  counts: (id: ObjectId) => boolean,
  isSound: (id: ObjectId) => boolean,
): ReadonlyMap<string, string> {
  return new Map(
    layout.modules.flatMap(({ id, members }) => {
      const counted = members.filter(counts);
      if (counted.length === 0) return [];
      return [[id, `${Math.floor((100 * counted.filter(isSound).length) / counted.length)} %`] as const];
    }),
  );
}

/** The table or view that an object is or belongs to; `null` for enums, roles and the like. */
export function relationOf(id: ObjectId): ObjectId | null {
  const { kind, schema, table } = objectName(id);
  if (kind === 'table' || kind === 'view' || kind === 'materialized-view') return id;
  return schema === null || table === null ? null : objectId('table', schema, table);
}

/** What an overlay counts on a table, in words: `12 findings`, `300 MB`. */
export function figureText({ figures, figureOf }: OverlayMarks, id: ObjectId): string | null {
  const figure = figures.get(id);
  return figure === undefined ? null : `${figure} ${figure === '1' ? figureOf.replace(/s$/, '') : figureOf}`.trim();
}
