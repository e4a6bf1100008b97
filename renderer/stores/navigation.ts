import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ObjectId } from '#app/catalog';

/** The views there are, in the order of the rail. */
export const VIEWS = ['graph', 'drift', 'migrations'] as const;
export type View = (typeof VIEWS)[number];

/** What is looked at: a view and, in it, an object. The deep link is this and nothing else. */
export interface Place {
  readonly view: View;
  readonly object: ObjectId | null;
  /** Where in a view that shows more than objects: the statement of a migration. */
  readonly at?: string;
}

export interface NavigationStore {
  readonly place: Place;
  readonly back: readonly Place[];
  readonly forward: readonly Place[];
  /** Looks at an object (or at none) in the view that is open. */
  readonly select: (object: ObjectId | null) => void;
  /** Opens a view where it was left, with what is looked at. */
  readonly show: (view: View) => void;
  readonly go: (place: Place) => void;
  readonly goBack: () => void;
  readonly goForward: () => void;
}

const LONGEST_HISTORY = 200;

/** Where the person is, and the way they came. */
export function createNavigationStore(start: Place = { view: 'graph', object: null }): StoreApi<NavigationStore> {
  const left = new Map<View, string>();
  return createStore<NavigationStore>((set, get) => {
    const go = (next: Place) => {
      const { place, back } = get();
      if (place.view === next.view && place.object === next.object && place.at === next.at) return;
      if (next.at !== undefined) left.set(next.view, next.at);
      set({ place: next, back: [...back, place].slice(-LONGEST_HISTORY), forward: [] });
    };
    return {
      place: start,
      back: [],
      forward: [],
      go,
      select: (object) => go({ ...get().place, object }),
      show: (view) => {
        const at = left.get(view);
        go({ view, object: get().place.object, ...(at === undefined ? {} : { at }) });
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

/** Prints a place as a URL hash: `#/graph/table:public.guests`, `#/migrations?at=drizzle/0001_guests.sql`. */
export function printHash({ view, object, at }: Place): string {
  const path = object ? `#/${view}/${encodeURIComponent(object)}` : `#/${view}`;
  return at === undefined ? path : `${path}?at=${encodeURIComponent(at)}`;
}

/** Reads a URL hash back; `null` where it names no place. */
export function parseHash(hash: string): Place | null {
  const [, view, object, at] = /^#\/([a-z]+)(?:\/([^?]+))?(?:\?at=(.+))?$/.exec(hash) ?? [];
  const known = VIEWS.find((candidate) => candidate === view);
  if (!known) return null;
  const place = { view: known, object: object ? decode(object) : null };
  const inside = at ? decode(at) : null;
  return inside === null ? place : { ...place, at: inside };
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
