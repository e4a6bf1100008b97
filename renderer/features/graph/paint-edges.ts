import { type EdgePath, type GraphEdge, graphIndex, longLine, type PathBundle, trunkWidth } from '#app/graph';
import { bundleOf } from './edge-bundles.ts';
import { type Brush, isDimmed, isDrawn, isNoGap, type Picture } from './picture.ts';
import type { DrawnEdge } from './scene-edges.ts';

const FADED = 0.16;

/** References as curves, with crow's feet where they can be seen; far away only those of the selection. */
export function paintEdges(brush: Brush, picture: Picture): void {
  const strong: DrawnEdge[] = [];
  const { emphasis, marks } = picture;
  const drawn = (edge: GraphEdge) => isDrawn(edge, emphasis);
  const inSight = brush.level === 'modules' ? [] : picture.scene.edges.within(brush.sight, drawn);
  const plain = new Map<string, DrawnEdge[]>();
  for (const edge of [...inSight, ...marks.extraEdges.filter(drawn)]) {
    if (isNoGap(edge, picture)) continue;
    if (isStrong(edge, picture)) strong.push(edge);
    else if (brush.level !== 'modules') {
      const style = styleOf(edge, picture);
      const list = plain.get(style);
      if (list) list.push(edge);
      else plain.set(style, [edge]);
    }
  }
  for (const edges of plain.values()) strokeAll(brush, picture, edges, false);
  if (brush.level === 'modules') strong.push(...emphasised(picture));
  for (const edge of strong) strokeAll(brush, picture, [edge], true);
}

function isStrong(edge: DrawnEdge, { emphasis }: Picture): boolean {
  return (
    edge.id === emphasis.hoveredEdge ||
    emphasis.pathEdges.has(edge.id) ||
    (emphasis.selected !== null && (edge.from === emphasis.selected || edge.to === emphasis.selected))
  );
}

/** What is emphasised wherever it is, found without looking at every reference. */
function emphasised({ scene: { graph, edges }, emphasis: { selected, pathEdges } }: Picture): readonly DrawnEdge[] {
  const index = graphIndex(graph);
  const ends = selected === null ? [] : [...index.outgoing(selected), ...index.incoming(selected)];
  const path = [...pathEdges].flatMap((id) => index.edges.get(id) ?? []);
  return [...new Set([...ends, ...path])].flatMap((edge) => edges.one(edge) ?? []);
}

/** Edges of one style are stroked together. */
function styleOf(edge: DrawnEdge, picture: Picture): string {
  const look = picture.marks.edges.get(edge.key);
  const dimmed = isDimmed(edge.from, picture) || isDimmed(edge.to, picture);
  return `${look?.label ?? edge.kind} ${dimmed} ${crosses(edge, picture)}`;
}

/** Whether a reference leaves its module: such lines recede between their ends, so that a module is read first. */
function crosses(edge: DrawnEdge, { scene }: Picture): boolean {
  return scene.moduleOf.get(edge.from) !== scene.moduleOf.get(edge.to);
}

function strokeAll(brush: Brush, picture: Picture, edges: readonly DrawnEdge[], strong: boolean): void {
  const [first] = edges;
  if (!first) return;
  const { context, view } = brush;
  const { palette, marks } = picture;
  const look = marks.edges.get(first.key);
  const dimmed = !strong && (isDimmed(first.from, picture) || isDimmed(first.to, picture));
  const plain = look ? 0.9 : 0.75;
  const alpha = dimmed ? FADED : strong ? 1 : plain;
  context.globalAlpha = alpha;
  context.strokeStyle = look ? palette.tones[look.tone].mark : strong ? palette.accent : palette.faint;
  context.lineWidth = strong ? 2 : Math.max(0.8, Math.min(1.3, view.zoom * 2));
  context.setLineDash(look ? [...look.dash] : first.kind === 'foreign-key' ? [] : [5, 4]);
  if (strong || !crosses(first, picture)) traceAll(brush, edges);
  else traceReceding(brush, picture, edges, alpha);
  context.setLineDash([]);
  if (view.zoom >= 0.3) {
    context.lineWidth = strong ? 1.8 : 1.2;
    context.beginPath();
    for (const edge of edges)
      if (edge.kind === 'foreign-key' || edge.kind === 'relation') traceFeet(context, edge, brush);
    context.stroke();
  }
  context.globalAlpha = 1;
}

function traceAll(brush: Brush, edges: readonly DrawnEdge[]): void {
  const { context } = brush;
  context.beginPath();
  for (const edge of edges) trace(context, edge.path, brush);
  context.stroke();
}

/** What is left of a long line between its ends. */
const RECEDED = 0.2;
/** The same where the line shows a state: it still has to be told from others. */
const RECEDED_STATE = 0.45;

