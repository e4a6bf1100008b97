import type { Catalog } from '#app/catalog';
import { type Box, buildGraph, layoutGraph } from '#app/graph';

/** The least that shows the same boxes: each frame draws every box in sight, and nothing else. */
export function bareCanvas(root: HTMLElement, [catalog]: readonly [Catalog, Catalog]): void {
  const layout = layoutGraph(buildGraph({ catalog, tenantRoot: { schema: 'public', name: 'companies' } }));
  const boxes = [...layout.boxes.values()];
  const canvas = document.createElement('canvas');
  canvas.style.cssText = 'display:block;width:100%;height:100%';
  root.replaceChildren(canvas);
  canvas.width = root.clientWidth * devicePixelRatio;
  canvas.height = root.clientHeight * devicePixelRatio;
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('This browser draws no canvas.');
  const fitting = Math.min(canvas.width / layout.bounds.width, canvas.height / layout.bounds.height);
  const view = { left: 0, top: 0, zoom: fitting };
  let isAsked = false;
  const request = () => {
    if (isAsked) return;
    isAsked = true;
    requestAnimationFrame(() => {
      isAsked = false;
      draw(context, boxes, view);
    });
  };
  canvas.addEventListener('pointermove', (event) => {
    if (event.buttons !== 1) return;
    view.left += event.movementX;
    view.top += event.movementY;
    request();
  });
  canvas.addEventListener('wheel', (event) => {
    event.preventDefault();
    const factor = 2 ** (-event.deltaY * 0.002);
    view.left = event.offsetX - (event.offsetX - view.left) * factor;
    view.top = event.offsetY - (event.offsetY - view.top) * factor;
    view.zoom *= factor;
    request();
  });
  draw(context, boxes, view);
  window.probe.drawn();
}

function draw(
  context: CanvasRenderingContext2D,
  boxes: readonly Box[],
  { left, top, zoom }: { readonly left: number; readonly top: number; readonly zoom: number },
): void {
  const { width, height } = context.canvas;
  context.fillStyle = '#f4f5f7';
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#ffffff';
  context.strokeStyle = '#999999';
  for (const box of boxes) {
    const [x, y] = [box.x * zoom + left, box.y * zoom + top];
    const [wide, high] = [box.width * zoom, box.height * zoom];
    if (x > width || y > height || x + wide < 0 || y + high < 0) continue;
    context.fillRect(x, y, wide, high);
    context.strokeRect(x, y, wide, high);
  }
}
