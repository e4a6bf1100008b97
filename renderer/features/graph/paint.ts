import { paintBundles, paintEdges } from './paint-edges.ts';
import { paintModules, paintModuleTitles } from './paint-modules.ts';
import { paintTables } from './paint-tables.ts';
import type { Brush, Picture } from './picture.ts';

/** Draws everything but the near tables' columns, which are elements. Costs what is in sight, not what there is. */
export function paint(brush: Brush, picture: Picture): void {
  const { context, view } = brush;
  context.fillStyle = picture.palette.canvas;
  context.fillRect(0, 0, view.width, view.height);
  // Below the modules, so that they lead from edge to edge.
  if (brush.level !== 'modules') paintBundles(brush, picture, true);
  paintModules(brush, picture);
  if (brush.level === 'modules') {
    paintBundles(brush, picture, false);
    paintTables(brush, picture);
    paintEdges(brush, picture);
    paintModuleTitles(brush, picture);
  } else {
    const titles = paintModuleTitles(brush, picture);
    paintEdges(brush, picture);
    paintTables(brush, picture, titles);
  }
}
