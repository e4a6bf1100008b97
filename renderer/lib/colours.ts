/**
 * A token's colour as `#rrggbbaa`, for what cannot read CSS variables (the editor, a canvas). The browser does the
 * conversion: one pixel is painted and read back.
 */
export function tokenColour(name: string): string {
  const context = painter();
  if (!context) return '#808080ff';
  context.clearRect(0, 0, 1, 1);
  context.fillStyle = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  context.fillRect(0, 0, 1, 1);
  return `#${[...context.getImageData(0, 0, 1, 1).data].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

let shared: CanvasRenderingContext2D | null | undefined;

function painter(): CanvasRenderingContext2D | null {
  if (shared === undefined) {
    const canvas = document.createElement('canvas');
    canvas.width = 1;
    canvas.height = 1;
    shared = canvas.getContext('2d', { willReadFrequently: true });
  }
  return shared;
}
