import type { ObjectId } from '#app/catalog';
import { MOST_STEPS, WAYS } from '#app/graph';
import type { Exploration } from './use-exploration.ts';

/** What can be done to the part that is looked at, with the key that does it while the graph has the focus. */
export const EXPLORE_KEYS = {
  focus: 'E',
  more: ']',
  fewer: '[',
  way: 'D',
  pick: 'Space',
  isolate: 'I',
  hide: 'H',
  path: 'P',
  filter: '/',
  clear: 'X',
} as const;
export type ExploreAction = keyof typeof EXPLORE_KEYS;

export interface ExploreContext {
  readonly exploration: Exploration;
  readonly selected: ObjectId | null;
  readonly cursor: ObjectId | null;
  /** Begins to choose the other end of a path. */
  readonly onPathFrom: (id: ObjectId) => void;
  readonly onFilter: () => void;
}

/** What an action is about: what is picked, else the table of the keyboard, else the selection. */
export function subjectsOf({ exploration, selected, cursor }: ExploreContext): readonly ObjectId[] {
  const { picked } = exploration;
  if (picked.size > 0) return [...picked];
  const one = cursor ?? selected;
  return one === null ? [] : [one];
}

export function actionOfKey(key: string): ExploreAction | null {
  const pressed = key === ' ' ? 'Space' : key.length === 1 ? key.toUpperCase() : key;
  const found = Object.entries(EXPLORE_KEYS).find(([, one]) => one === pressed);
  return (found?.[0] as ExploreAction | undefined) ?? null;
}

/** Whether an action has something to act on. */
export function canDo(action: ExploreAction, context: ExploreContext): boolean {
  const { exploration } = context;
  const { focus, filter, hidden, path } = exploration.scope;
  if (action === 'filter') return true;
  if (action === 'clear') return focus !== null || hidden.length > 0 || path !== null || Object.keys(filter).length > 0;
  if (action === 'more' || action === 'fewer' || action === 'way') return focus !== null;
  if (action === 'focus' && focus !== null) return true;
  return subjectsOf(context).length > 0;
}

export function explore(action: ExploreAction, context: ExploreContext): void {
  if (!canDo(action, context)) return;
  const { exploration, selected, cursor, onPathFrom, onFilter } = context;
  const { scope, change, clear, clearPicks, togglePick } = exploration;
  const { focus, hidden } = scope;
  const subjects = subjectsOf(context);
  const stepTo = (steps: number) =>
    focus && change({ focus: { ...focus, steps: Math.max(0, Math.min(MOST_STEPS, steps)) } });
  const acts: Readonly<Record<ExploreAction, () => void>> = {
    focus: () => change({ focus: isFocusedOn(focus?.on, subjects) ? null : { on: subjects, steps: 1, way: 'both' } }),
    more: () => stepTo((focus?.steps ?? 0) + 1),
    fewer: () => stepTo((focus?.steps ?? 0) - 1),
    way: () =>
      focus && change({ focus: { ...focus, way: WAYS[(WAYS.indexOf(focus.way) + 1) % WAYS.length] ?? 'both' } }),
    pick: () => {
      const id = cursor ?? selected;
      if (id !== null) togglePick(id);
    },
    isolate: () => {
      change({ focus: { on: subjects, steps: 0, way: 'both' } });
      clearPicks();
    },
    hide: () => {
      change({ hidden: [...new Set([...hidden, ...subjects])] });
      clearPicks();
    },
    path: () => startPath(context, onPathFrom),
    filter: onFilter,
    clear,
  };
  acts[action]();
}

/** Between the two that are picked, or from the selection to the table of the keyboard; else its other end is chosen next. */
function startPath({ exploration, selected, cursor }: ExploreContext, onPathFrom: (id: ObjectId) => void): void {
  const [from, to] = exploration.picked.size === 2 ? exploration.picked : [selected, cursor];
  if (from && to && from !== to) exploration.change({ path: { from, to, at: 0 } });
  else {
    const start = cursor ?? selected;
    if (start !== null) onPathFrom(start);
  }
}

/** The same again, or nothing to focus on: the focus ends. */
function isFocusedOn(on: readonly ObjectId[] | undefined, subjects: readonly ObjectId[]): boolean {
  if (on === undefined) return false;
  return subjects.length === 0 || (on.length === subjects.length && on.every((id) => subjects.includes(id)));
}
