import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ObjectId } from '#app/catalog';

/** The views there are, in the order of the rail. */
export const VIEWS = ['graph', 'drift', 'audit', 'migrations', 'draft'] as const;
export type View = (typeof VIEWS)[number];

/** What is looked at: a view and, in it, an object. The deep link is this and nothing else. */
export interface Place {
  readonly view: View;
  readonly object: ObjectId | null;
  /** Where in a view that shows more than objects: the statement of a migration, the key of a difference or a finding. */
  readonly at?: string;
  /** What the view is narrowed to, as the view itself writes it; empty where to nothing. */
  readonly filter?: string;
  /** The two sources that the drift view compares, by name. */
  readonly sides?: Sides;
}

export type Sides = readonly [from: string, to: string];

export interface NavigationStore {
  readonly place: Place;
  readonly back: readonly Place[];
  readonly forward: readonly Place[];
  /** Looks at an object (or at none) in the view that is open. */
  readonly select: (object: ObjectId | null) => void;
  /** Opens a view where it was left, with what is looked at. */
  readonly show: (view: View) => void;
  readonly go: (place: Place) => void;
  /** Says how the view is narrowed now: the same place, no step of the way. */
  readonly narrow: (filter: string) => void;
  /** Says which two sources the view compares now. It is a step of the way where the place named two others. */
  readonly compare: (sides: Sides) => void;
  readonly goBack: () => void;
  readonly goForward: () => void;
}

const LONGEST_HISTORY = 200;

/** Where the person is, and the way they came. */
export function createNavigationStore(start: Place = { view: 'graph', object: null }): StoreApi<NavigationStore> {
  const left = new Map<View, string>();
  let graphFilter = '';
  return createStore<NavigationStore>((set, get) => {
    const go = (next: Place) => {
      const { place, back } = get();
      if (isSame(place, next)) return;
      if (next.at !== undefined) left.set(next.view, next.at);
      if (place.view === 'graph') graphFilter = place.filter ?? '';
      set({ place: next, back: [...back, place].slice(-LONGEST_HISTORY), forward: [] });
    };
    return {
      place: start,
      back: [],
      forward: [],
      go,
      narrow: (filter) => {
        const { filter: before = '', ...place } = get().place;
        if (filter !== before) set({ place: filter === '' ? place : { ...place, filter } });
      },
      compare: (sides) => {
        const { at: _of, ...place } = get().place;
        if (place.sides === undefined) set({ place: { ...get().place, sides } });
        else go({ ...place, sides });
      },
      select: (object) => go({ ...get().place, object }),
      show: (view) => {
        const { place } = get();
        const at = left.get(view);
        const filter = view === 'graph' && place.view !== 'graph' ? graphFilter : '';
        go({
          view,
          object: place.object,
          ...(at === undefined ? {} : { at }),
          ...(filter === '' ? {} : { filter }),
        });
      },
      goBack: () => {
        const { place, back, forward } = get();
        const previous = back.at(-1);
        if (previous) set({ place: previous, back: back.slice(0, -1), forward: [place, ...forward] });
      },
      goForward: () => {
        const { place, back, forward } = get();
        const [next, ...rest] = forward;
        if (next) set({ place: next, back: [...back, place], forward: rest });
      },
    };
  });
}

function isSame(a: Place, b: Place): boolean {
  return (
    a.view === b.view &&
    a.object === b.object &&
    a.at === b.at &&
    (a.filter ?? '') === (b.filter ?? '') &&
    isSameSides(a.sides, b.sides)
  );
}

export function isSameSides(a: Sides | undefined, b: Sides | undefined): boolean {
  return a?.[0] === b?.[0] && a?.[1] === b?.[1];
}

/** Prints a place as a URL hash: `#/graph/table:public.guests`, `#/drift?from=code&to=live&at=table:public.guests`. */
export function printHash({ view, object, at, filter, sides: [from, to] = ['', ''] }: Place): string {
  const path = object ? `#/${view}/${encodeURIComponent(object)}` : `#/${view}`;
  const inside = Object.entries({ from, to, at, filter }).flatMap(([name, value]) =>
    value ? [`${name}=${encodeURIComponent(value)}`] : [],
  );
  return inside.length === 0 ? path : `${path}?${inside.join('&')}`;
}

/** Reads a URL hash back; `null` where it names no place. */
export function parseHash(hash: string): Place | null {
  const [, view, object, query = ''] = /^#\/([a-z]+)(?:\/([^?]+))?(?:\?(.+))?$/.exec(hash) ?? [];
  const known = VIEWS.find((candidate) => candidate === view);
  if (!known) return null;
  const at = insideOf(query, 'at');
  const filter = insideOf(query, 'filter');
  const [from, to] = [insideOf(query, 'from'), insideOf(query, 'to')];
  return {
    view: known,
    object: object ? decode(object) : null,
    ...(at === null ? {} : { at }),
    ...(filter === null ? {} : { filter }),
    ...(from && to && from !== to ? { sides: [from, to] as const } : {}),
  };
}

function insideOf(query: string, name: string): string | null {
  const part = query.split('&').find((one) => one.startsWith(`${name}=`));
  return part === undefined ? null : decode(part.slice(name.length + 1));
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
