import { ListTree, Maximize, Minus, Plus } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { ObjectId, Reading } from '#app/catalog';
import { distanceTo, graphIndex, neighbourhood, stepFrom } from '#app/graph';
import { useRemembered } from '#renderer/lib/remembered.ts';
import { resultOf, useDrift, useNavigation, useOverlay, useReadings, useSelection } from '#renderer/stores';
import { classNames, IconButton, LiveRegion } from '#renderer/ui';
import { Answer } from './answer.tsx';
import { type Hover, HoverNote } from './edge-note.tsx';
import { Flow, type FlowHandle } from './flow.tsx';
import { FoldedHubs, Legend } from './legend.tsx';
import { levelAt, READING_ZOOM } from './levels.ts';
import { driftCounts, overlayMarks, relationOf } from './marks.ts';
import { Minimap } from './minimap.tsx';
import { Outline } from './outline.tsx';
import { type Emphasis, isDrawn, type Picture } from './picture.ts';

import { type DrawnEdge, sceneOf } from './scene.ts';
import { spokenTable } from './spoken.ts';

const NO_HUBS: ReadonlySet<ObjectId> = new Set();

/** The graph of one reading: the answer above, the drawing, and the controls over it. */
export function GraphCanvas({ reading }: { readonly reading: Reading }) {
  const flow = useRef<FlowHandle>(null);
  const frame = useRef<HTMLElement>(null);
  const help = useId();
  const [outlineOpen, setOutlineOpen] = useRemembered('graph-outline', false);
  const select = useNavigation((state) => state.select);
  const state = useGraphState(reading);
  const { picture, selected, cursor, setCursor, openHubs, setOpenHubs, spotlight, setSpotlight } = state;
  const { scene } = picture;
  const [hover, setHover] = useHover(flow, frame, picture);
  const withHover = useMemo(
    () => ({ ...picture, emphasis: { ...picture.emphasis, hoveredEdge: hover?.edge?.id ?? null } }),
    [picture, hover?.edge?.id],
  );
  const ownPick = useRef<ObjectId | null>(null);
  const pick = useCallback(
    (id: ObjectId | null) => {
      ownPick.current = id;
      setCursor(id);
      select(id);
    },
    [select, setCursor],
  );
  const pickAt = useCallback(
    ({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }) => {
      const at = flow.current?.toGraph(clientX, clientY);
      const [id] = at ? scene.nodesAt.within({ ...at, width: 0, height: 0 }) : [];
      pick(id ?? null);
    },
    [scene, pick],
  );
  const toggleHub = useCallback(
    (id: ObjectId) =>
      setOpenHubs((before) => {
        const next = new Set(before);
        if (!next.delete(id)) next.add(id);
        return next;
      }),
    [setOpenHubs],
  );
  const showAll = useCallback((animate = true) => flow.current?.fit(scene.layout.bounds, { animate }), [scene]);
  useReveal(flow, scene, selected, ownPick);
  const onReady = useCallback(() => showAll(false), [showAll]);
  const firstScene = useRef(scene);
  useEffect(() => {
    if (firstScene.current === scene) return;
    firstScene.current = scene;
    showAll(false);
  }, [scene, showAll]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const handled = onGraphKey(event.key, { picture, flow: flow.current, cursor, selected, setCursor, pick, showAll });
    if (handled) event.preventDefault();
  };

  return (
    <div className="flex h-full min-h-0 min-w-0 flex-col">
      <Answer picture={picture} />
      <Legend marks={picture.marks} spotlight={spotlight} onSpotlight={setSpotlight} />
      <div className="flex min-h-0 flex-1">
        {outlineOpen ? (
          <div className="w-[240px] shrink-0 border-line border-r">
            <Outline
              picture={picture}
              selected={selected}
              onSelect={select}
              onSelectModule={(number) => {
                const module = scene.layout.modules[number];
                if (module) flow.current?.fit(module.box);
              }}
            />
          </div>
        ) : null}
        <section
          ref={frame}
          role="application"
          aria-label="Schema graph"
          aria-describedby={help}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: see above.
          tabIndex={0}
          onKeyDown={onKeyDown}
          onPointerMove={(event: PointerEvent) => setHover(event)}
          onPointerLeave={() => setHover(null)}
          onWheel={() => setHover(null)}
          className={classNames(
            'group relative min-h-0 min-w-0 flex-1 overflow-hidden bg-canvas',
            hover && 'cursor-pointer',
          )}
        >
          <Flow picture={withHover} handle={flow} onPick={pickAt} onOpenHub={toggleHub} onReady={onReady}>
            {(feed) => (
              <div className="pointer-events-none absolute right-3 bottom-3 z-10 flex flex-col items-end gap-2 *:pointer-events-auto">
                <div className="flex flex-col rounded-md border border-line-strong bg-surface p-px">
                  <IconButton
                    size="small"
                    side="left"
                    icon={Plus}
                    label="Zoom in"
                    keys="+"
                    onClick={() => flow.current?.zoomBy(1.4)}
                  />
                  <IconButton
                    size="small"
                    side="left"
                    icon={Minus}
                    label="Zoom out"
                    keys="-"
                    onClick={() => flow.current?.zoomBy(1 / 1.4)}
                  />
                  <IconButton
                    size="small"
                    side="left"
                    icon={Maximize}
                    label="Show everything"
                    keys="F"
                    onClick={() => showAll()}
                  />
                  <IconButton
                    size="small"
                    side="left"
                    icon={ListTree}
                    label="Outline"
                    aria-pressed={outlineOpen}
                    onClick={() => setOutlineOpen(!outlineOpen)}
                  />
                </div>
                <Minimap picture={picture} feed={feed} onPan={(x, y) => flow.current?.panTo(x, y)} />
              </div>
            )}
          </Flow>
          <div className="pointer-events-none absolute bottom-3 left-3 z-10 flex flex-col items-start gap-2 *:pointer-events-auto">
            <FoldedHubs scene={scene} open={openHubs} onToggle={toggleHub} />
          </div>
          {hover ? <HoverNote hover={hover} picture={picture} /> : null}
          <p id={help} className="sr-only">
            Arrow keys move from table to table along foreign keys, Enter selects, Escape clears, F shows everything,
            plus and minus zoom. The outline lists the same tables.
          </p>
          <LiveRegion text={cursor === null ? '' : spokenTable(picture, cursor)} />
        </section>
      </div>
    </div>
  );
}

