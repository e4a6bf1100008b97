import { keyIn } from '#app/graph';
import type { DrawnOverlay } from '#app/report';
import { countWord, formatCount } from '#renderer/lib/kinds.ts';
import { OVERLAY_NAMES } from './legend.tsx';
import { figureText, type OverlayMarks } from './overlay-marks.ts';
import type { Scene } from './scene.ts';

/** The overlay of the whole graph as it stands on paper, also above a part of it: it says so then. */
export function drawnOverlay(marks: OverlayMarks, { graph: whole }: Scene, { graph: part }: Scene): DrawnOverlay {
  const percent = marks.percent === null ? '' : `${marks.percent} %: `;
  const references = [
    ...part.edges.map((edge) => [edge.id, keyIn(whole, edge)] as const),
    ...marks.extraEdges.map((edge) => [edge.id, edge.key] as const),
  ];
  return {
    name: OVERLAY_NAMES[marks.overlay],
    answer: `${percent}${marks.answer.replace(/\.$/, '')}.${ofWhat(part.nodes.length, whole.nodes.length)}`,
    tables: marks.nodes,
    references: new Map(
      references.flatMap(([id, key]) => {
        const look = marks.edges.get(key);
        return look ? [[id, look] as const] : [];
      }),
    ),
    missing: marks.extraEdges,
    figures: new Map(
      part.nodes.flatMap(({ id }) => {
        const figure = figureText(marks, id);
        return figure === null ? [] : [[id, figure] as const];
      }),
    ),
    legend: marks.legend,
  };
}

function ofWhat(drawn: number, all: number): string {
  if (drawn === all) return '';
  return ` All numbers are of the whole schema, of which ${formatCount(drawn)} of ${countWord(all, 'table')} and views are drawn.`;
}
