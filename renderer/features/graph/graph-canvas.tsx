import { type KeyboardEvent, type PointerEvent, useCallback, useEffect, useId, useMemo, useRef } from 'react';
import type { ObjectId, Reading } from '#app/catalog';
import { useRemembered } from '#renderer/lib/remembered.ts';
import { useRoom } from '#renderer/lib/room.ts';
import { useArrangement, useNavigation } from '#renderer/stores';
import { classNames, LiveRegion } from '#renderer/ui';
import { Answer } from './answer.tsx';
import { Arranging } from './arranging.tsx';
import { Controls } from './controls.tsx';
import { HoverNote } from './edge-note.tsx';
import { ExploreBar, ScopeStrip } from './explore-bar.tsx';
import { actionOfKey, type ExploreContext, explore } from './explore-keys.ts';
import { ExportMenu } from './export-menu.tsx';
import { Flow, type FlowHandle, type PickEvent } from './flow.tsx';
import { FoldedHubs } from './folded-hubs.tsx';
import { onGraphKey, onTableKey } from './graph-keys.ts';
import { LayoutFault } from './layout-fault.tsx';
import { Legend } from './legend.tsx';
import { READING_ZOOM } from './levels.ts';
import { Narrowing } from './narrowing.tsx';
import { Outline } from './outline.tsx';
import { OverlayWork } from './overlay-work.tsx';
import { PathBand, PathHint } from './path-card.tsx';
import { spokenTable } from './spoken.ts';
import { moduleAt, useArranging } from './use-arranging.ts';
import { useGraphState } from './use-graph-state.ts';
import { useHover } from './use-hover.ts';
import { useKeepWhole } from './use-keep-whole.ts';
import { usePathChoice } from './use-path-choice.ts';
import { useReveal } from './use-reveal.ts';
import { ViewsMenu } from './views-menu.tsx';