function useGraphState(reading: Reading) {
  const readings = useReadings();
  const code = readings.get('code') ?? null;
  const overlay = useOverlay((state) => state.overlay);
  const drift = useDrift((state) => resultOf(state.state));
  const selection = useSelection();
  const [cursor, setCursor] = useState<ObjectId | null>(null);
  const [openHubs, setOpenHubs] = useState(NO_HUBS);
  const [spotlight, setSpotlight] = useState<string | null>(null);
  const scene = useMemo(() => sceneOf(reading, code), [reading, code]);
  const marks = useMemo(() => overlayMarks(overlay, scene, reading, readings), [overlay, scene, reading, readings]);
  const counts = useMemo(() => driftCounts(drift), [drift]);
  const relation = selection === null ? null : relationOf(selection);
  const selected = relation !== null && scene.layout.boxes.has(relation) ? relation : null;
  const shownSpotlight = marks.legend.some((entry) => entry.look.label === spotlight) ? spotlight : null;
  const near = useMemo(() => (selected === null ? null : neighbourhood(scene.graph, selected)), [scene, selected]);
  const picture = useMemo((): Omit<Picture, 'palette'> => {
    const emphasis: Emphasis = {
      selected,
      cursor: cursor === selected ? null : cursor,
      near,
      hoveredEdge: null,
      openHubs,
      spotlight: shownSpotlight,
    };
    return { scene, marks, drift: counts, emphasis };
  }, [scene, marks, counts, selected, cursor, near, openHubs, shownSpotlight]);
  return { picture, selected, cursor, setCursor, openHubs, setOpenHubs, spotlight: shownSpotlight, setSpotlight };
}

/** Brings a selection made elsewhere (search, outline, a link) into sight. */
function useReveal(
  flow: { readonly current: FlowHandle | null },
  scene: Picture['scene'],
  selected: ObjectId | null,
  ownPick: { current: ObjectId | null },
): void {
  useEffect(() => {
    const box = selected === null ? undefined : scene.layout.boxes.get(selected);
    if (!box || !flow.current || ownPick.current === selected) return;
    ownPick.current = null;
    flow.current.centre(box, Math.max(flow.current.view().zoom, READING_ZOOM * 0.9));
  }, [flow, scene, selected, ownPick]);
}

