import { useEffect, useLayoutEffect, useRef } from 'react';
import { onThemeChange } from '#renderer/lib/theme.ts';
import { levelAt } from './levels.ts';
import { paint } from './paint.ts';
import { type Palette, readPalette } from './palette.ts';
import { type Picture, sightOf, type Viewport } from './picture.ts';
import { forgetWidths } from './text-width.ts';

/** Tells the canvas where to look from now on; called many times a second while the view moves. */
export type ViewportFeed = (listener: (view: Viewport) => void) => () => void;

export interface SceneCanvasProps {
  readonly picture: Omit<Picture, 'palette'>;
  /** Calls back with the view now and whenever it changes. */
  readonly feed: ViewportFeed;
}

/** The one canvas under the graph: modules, references, and tables too far away to be elements. */
export function SceneCanvas({ picture, feed }: SceneCanvasProps) {
  const element = useRef<HTMLCanvasElement>(null);
  const latest = useRef(picture);
  const repaint = useRef<() => void>(() => {});

  useEffect(() => {
    const canvas = element.current;
    const context = canvas?.getContext('2d', { alpha: false });
    if (!canvas || !context) return;
    let palette: Palette = readPalette(context);
    let view: Viewport | null = null;
    let frame = 0;
    const draw = () => {
      frame = 0;
      if (!view || view.width === 0) return;
      const isPending = latest.current.scene.pending;
      const scale = fitToView(canvas, view);
      context.setTransform(scale, 0, 0, scale, 0, 0);
      paint({ context, view, level: levelAt(view.zoom), sight: sightOf(view) }, { ...latest.current, palette });
      // For whoever waits for the graph from outside: tests, the benchmark of the start.
      if (!isPending) canvas.dataset.graphDrawn = 'true';
    };
    const request = () => {
      frame ||= requestAnimationFrame(draw);
    };
    repaint.current = request;
    const stopFeed = feed((next) => {
      view = next;
      request();
    });
    const stopTheme = onThemeChange(() => {
      palette = readPalette(context);
      request();
    });
    // A face that comes later draws the same text in another width.
    const onFont = () => {
      forgetWidths();
      request();
    };
    document.fonts.addEventListener('loadingdone', onFont);
    return () => {
      document.fonts.removeEventListener('loadingdone', onFont);
      cancelAnimationFrame(frame);
      stopFeed();
      stopTheme();
    };
  }, [feed]);

  useLayoutEffect(() => {
    latest.current = picture;
    repaint.current();
  }, [picture]);

  return <canvas ref={element} aria-hidden className="pointer-events-none absolute inset-0 size-full" />;
}

/** Gives the canvas as many pixels as the screen shows of it. */
function fitToView(canvas: HTMLCanvasElement, { width, height }: Viewport): number {
  const scale = window.devicePixelRatio || 1;
  const [wide, high] = [Math.round(width * scale), Math.round(height * scale)];
  if (canvas.width !== wide) canvas.width = wide;
  if (canvas.height !== high) canvas.height = high;
  return scale;
}
