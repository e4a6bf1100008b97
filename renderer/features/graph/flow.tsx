import {
  type Node,
  type NodeMouseHandler,
  type NodeProps,
  ReactFlow,
  type ReactFlowInstance,
  ReactFlowProvider,
  type ReactFlowState,
  useReactFlow,
  useStoreApi,
} from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { memo, type ReactNode, type Ref, useCallback, useEffect, useImperativeHandle, useMemo, useState } from 'react';
import type { ObjectId } from '#app/catalog';
import { type Box, graphIndex, type Pin } from '#app/graph';
import { FARTHEST_ZOOM, levelAt, NEAREST_ZOOM } from './levels.ts';
import { type Picture, sightOf, type Viewport } from './picture.ts';
import { SceneCanvas, type ViewportFeed } from './scene-canvas.tsx';
import { TableNode } from './table-node.tsx';

/** What the rest of the graph may ask of the drawing. */
export interface FlowHandle {
  readonly fit: (area: Box, options?: { readonly animate?: boolean; readonly closest?: number }) => void;
  readonly centre: (area: Box, zoom: number, animate?: boolean) => void;
  readonly zoomBy: (factor: number) => void;
  readonly panTo: (x: number, y: number) => void;
  readonly view: () => Viewport;
  /** Where a point of the window is in the graph. */
  readonly toGraph: (clientX: number, clientY: number) => { readonly x: number; readonly y: number };
}

