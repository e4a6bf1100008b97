import type { Face } from './text-width.ts';

/** One mark of a drawing, in the graph's units from its top left corner. Colours are CSS hex colours. */
export type Shape = RectShape | LineShape | TextShape;

export interface RectShape {
  readonly kind: 'rect';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly radius: number;
  readonly fill: string | null;
  readonly stroke: string | null;
  readonly dash?: readonly number[];
}

/** Moves, straight lines and cubic curves: `['M', x, y]`, `['L', x, y]`, `['C', x1, y1, x2, y2, x, y]`. */
export type Segment =
  | readonly ['M' | 'L', number, number]
  | readonly ['C', number, number, number, number, number, number];

export interface LineShape {
  readonly kind: 'line';
  readonly segments: readonly Segment[];
  readonly stroke: string;
  readonly width: number;
  /** Lengths of line and gap in turn, in the graph's units; a whole line where there are none. */
  readonly dash?: readonly number[];
}

export interface TextShape {
  readonly kind: 'text';
  /** The baseline's start, or its end where `anchor` says so. */
  readonly x: number;
  readonly y: number;
  readonly text: string;
  /** The whole text where `text` is cut. */
  readonly whole?: string;
  readonly face: Face;
  readonly size: number;
  readonly weight: 400 | 600;
  readonly fill: string;
  readonly anchor?: 'start' | 'end';
}

/** What of a drawing belongs to one object; drawn in order. */
export interface ShapeGroup {
  /** An object's identity, or what the group is. */
  readonly label: string;
  readonly shapes: readonly Shape[];
}

export interface Drawing {
  readonly title: string;
  readonly description: string;
  readonly width: number;
  readonly height: number;
  readonly background: string;
  readonly groups: readonly ShapeGroup[];
}