/** The graph of one reading: the answer above, the drawing, and the controls over it. */
export function GraphCanvas({ reading: wanted }: { readonly reading: Reading }) {
  const flow = useRef<FlowHandle>(null);
  const frame = useRef<HTMLElement>(null);
  const { ref, room } = useRoom<HTMLDivElement>();
  const help = useId();
  const [outlineOpen, setOutlineOpen] = useRemembered('graph-outline', false);
  const select = useNavigation((state) => state.select);
  const state = useGraphState(wanted);
  const { reading, picture, exploration, selected, cursor, setCursor, openHubs, setOpenHubs, spotlight, setSpotlight } =
    state;
  const { scene } = picture;
  const { failure } = state;
  const { togglePick, clearPicks } = exploration;
  const filterButton = useRef<HTMLButtonElement>(null);
  const pathChoice = usePathChoice(exploration, selected);
  const context: ExploreContext = {
    exploration,
    selected,
    cursor,
    onPathFrom: pathChoice.begin,
    onFilter: () => filterButton.current?.click(),
  };
  const [hover, setHover] = useHover(flow, frame, picture);
  const withHover = useMemo(
    () => ({ ...picture, emphasis: { ...picture.emphasis, hoveredEdge: hover?.edge?.id ?? null } }),
    [picture, hover?.edge?.id],
  );
  const collapse = useArrangement((store) => store.collapse);
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
    ({ clientX, clientY, shiftKey, ctrlKey, metaKey }: PickEvent) => {
      const at = flow.current?.toGraph(clientX, clientY);
      const [id] = at ? scene.nodesAt.within({ ...at, width: 0, height: 0 }) : [];
      const closed = at && id === undefined ? moduleAt(scene, at.x, at.y) : null;
      if (closed?.collapsed) collapse([closed.id], false);
      else if (id !== undefined && (shiftKey || ctrlKey || metaKey)) togglePick(id);
      else pick(id ?? null);
    },
    [scene, pick, collapse, togglePick],
  );
  const { put, collapseModule, onDoubleClick } = useArranging(scene, flow);
  const toggleHub = useCallback(
    (id: ObjectId) =>
      setOpenHubs((before) => {
        const next = new Set(before);
        if (!next.delete(id)) next.add(id);
        return next;
      }),
    [setOpenHubs],
  );
  const showAll = useCallback(
    (animate = true) => (scene.pending ? undefined : flow.current?.fit(scene.layout.bounds, { animate })),
    [scene],
  );
  useReveal(flow, scene, selected, ownPick);
  const keepWhole = useKeepWhole(frame, selected !== null, scene.pending, showAll);
  const showFirst = useCallback(() => {
    const box = selected === null ? undefined : scene.layout.boxes.get(selected);
    if (box) flow.current?.centre(box, READING_ZOOM * 0.9, false);
    else showAll(false);
  }, [scene, selected, showAll]);
  const grouping = useArrangement((store) => store.arrangement.grouping);
  const first = useRef({ graph: scene.graph, grouping, pending: scene.pending });
  // What a person moves or folds away stays under their eyes; another graph, or other modules, are seen whole first.
  useEffect(() => {
    const { current: before } = first;
    first.current = { graph: scene.graph, grouping, pending: scene.pending };
    if (before.pending) showFirst();
    else if (before.graph !== scene.graph || before.grouping !== grouping) showAll(false);
  }, [scene, grouping, showAll, showFirst]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const action = actionOfKey(event.key);
    if (action) {
      explore(action, context);
      event.preventDefault();
      return;
    }
    if (event.key === 'Escape') {
      clearPicks();
      pathChoice.cancel();
    }
    const keys = {
      picture,
      flow: flow.current,
      cursor,
      selected,
      setCursor,
      pick,
      showAll,
      put,
      collapse: collapseModule,
      onMoved: keepWhole.stop,
    };
    const handled = onTableKey(event.key, event.shiftKey, keys) || onGraphKey(event.key, keys);
    if (handled) event.preventDefault();
  };

  return (
    <div
      ref={ref}
      data-slim={room.isSlim || undefined}
      data-low={room.isLow || undefined}
      className="flex h-full min-h-0 min-w-0 flex-col"
    >
      <Answer picture={picture} isFailed={failure !== null} />
      {failure && !scene.pending ? <LayoutFault failure={failure} hasOther /> : null}
      <Legend marks={picture.marks} spotlight={spotlight} onSpotlight={setSpotlight}>
        <Narrowing marks={picture.marks} reading={reading} />
      </Legend>
      {picture.beside ? <Legend marks={picture.beside} spotlight={spotlight} onSpotlight={setSpotlight} /> : null}
      <OverlayWork />
      <PathBand exploration={exploration} code={state.code} />
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
          // On the way down: whoever zooms stops the event on its way up.
          onWheelCapture={() => setHover(null)}
          onDoubleClick={onDoubleClick}
          className={classNames(
            'group relative min-h-0 min-w-0 flex-1 overflow-hidden bg-canvas [container-type:size]',
            hover && 'cursor-pointer',
          )}
        >
          <Flow
            picture={withHover}
            handle={flow}
            onPick={pickAt}
            onOpenHub={toggleHub}
            onPut={put}
            onUserMove={keepWhole.stop}
            onReady={showFirst}
          >
            {(feed) => (
              <Controls
                flow={flow}
                feed={feed}
                picture={picture}
                outlineOpen={outlineOpen}
                onOutline={setOutlineOpen}
                onShowAll={showAll}
                onMoved={keepWhole.stop}
              />
            )}
          </Flow>
          <div
            data-graph-foot
            className="pointer-events-none absolute bottom-3 left-3 z-10 flex max-w-[calc(100%-220px)] flex-wrap-reverse [@container(height<180px)]:hidden [@container(width<520px)]:max-w-[calc(100%-64px)] items-center gap-2 *:pointer-events-auto"
          >
            <Arranging />
            <FoldedHubs scene={scene} open={openHubs} onToggle={toggleHub} />
          </div>
          <div className="pointer-events-none absolute top-3 left-3 z-10 flex max-w-[calc(100%-24px)] flex-col items-start gap-2 [&>section]:pointer-events-auto">
            <div className="pointer-events-none flex flex-wrap items-start gap-2 *:pointer-events-auto">
              <ExploreBar context={context} filterButton={filterButton}>
                <ViewsMenu exploration={exploration} />
                <ExportMenu
                  exploration={exploration}
                  openHubs={openHubs}
                  overlaysOn={state.overlaysOn}
                  catalog={reading.catalog}
                  title={reading.source.label}
                />
              </ExploreBar>
              <ScopeStrip context={context} />
            </div>
            <PathHint choice={pathChoice} />
          </div>
          {failure && scene.pending ? (
            <div className="absolute inset-x-0 top-1/4 z-10">
              <LayoutFault failure={failure} hasOther={false} />
            </div>
          ) : null}
          {hover ? <HoverNote hover={hover} picture={picture} /> : null}
          <p id={help} className="sr-only">
            Arrow keys move from table to table along foreign keys, Enter selects, Escape clears, F shows everything,
            plus and minus zoom, Shift with an arrow moves the table, U gives it back to the layout, C collapses its
            module. E focuses on what is selected and square brackets change its steps, Space picks, H hides, P finds a
            path, slash filters, X shows everything again. The outline lists the same tables.
          </p>
          <LiveRegion text={cursor === null ? '' : spokenTable(picture, cursor)} />
        </section>
      </div>
    </div>
  );
}
