import { type PointerEvent, useEffect, useLayoutEffect, useRef } from 'react';
import { onThemeChange } from '#renderer/lib/theme.ts';
import { readPalette } from './palette.ts';
import { type Picture, sightOf, type Viewport } from './picture.ts';
import type { ViewportFeed } from './scene-canvas.tsx';

const WIDTH = 176;
const HEIGHT = 112;
const PADDING = 6;

export interface MinimapProps {
  readonly picture: Omit<Picture, 'palette'>;
  readonly feed: ViewportFeed;
  readonly onPan: (x: number, y: number) => void;
}

/** The whole graph in a corner with the part in sight; dragging moves it. Everything it does, the keyboard does too. */
export function Minimap({ picture, feed, onPan }: MinimapProps) {
  const element = useRef<HTMLCanvasElement>(null);
  const latest = useRef(picture);
  const repaint = useRef<() => void>(() => {});
  const { bounds } = picture.scene.layout;
  const scale = Math.min(
    (WIDTH - 2 * PADDING) / Math.max(1, bounds.width),
    (HEIGHT - 2 * PADDING) / Math.max(1, bounds.height),
  );
  const left = (WIDTH - bounds.width * scale) / 2;
  const top = (HEIGHT - bounds.height * scale) / 2;

  useEffect(() => {
    const context = element.current?.getContext('2d');
    const back = document.createElement('canvas').getContext('2d');
    if (!context || !back) return;
    const ratio = window.devicePixelRatio || 1;
    for (const { canvas } of [context, back]) {
      canvas.width = WIDTH * ratio;
      canvas.height = HEIGHT * ratio;
    }
    let palette = readPalette(context);
    let view: Viewport | null = null;
    const drawBack = () => {
      const { scene, marks } = latest.current;
      back.setTransform(ratio, 0, 0, ratio, 0, 0);
      back.clearRect(0, 0, WIDTH, HEIGHT);
      for (const [id, box] of scene.layout.boxes) {
        const look = marks.nodes.get(id);
        back.fillStyle = look ? palette.tones[look.tone].mark : palette.lineStrong;
        back.fillRect(
          left + box.x * scale,
          top + box.y * scale,
          Math.max(1, box.width * scale),
          Math.max(1, box.height * scale),
        );
      }
    };
    const draw = () => {
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, WIDTH * ratio, HEIGHT * ratio);
      context.drawImage(back.canvas, 0, 0);
      if (!view) return;
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      const sight = sightOf(view);
      const [x1, y1] = [Math.max(1, left + sight.x * scale), Math.max(1, top + sight.y * scale)];
      const x2 = Math.min(WIDTH - 1, left + (sight.x + sight.width) * scale);
      const y2 = Math.min(HEIGHT - 1, top + (sight.y + sight.height) * scale);
      context.strokeStyle = palette.accent;
      context.lineWidth = 1.5;
      context.strokeRect(x1, y1, x2 - x1, y2 - y1);
      const showsAll = x1 <= left + 1 && y1 <= top + 1 && x2 >= WIDTH - left - 1 && y2 >= HEIGHT - top - 1;
      context.canvas.style.visibility = showsAll ? 'hidden' : 'visible';
    };
    repaint.current = () => {
      drawBack();
      draw();
    };
    repaint.current();
    const stopFeed = feed((next) => {
      view = next;
      draw();
    });
    const stopTheme = onThemeChange(() => {
      palette = readPalette(context);
      repaint.current();
    });
    return () => {
      stopFeed();
      stopTheme();
    };
  }, [feed, left, top, scale]);

  useLayoutEffect(() => {
    latest.current = picture;
    repaint.current();
  }, [picture]);

  const pan = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.buttons !== 1) return;
    const corner = event.currentTarget.getBoundingClientRect();
    onPan((event.clientX - corner.left - left) / scale, (event.clientY - corner.top - top) / scale);
  };
  return (
    <canvas
      ref={element}
      aria-hidden
      style={{ width: WIDTH, height: HEIGHT }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        pan(event);
      }}
      onPointerMove={pan}
      className="rounded-md border border-line-strong bg-surface [@container(width<520px)]:hidden [@container(height<300px)]:hidden"
    />
  );
}
