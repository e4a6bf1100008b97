import type { ObjectId } from '#app/catalog';
import {
  type GraphLayout,
  LARGEST_SELECTION,
  layoutGraph,
  layoutSelection,
  selectionGraph,
  subgraph,
} from '#app/graph';
import { buildScene, type Scene } from './scene.ts';

/** Where at least this share is left, everything stays where it is: what was known stays found. */
const STAYS = 0.5;

interface Kept {
  readonly key: string;
  readonly scene: Scene;
}

const kept = new WeakMap<Scene, Kept>();

/** The scene of a part of the graph: laid out anew where it is a small part, so that what is left stands together. */
export function narrowScene(whole: Scene, ids: ReadonlySet<ObjectId>): Scene {
  if (whole.pending || ids.size === whole.graph.nodes.length) return whole;
  const key = [...ids].join('\n');
  const before = kept.get(whole);
  if (before?.key === key) return before.scene;
  const scene = partOf(whole, ids);
  kept.set(whole, { key, scene });
  return scene;
}

/** What is left stands where it stood, as layers of a few tables, or as modules of its own. */
function partOf(whole: Scene, ids: ReadonlySet<ObjectId>): Scene {
  const isMost = ids.size >= STAYS * whole.graph.nodes.length;
  const isFew = !isMost && ids.size <= LARGEST_SELECTION;
  const graph = isFew ? selectionGraph(whole.graph, ids) : subgraph(whole.graph, ids);
  const layout = isMost ? withoutOthers(whole.layout, ids) : isFew ? layoutSelection(graph) : layoutGraph(graph);
  return buildScene(graph, layout, { pins: {} }, null);
}

function withoutOthers({ modules, boxes, bounds }: GraphLayout, ids: ReadonlySet<ObjectId>): GraphLayout {
  return {
    modules: modules.flatMap((module) => {
      const members = module.members.filter((id) => ids.has(id));
      return members.length === 0 ? [] : [{ ...module, members }];
    }),
    boxes: new Map([...boxes].filter(([id]) => ids.has(id))),
    bounds,
  };
}
