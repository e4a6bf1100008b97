import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** What a view has too little of for everything to stand beside everything: a small window, or one at twice the size. */
export interface Room {
  /** Too narrow for a list beside its detail. */
  readonly isSlim: boolean;
  /** Too low for bars of more than one line above a list. */
  readonly isLow: boolean;
}

const SLIM_PX = 800;
const LOW_PX = 440;

const ENOUGH: Room = { isSlim: false, isLow: false };

/**
 * How much room an element has, told anew when it changes; slim is what has less than `slimPx`. Its view says so to what is below it by `data-slim` and
 * `data-low`, for which styles have the variants `slim:` and `low:` (ui/tokens.css).
 */
export function useRoom<T extends HTMLElement>(
  slimPx = SLIM_PX,
): { readonly ref: RefObject<T | null>; readonly room: Room } {
  const ref = useRef<T>(null);
  const [room, setRoom] = useState(ENOUGH);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => {
      const isSlim = element.clientWidth < slimPx;
      const isLow = element.clientHeight < LOW_PX;
      setRoom((before) => (before.isSlim === isSlim && before.isLow === isLow ? before : { isSlim, isLow }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [slimPx]);
  return { ref, room };
}
