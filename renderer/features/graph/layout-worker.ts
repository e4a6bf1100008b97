import { layoutPacked, type PackedGraph, type PackedLayout, type PackedOptions } from '#app/graph';

/** Asked of the worker: the graph comes with the first question about it, and is kept under its number. */
export interface LayoutQuestion {
  readonly id: number;
  readonly number: number;
  readonly graph: PackedGraph | null;
  readonly options: PackedOptions;
}

export type LayoutAnswer =
  | { readonly id: number; readonly layout: PackedLayout }
  | { readonly id: number; readonly failed: string };

/** The graph of the latest questions; the one before it is not asked about again. */
let kept: { readonly number: number; readonly graph: PackedGraph } | null = null;

self.onmessage = ({ data: { id, number, graph, options } }: MessageEvent<LayoutQuestion>) => {
  try {
    if (graph) kept = { number, graph };
    if (kept?.number !== number) throw new Error('The graph to lay out did not come.');
    const layout = layoutPacked(kept.graph, options);
    answer({ id, layout }, [layout.boxes.buffer, layout.order.buffer]);
  } catch (error) {
    answer({ id, failed: error instanceof Error ? error.message : String(error) }, []);
  }
};

function answer(message: LayoutAnswer, moved: readonly ArrayBufferLike[]): void {
  self.postMessage(message, { transfer: moved as ArrayBuffer[] });
}
