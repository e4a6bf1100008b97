import type { ObjectId } from '#app/catalog';
import { type Pin, stepFrom } from '#app/graph';
import { ZOOM_STEP } from './controls.tsx';
import type { FlowHandle } from './flow.tsx';
import { type Picture, sightOf } from './picture.ts';

export interface KeyContext {
  readonly picture: Omit<Picture, 'palette'>;
  readonly flow: FlowHandle | null;
  readonly cursor: ObjectId | null;
  readonly selected: ObjectId | null;
  readonly setCursor: (id: ObjectId | null) => void;
  readonly pick: (id: ObjectId | null) => void;
  readonly showAll: () => void;
  /** Puts a table somewhere; `null` gives it back to the layout. */
  readonly put: (id: ObjectId, at: Pin | null) => void;
  /** Draws the module of a table as one box. */
  readonly collapse: (id: ObjectId) => void;
  /** The view is the person's from now on. */
  readonly onMoved: () => void;
}

const ARROWS = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' } as const;

/** How far Shift and an arrow move a table, in the graph's units. */
const NUDGE = 40;
const NUDGES = { left: [-NUDGE, 0], right: [NUDGE, 0], up: [0, -NUDGE], down: [0, NUDGE] } as const;

/** What keys do to the table they are on: Shift and an arrow move it, U gives it back to the layout, C collapses its module. */
export function onTableKey(key: string, isShifted: boolean, context: KeyContext): boolean {
  const { picture, cursor, selected, put, collapse } = context;
  const id = cursor ?? selected;
  const box = id === null ? undefined : picture.scene.layout.boxes.get(id);
  if (id === null || !box) return false;
  const direction = ARROWS[key as keyof typeof ARROWS];
  if (direction && isShifted) {
    const [dx, dy] = NUDGES[direction];
    put(id, { x: box.x + dx, y: box.y + dy });
  } else if (key === 'u' || key === 'U') put(id, null);
  else if (key === 'c' || key === 'C') collapse(id);
  else return false;
  return true;
}

/** Does what a key says; true where it says something. */
export function onGraphKey(key: string, context: KeyContext): boolean {
  const { picture, flow, cursor, selected, setCursor, pick, showAll, onMoved } = context;
  if (key === '+' || key === '=' || key === '-' || key.startsWith('Arrow')) onMoved();
  const direction = ARROWS[key as keyof typeof ARROWS];
  if (direction) {
    const from = cursor ?? selected;
    const next =
      from === null ? firstInSight(context) : stepFrom(picture.scene.graph, picture.scene.layout, from, direction);
    if (next !== null) {
      setCursor(next);
      showIfHidden(next, context);
    }
    return true;
  }
  if (key === 'Enter') pick(cursor ?? selected);
  else if (key === 'Escape') pick(null);
  else if (key === 'f' || key === 'F') showAll();
  else if (key === '+' || key === '=') flow?.zoomBy(ZOOM_STEP);
  else if (key === '-') flow?.zoomBy(1 / ZOOM_STEP);
  else return false;
  return true;
}

function firstInSight({ picture, flow }: KeyContext): ObjectId | null {
  const { scene } = picture;
  const view = flow?.view();
  const area = view && sightOf(view);
  return (area && scene.nodesAt.within(area)[0]) ?? scene.graph.nodes[0]?.id ?? null;
}

function showIfHidden(id: ObjectId, { picture, flow }: KeyContext): void {
  const box = picture.scene.layout.boxes.get(id);
  const view = flow?.view();
  if (!box || !view) return;
  const x = (box.x + box.width / 2) * view.zoom + view.left;
  const y = (box.y + box.height / 2) * view.zoom + view.top;
  if (x < 40 || y < 40 || x > view.width - 40 || y > view.height - 40) flow?.centre(box, view.zoom);
}
