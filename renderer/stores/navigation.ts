import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ObjectId } from '#app/catalog';

/** The views there are, in the order of the rail. */
export const VIEWS = ['graph', 'drift'] as const;
export type View = (typeof VIEWS)[number];

/** What is looked at: a view and, in it, an object. The deep link is this and nothing else. */
export interface Place {
  readonly view: View;
  readonly object: ObjectId | null;
}

export interface NavigationStore {
  readonly place: Place;
  readonly back: readonly Place[];
  readonly forward: readonly Place[];
  /** Looks at an object (or at none) in the view that is open. */
  readonly select: (object: ObjectId | null) => void;
  readonly show: (view: View) => void;
  readonly go: (place: Place) => void;
  readonly goBack: () => void;
  readonly goForward: () => void;
}

const LONGEST_HISTORY = 200;

/** Where the person is, and the way they came. */
export function createNavigationStore(start: Place = { view: 'graph', object: null }): StoreApi<NavigationStore> {
  return createStore<NavigationStore>((set, get) => {
    const go = (next: Place) => {
      const { place, back } = get();
      if (place.view === next.view && place.object === next.object) return;
      set({ place: next, back: [...back, place].slice(-LONGEST_HISTORY), forward: [] });
    };
    return {
      place: start,
      back: [],
      forward: [],
      go,
      select: (object) => go({ view: get().place.view, object }),
      show: (view) => go({ view, object: get().place.object }),
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

/** Prints a place as a URL hash: `#/graph/table:public.guests`. */
export function printHash(place: Place): string {
  return place.object ? `#/${place.view}/${encodeURIComponent(place.object)}` : `#/${place.view}`;
}

/** Reads a URL hash back; `null` where it names no place. */
export function parseHash(hash: string): Place | null {
  const [, view, object] = /^#\/([a-z]+)(?:\/(.+))?$/.exec(hash) ?? [];
  const known = VIEWS.find((candidate) => candidate === view);
  if (!known) return null;
  return { view: known, object: object ? decodeObject(object) : null };
}

function decodeObject(text: string): ObjectId | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
