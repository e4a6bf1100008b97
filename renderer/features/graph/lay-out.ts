import {
  type GraphLayout,
  type LayoutOptions,
  layoutGraph,
  packGraph,
  packOptions,
  type SchemaGraph,
  unpackLayout,
} from '#app/graph';
import type { LayoutAnswer, LayoutQuestion } from './layout-worker.ts';
import LayoutWorker from './layout-worker.ts?worker';

/** One worker for all layouts, started with the graph's code: by the time a schema is read it waits for it. */
let worker: Worker | null = startWorker();
const waiting = new Map<number, (answer: LayoutAnswer | null) => void>();
let asked = 0;

const numbers = new WeakMap<SchemaGraph, number>();
let graphs = 0;
/** The graph that the worker has. */
let sent = 0;

/** Lays out a graph beside the window, which stays free meanwhile; in it, where the browser gives no worker. */
export async function layOut(graph: SchemaGraph, options: LayoutOptions): Promise<GraphLayout> {
  const answer = worker ? await ask(worker, graph, options) : null;
  return answer && 'layout' in answer ? unpackLayout(graph, answer.layout) : layoutGraph(graph, options);
}

function ask(to: Worker, graph: SchemaGraph, options: LayoutOptions): Promise<LayoutAnswer | null> {
  const number = numbers.get(graph) ?? ++graphs;
  numbers.set(graph, number);
  const question: LayoutQuestion = {
    id: ++asked,
    number,
    graph: sent === number ? null : packGraph(graph),
    options: packOptions(graph, options),
  };
  sent = number;
  return new Promise((done) => {
    waiting.set(question.id, done);
    to.postMessage(question);
  });
}

function startWorker(): Worker | null {
  try {
    const started = new LayoutWorker();
    started.onmessage = ({ data }: MessageEvent<LayoutAnswer>) => {
      waiting.get(data.id)?.(data);
      waiting.delete(data.id);
    };
    // Its file is missing, or not allowed here: what waits is laid out in the window.
    started.onerror = () => {
      worker = null;
      for (const done of waiting.values()) done(null);
      waiting.clear();
    };
    return started;
  } catch {
    return null;
  }
}