/**
 * Lines between modules: full where they leave and arrive, faint where they pass what is none of their concern. Many of one module to one
 * table run together there, the wider the more they are; where lines show a state, each keeps its own way.
 */
function traceReceding(brush: Brush, picture: Picture, edges: readonly DrawnEdge[], alpha: number): void {
  const { context } = brush;
  const hasState = edges[0] !== undefined && picture.marks.edges.has(edges[0].key);
  const middles: EdgePath[] = [];
  const trunks = new Map<PathBundle, number>();
  context.beginPath();
  for (const edge of edges) {
    const line = longLine(edge.path);
    if (!line) {
      trace(context, edge.path, brush);
      continue;
    }
    for (const end of line.ends) trace(context, end, brush);
    const run = hasState ? null : bundleOf(edge, picture.scene);
    if (!run) middles.push(line.middle);
    else {
      middles.push(...[run.bundle.into[run.place], run.bundle.out[run.place]].filter((one) => one !== undefined));
      trunks.set(run.bundle, run.edges.length);
    }
  }
  context.stroke();
  context.globalAlpha = alpha * (hasState ? RECEDED_STATE : RECEDED);
  context.beginPath();
  for (const middle of middles) trace(context, middle, brush);
  context.stroke();
  const { lineWidth } = context;
  context.globalAlpha = Math.min(alpha, alpha * RECEDED * 2);
  for (const [{ trunk }, count] of trunks) {
    context.lineWidth = lineWidth * trunkWidth(count);
    context.beginPath();
    trace(context, trunk, brush);
    context.stroke();
  }
  context.lineWidth = lineWidth;
  context.globalAlpha = alpha;
}

function trace(context: CanvasRenderingContext2D, path: EdgePath, { view }: Brush): void {
  const { left, top, zoom } = view;
  context.moveTo(path.x1 * zoom + left, path.y1 * zoom + top);
  context.bezierCurveTo(
    path.cx1 * zoom + left,
    path.cy1 * zoom + top,
    path.cx2 * zoom + left,
    path.cy2 * zoom + top,
    path.x2 * zoom + left,
    path.y2 * zoom + top,
  );
}

/** Crow's foot at the table that holds the reference (a bar where it is unique), bar or circle at the one referenced. */
function traceFeet(context: CanvasRenderingContext2D, edge: DrawnEdge, { view }: Brush): void {
  const { left, top, zoom } = view;
  const scale = Math.max(0.55, zoom);
  const { path } = edge;
  const [x, y] = [path.x1 * zoom + left, path.y1 * zoom + top];
  const foot = 11 * scale * path.leaves;
  const spread = 5 * scale;
  if (edge.unique) bar(context, x + foot * 0.7, y, spread);
  else {
    for (const side of [-spread, spread]) {
      context.moveTo(x, y + side);
      context.lineTo(x + foot, y);
    }
  }
  const [endX, endY] = [path.x2 * zoom + left, path.y2 * zoom + top];
  const away = path.arrives * scale;
  if (edge.optional) {
    context.moveTo(endX + away * 8 + 3.4 * scale, endY);
    context.arc(endX + away * 8, endY, 3.4 * scale, 0, 2 * Math.PI);
  } else bar(context, endX + away * 8, endY, spread);
}

function bar(context: CanvasRenderingContext2D, x: number, y: number, spread: number): void {
  context.moveTo(x, y - spread);
  context.lineTo(x, y + spread);
}

/** References between modules as one line each, the wider the more there are; near, only those of collapsed modules. */
export function paintBundles({ context, view }: Brush, { scene, palette, emphasis }: Picture, isNear: boolean): void {
  const { left, top, zoom } = view;
  context.strokeStyle = palette.faint;
  // The more there are, the fainter each: together they show where the schema is dense, not a grey sheet.
  const faint = Math.min(0.4, 0.08 + 24 / scene.bundles.length);
  context.globalAlpha = emphasis.near ? faint / 2 : faint;
  for (const { a, b, count } of scene.bundles) {
    const [one, other] = [scene.layout.modules[a], scene.layout.modules[b]];
    if (!one || !other || (isNear && !one.collapsed && !other.collapsed)) continue;
    const [from, to] = [one.box, other.box];
    context.lineWidth = Math.min(5, 0.7 + Math.log2(count));
    context.beginPath();
    context.moveTo((from.x + from.width / 2) * zoom + left, (from.y + from.height / 2) * zoom + top);
    context.lineTo((to.x + to.width / 2) * zoom + left, (to.y + to.height / 2) * zoom + top);
    context.stroke();
  }
  context.globalAlpha = 1;
}