/** A press on the graph, with the keys held meanwhile. */
export interface PickEvent {
  readonly clientX: number;
  readonly clientY: number;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

export interface FlowProps {
  readonly picture: Omit<Picture, 'palette'>;
  readonly handle: Ref<FlowHandle>;
  readonly onPick: (event: PickEvent) => void;
  readonly onOpenHub: (id: ObjectId) => void;
  /** The person put a table somewhere: its top left corner. */
  readonly onPut: (id: ObjectId, at: Pin) => void;
  /** The person moved or zoomed the view. */
  readonly onUserMove: () => void;
  /** Once the drawing can be moved. */
  readonly onReady: () => void;
  /** Drawn above the graph; may read the view by `feed`. */
  readonly children: (feed: ViewportFeed) => ReactNode;
}

const ANIMATION_MS = 220;

/** The only place that knows React Flow: it moves the view and holds the tables that are near enough to be elements. */
export function Flow(props: FlowProps) {
  return (
    <ReactFlowProvider>
      <FlowInner {...props} />
    </ReactFlowProvider>
  );
}

type TableFlowNode = Node<TableNodeData, 'table'>;

interface TableNodeData extends Record<string, unknown>, Pick<FlowProps, 'picture' | 'onOpenHub' | 'onPut'> {}

const TableFlowElement = memo(function TableFlowElement({ id, data }: NodeProps<TableFlowNode>) {
  const store = useStoreApi();
  const zoomOf = useCallback(() => store.getState().transform[2], [store]);
  return <TableNode id={id} zoomOf={zoomOf} {...data} />;
});

const NODE_TYPES = { table: TableFlowElement };

function FlowInner({ picture, handle, onPick, onOpenHub, onPut, onUserMove, onReady, children }: FlowProps) {
  const feed = useViewportFeed();
  const near = useNearTables(feed, picture);
  useFlowHandle(handle);
  const nodes = useMemo(
    () => near.flatMap((id) => flowNode(id, { picture, onOpenHub, onPut }) ?? []),
    [near, picture, onOpenHub, onPut],
  );
  const pickNode: NodeMouseHandler<TableFlowNode> = useCallback((event) => onPick(event), [onPick]);
  return (
    <ReactFlow<TableFlowNode>
      nodes={nodes}
      nodeTypes={NODE_TYPES}
      minZoom={FARTHEST_ZOOM}
      maxZoom={NEAREST_ZOOM}
      nodesDraggable={false}
      nodesConnectable={false}
      nodesFocusable={false}
      edgesFocusable={false}
      elementsSelectable={false}
      disableKeyboardA11y
      deleteKeyCode={null}
      selectionKeyCode={null}
      multiSelectionKeyCode={null}
      panActivationKeyCode={null}
      panOnScroll={false}
      zoomOnDoubleClick={false}
      proOptions={{ hideAttribution: true }}
      onNodeClick={pickNode}
      onPaneClick={onPick}
      onMoveStart={(event) => event && onUserMove()}
      onInit={onReady as (instance: ReactFlowInstance<TableFlowNode>) => void}
      className="size-full"
    >
      <SceneCanvas picture={picture} feed={feed} />
      {children(feed)}
    </ReactFlow>
  );
}

function flowNode(id: ObjectId, data: TableNodeData): TableFlowNode | null {
  const { picture } = data;
  const box = picture.scene.layout.boxes.get(id);
  if (!box || !graphIndex(picture.scene.graph).nodes.has(id)) return null;
  const { x, y, width, height } = box;
  return { id, type: 'table', position: { x, y }, width, height, data };
}

function viewOf({ transform: [left, top, zoom], width, height }: ReactFlowState): Viewport {
  return { left, top, zoom, width, height };
}

function useViewportFeed(): ViewportFeed {
  const store = useStoreApi();
  return useCallback(
    (listener) => {
      let before: Viewport | null = null;
      const tell = (state: ReactFlowState) => {
        const view = viewOf(state);
        if (before && sameView(before, view)) return;
        before = view;
        listener(view);
      };
      tell(store.getState());
      return store.subscribe(tell);
    },
    [store],
  );
}

function sameView(a: Viewport, b: Viewport): boolean {
  return a.left === b.left && a.top === b.top && a.zoom === b.zoom && a.width === b.width && a.height === b.height;
}

const NO_TABLES: readonly ObjectId[] = [];
/** Tables this far outside the view are elements already, so that panning meets finished ones. */
const MARGIN = 250;

/** The tables in and around the view, while it is near enough to read columns. Changes only when the set does. */
function useNearTables(feed: ViewportFeed, { scene }: Omit<Picture, 'palette'>): readonly ObjectId[] {
  const [near, setNear] = useState(NO_TABLES);
  useEffect(
    () =>
      feed((view) => {
        if (levelAt(view.zoom) !== 'columns') return setNear(NO_TABLES);
        const { x, y, width, height } = sightOf(view);
        const ids = scene.nodesAt.within({
          x: x - MARGIN,
          y: y - MARGIN,
          width: width + 2 * MARGIN,
          height: height + 2 * MARGIN,
        });
        setNear((before) => (before.length === ids.length && before.every((id, at) => id === ids[at]) ? before : ids));
      }),
    [feed, scene],
  );
  return near;
}

/** Kept free above and below what is fitted: for the bar that explores, and for the switches of the hubs, in as many lines as they take. */
const HEAD_PX = 44;
const FOOT_MARGIN_PX = 20;
/** In a lower one nothing is kept free: the graph would be a stamp between two bars. */
const LOW_PX = 220;

function useFlowHandle(handle: Ref<FlowHandle>): void {
  const flow = useReactFlow();
  const store = useStoreApi();
  useImperativeHandle(handle, () => {
    const duration = () => (matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : ANIMATION_MS);
    const centre = (area: Box, zoom: number, animate = true) =>
      void flow.setCenter(area.x + area.width / 2, area.y + area.height / 2, {
        zoom,
        duration: animate ? duration() : 0,
      });
    return {
      fit: (area, options) => {
        const { width, height, domNode } = store.getState();
        const switches = domNode?.parentElement?.querySelector('[data-graph-foot]')?.clientHeight ?? 0;
        const isLow = height < LOW_PX;
        const head = isLow ? 0 : HEAD_PX;
        const foot = isLow ? 0 : switches + FOOT_MARGIN_PX;
        const fitting = Math.min(width / (area.width * 1.06), (height - head - foot) / (area.height * 1.03));
        const zoom = Math.max(FARTHEST_ZOOM, Math.min(fitting, options?.closest ?? 1));
        centre({ ...area, y: area.y + (foot - head) / 2 / zoom }, zoom, options?.animate ?? true);
      },
      centre,
      zoomBy: (factor) => void flow.zoomTo(flow.getZoom() * factor, { duration: duration() }),
      panTo: (x, y) => void flow.setCenter(x, y, { zoom: flow.getZoom(), duration: 0 }),
      view: () => viewOf(store.getState()),
      toGraph: (x, y) => flow.screenToFlowPosition({ x, y }, { snapToGrid: false }),
    };
  }, [flow, store]);
}
