import type { GraphColumn, GraphNode } from './schema-graph.ts';

/**
 * What a relation measures at zoom 1, in CSS pixels. One size serves every level of detail, so that nothing moves when
 * columns appear. The stylesheet of the graph draws to these numbers.
 */
export const HEADER_HEIGHT = 36;
export const ROW_HEIGHT = 20;
export const FOOT_HEIGHT = 6;
/** A relation with more columns shows the rest as a count. */
export const MOST_ROWS = 48;
/** Room for a name on two lines from far: a view whose columns nobody knows has no row of its own. */
const LEAST_ROWS = 3;
const NARROWEST = 240;
const WIDEST = 400;
/** Average advance of JetBrains Mono at 12 px, and of Inter semibold at 13 px. */
const MONO_ADVANCE = 7.2;
const TITLE_ADVANCE = 7.4;
/** Key mark, gap between name and type, null mark, paddings. */
const ROW_FURNITURE = 66;
/** Icon, status mark, hub badge, paddings. */
const TITLE_FURNITURE = 76;
/** Seen from far, names break at underscores: the longest part of one still has to fit. */
const PART_ADVANCE = 20.5;
const PART_FURNITURE = 28;
const WIDTH_STEP = 20;

export interface Size {
  readonly width: number;
  readonly height: number;
}

export function nodeSize(node: Pick<GraphNode, 'name' | 'columns'>): Size {
  let chars = 0;
  for (const column of node.columns) chars = Math.max(chars, column.name.length + column.type.length);
  const longestPart = Math.max(...node.name.split('_').map((part) => part.length + 1));
  const wanted = Math.max(
    chars * MONO_ADVANCE + ROW_FURNITURE,
    node.name.length * TITLE_ADVANCE + TITLE_FURNITURE,
    longestPart * PART_ADVANCE + PART_FURNITURE,
  );
  const width = Math.min(WIDEST, Math.max(NARROWEST, Math.ceil(wanted / WIDTH_STEP) * WIDTH_STEP));
  return { width, height: HEADER_HEIGHT + Math.max(LEAST_ROWS, rowCount(node.columns)) * ROW_HEIGHT + FOOT_HEIGHT };
}

/** Rows drawn: every column, or the first ones and a last row that counts the rest. */
export function rowCount(columns: readonly GraphColumn[]): number {
  return Math.min(columns.length, MOST_ROWS);
}

/** Columns drawn as rows, and how many are only counted. */
export function shownColumns(columns: readonly GraphColumn[]): {
  readonly shown: readonly GraphColumn[];
  readonly more: number;
} {
  if (columns.length <= MOST_ROWS) return { shown: columns, more: 0 };
  return { shown: columns.slice(0, MOST_ROWS - 1), more: columns.length - MOST_ROWS + 1 };
}

/** The middle of a column's row below the top of its box; the middle of the header where the column has no row. */
export function rowOffset(node: Pick<GraphNode, 'columns'>, column: string | undefined): number {
  const row = column === undefined ? -1 : node.columns.findIndex((candidate) => candidate.name === column);
  if (row < 0) return HEADER_HEIGHT / 2;
  return HEADER_HEIGHT + (Math.min(row, rowCount(node.columns) - 1) + 0.5) * ROW_HEIGHT;
}
