import { type PointerEvent, useMemo, useRef } from 'react';
import type { Box, Pin } from '#app/graph';

/** Handlers of what a table is taken by. */
export interface Drag {
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onPointerMove: (event: PointerEvent) => void;
  readonly onPointerUp: (event: PointerEvent) => void;
  readonly onPointerCancel: (event: PointerEvent) => void;
}

/** Less than this is a click that trembled. CSS pixels. */
const LEAST = 4;

interface Taken {
  readonly clientX: number;
  readonly clientY: number;
  readonly box: Box;
  moves: boolean;
}

/** Moves a table with the pointer that took it, once a frame; the same handlers in every render. */
export function useDrag(box: Box | undefined, zoomOf: () => number, onPut: (at: Pin) => void): Drag {
  const latest = useRef({ box, zoomOf, onPut });
  latest.current = { box, zoomOf, onPut };
  return useMemo(() => {
    let taken: Taken | null = null;
    let frame = 0;
    const end = () => {
      taken = null;
    };
    return {
      onPointerDown: (event) => {
        const { box: now } = latest.current;
        if (event.button !== 0 || !now || (event.target as Element).closest('button')) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        taken = { clientX: event.clientX, clientY: event.clientY, box: now, moves: false };
      },
      onPointerMove: ({ clientX, clientY }) => {
        if (!taken) return;
        const { box: start } = taken;
        const [dx, dy] = [clientX - taken.clientX, clientY - taken.clientY];
        taken.moves ||= Math.hypot(dx, dy) >= LEAST;
        if (!taken.moves) return;
        const zoom = latest.current.zoomOf();
        cancelAnimationFrame(frame);
        frame = requestAnimationFrame(() =>
          latest.current.onPut({ x: Math.round(start.x + dx / zoom), y: Math.round(start.y + dy / zoom) }),
        );
      },
      onPointerUp: end,
      onPointerCancel: end,
    };
  }, []);
}
