import type { ObjectId } from '#app/catalog';
import type { Box, GraphEdge } from '#app/graph';
import type { Level } from './levels.ts';
import type { OverlayMarks } from './overlay-marks.ts';
import type { Palette } from './palette.ts';
import type { Scene } from './scene.ts';
import type { DrawnEdge } from './scene-edges.ts';

/** Where the graph is looked at from: a point (x, y) of it is drawn at `x * zoom + left`. CSS pixels. */
export interface Viewport {
  readonly left: number;
  readonly top: number;
  readonly zoom: number;
  readonly width: number;
  readonly height: number;
}

/** What is emphasised. */
export interface Emphasis {
  readonly selected: ObjectId | null;
  /** The table the keyboard is on. */
  readonly cursor: ObjectId | null;
  /** Selected, and what is one reference away; `null` where nothing is selected. */
  readonly near: ReadonlySet<ObjectId> | null;
  readonly hoveredEdge: string | null;
  readonly openHubs: ReadonlySet<ObjectId>;
  /** Gathered by the person, to act on together. */
  readonly picked: ReadonlySet<ObjectId>;
  /** References of the path that is followed; drawn even where they are folded. */
  readonly pathEdges: ReadonlySet<string>;
  /** The state of the legend that is looked for. */
  readonly spotlight: string | null;
  /** Only what the overlay calls a gap is shown in full. */
  readonly gapsOnly: boolean;
}

export interface Picture {
  readonly scene: Scene;
  readonly marks: OverlayMarks;
  /** A second overlay, as a stripe and a mark; `null` for one alone. */
  readonly beside: OverlayMarks | null;
  readonly drift: ReadonlyMap<ObjectId, number>;
  readonly emphasis: Emphasis;
  readonly palette: Palette;
}

export interface Brush {
  readonly context: CanvasRenderingContext2D;
  readonly view: Viewport;
  readonly level: Level;
  /** The part of the graph in sight, in its own units. */
  readonly sight: Box;
}

export function sightOf({ left, top, zoom, width, height }: Viewport): Box {
  return { x: -left / zoom, y: -top / zoom, width: width / zoom, height: height / zoom };
}

/** Whether a folded reference is drawn: its hub is open, or one of its ends is selected. */
export function isDrawn(edge: GraphEdge, { openHubs, selected, pathEdges }: Emphasis): boolean {
  if (pathEdges.has(edge.id)) return true;
  return edge.foldedInto === null || openHubs.has(edge.foldedInto) || edge.from === selected || edge.to === selected;
}

/** A table outside the selection's neighbourhood, without the state that is looked for, or no gap where only gaps are. */
export function isDimmed(
  id: ObjectId,
  { emphasis, marks, beside }: Pick<Picture, 'emphasis' | 'marks' | 'beside'>,
): boolean {
  const label = marks.nodes.get(id)?.label;
  const { spotlight } = emphasis;
  if (spotlight !== null && label !== spotlight && beside?.nodes.get(id)?.label !== spotlight) return true;
  if (emphasis.gapsOnly && !marks.gaps.has(label ?? '')) return true;
  return emphasis.near !== null && !emphasis.near.has(id);
}

/** Whether a reference is left out since only gaps are asked for and it is none: overlays without references hide none. */
export function isNoGap(edge: DrawnEdge, { emphasis, marks }: Pick<Picture, 'emphasis' | 'marks'>): boolean {
  return emphasis.gapsOnly && marks.edges.size > 0 && !marks.gaps.has(marks.edges.get(edge.key)?.label ?? '');
}

/** `size` CSS pixels of the monospace face. */
export function monoFont(size: number, weight = 500): string {
  return `${weight} ${size}px "JetBrains Mono Variable", ui-monospace, monospace`;
}

export function textFont(size: number, weight = 500): string {
  return `${weight} ${size}px "Inter Variable", ui-sans-serif, system-ui, sans-serif`;
}

/** Whether a reference may run together with others: where lines show a state, each keeps its own way, and so does one that stands out. */
export function isBundled(
  edge: { readonly id: string; readonly key: string; readonly from: ObjectId; readonly to: ObjectId },
  { marks, emphasis }: Omit<Picture, 'palette'>,
): boolean {
  const isSelected = emphasis.selected !== null && (edge.from === emphasis.selected || edge.to === emphasis.selected);
  return !isSelected && !marks.edges.has(edge.key) && !emphasis.pathEdges.has(edge.id);
}