/** Within this many CSS pixels of a curve, it is pointed at. */
const REACH = 6;

function useHover(
  flow: { readonly current: FlowHandle | null },
  frame: { readonly current: HTMLElement | null },
  picture: Omit<Picture, 'palette'>,
): readonly [Hover | null, (event: PointerEvent | null) => void] {
  const [hover, setHover] = useState<Hover | null>(null);
  const set = (event: PointerEvent | null) => {
    const corner = frame.current?.getBoundingClientRect();
    const handle = flow.current;
    const onGraph =
      event?.target instanceof Element && event.target.closest('.react-flow__pane, .react-flow__node') !== null;
    if (!event || !corner || !handle || event.buttons !== 0 || !onGraph) return setHover(null);
    const at = handle.toGraph(event.clientX, event.clientY);
    const level = levelAt(handle.view().zoom);
    const place = { x: event.clientX - corner.left, y: event.clientY - corner.top };
    const [table] = picture.scene.nodesAt.within({ ...at, width: 0, height: 0 });
    if (table !== undefined) {
      const name = level === 'columns' ? null : (graphIndex(picture.scene.graph).nodes.get(table)?.name ?? null);
      return setHover(name === null ? null : { edge: null, table: name, ...place });
    }
    const edge = level === 'modules' ? null : edgeAt(picture, at.x, at.y, REACH / handle.view().zoom);
    setHover(edge ? { edge, table: null, ...place } : null);
  };
  return [hover, set];
}

function edgeAt(picture: Omit<Picture, 'palette'>, x: number, y: number, reach: number): DrawnEdge | null {
  const area = { x: x - reach, y: y - reach, width: 2 * reach, height: 2 * reach };
  let best: { readonly edge: DrawnEdge; readonly distance: number } | null = null;
  for (const edge of [...picture.scene.edgesAt.within(area), ...picture.marks.extraEdges]) {
    if (!isDrawn(edge, picture.emphasis)) continue;
    const distance = distanceTo(edge.path, x, y);
    if (distance <= reach && (!best || distance < best.distance)) best = { edge, distance };
  }
  return best?.edge ?? null;
}

interface KeyContext {
  readonly picture: Omit<Picture, 'palette'>;
  readonly flow: FlowHandle | null;
  readonly cursor: ObjectId | null;
  readonly selected: ObjectId | null;
  readonly setCursor: (id: ObjectId | null) => void;
  readonly pick: (id: ObjectId | null) => void;
  readonly showAll: () => void;
}

const ARROWS = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' } as const;

/** Does what a key says; true where it says something. */
function onGraphKey(key: string, context: KeyContext): boolean {
  const { picture, flow, cursor, selected, setCursor, pick, showAll } = context;
  const direction = ARROWS[key as keyof typeof ARROWS];
  if (direction) {
    const from = cursor ?? selected;
    const next =
      from === null ? firstInSight(context) : stepFrom(picture.scene.graph, picture.scene.layout, from, direction);
    if (next !== null) {
      setCursor(next);
      showIfHidden(next, context);
    }
    return true;
  }
  if (key === 'Enter' || key === ' ') pick(cursor ?? selected);
  else if (key === 'Escape') pick(null);
  else if (key === 'f' || key === 'F') showAll();
  else if (key === '+' || key === '=') flow?.zoomBy(1.4);
  else if (key === '-') flow?.zoomBy(1 / 1.4);
  else return false;
  return true;
}

function firstInSight({ picture, flow }: KeyContext): ObjectId | null {
  const { scene } = picture;
  const view = flow?.view();
  const area = view && {
    x: -view.left / view.zoom,
    y: -view.top / view.zoom,
    width: view.width / view.zoom,
    height: view.height / view.zoom,
  };
  return (area && scene.nodesAt.within(area)[0]) ?? scene.graph.nodes[0]?.id ?? null;
}

function showIfHidden(id: ObjectId, { picture, flow }: KeyContext): void {
  const box = picture.scene.layout.boxes.get(id);
  const view = flow?.view();
  if (!box || !view) return;
  const x = (box.x + box.width / 2) * view.zoom + view.left;
  const y = (box.y + box.height / 2) * view.zoom + view.top;
  if (x < 40 || y < 40 || x > view.width - 40 || y > view.height - 40) flow?.centre(box, view.zoom);
}
