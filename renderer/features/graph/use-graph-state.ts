import { useEffect, useMemo, useState } from 'react';
import type { GraphNotes } from '#app/api';
import type { ObjectId, Reading } from '#app/catalog';
import { neighbourhood } from '#app/graph';
import { mostKnowing, rolesOfInterest } from '#renderer/lib/acting-roles.ts';
import { NO_TENANT_SETTINGS } from '#renderer/lib/coverage.ts';
import { countByOwner } from '#renderer/lib/drift-owner.ts';
import {
  resultOf,
  useArrangement,
  useDrift,
  useGraphNotes,
  useOpenProject,
  useOverlay,
  useReading,
  useReadings,
  useSelection,
} from '#renderer/stores';
import { type OverlayInput, overlayMarks } from './marks.ts';
import { relationOf } from './overlay-marks.ts';
import type { Emphasis, Picture } from './picture.ts';
import type { Scene } from './scene.ts';
import { useExploration } from './use-exploration.ts';
import { useLaidOut } from './use-laid-out.ts';
import { useOverlaySources } from './use-overlay-sources.ts';
import { useWarmEdges } from './use-warm-edges.ts';
import { useWarmOverlays } from './use-warm-overlays.ts';
import { withMissing } from './with-missing.ts';

const NO_HUBS: ReadonlySet<ObjectId> = new Set();

/** What is drawn of a reading, derived from the stores, and what only the graph knows: cursor, open hubs, spotlight. */
export function useGraphState(shown: Reading) {
  const readings = useReadings();
  const code = readings.get('code') ?? null;
  const overlay = useOverlay((state) => state.overlay);
  const drift = useDrift((state) => resultOf(state.state));
  const from = useReading(useDrift((state) => state.from));
  const to = useReading(useDrift((state) => state.to));
  const wanted = useMemo(() => {
    const others = [from, to].filter((other) => other !== null);
    return overlay === 'drift' && drift ? withMissing(shown, others, drift.differences) : shown;
  }, [shown, from, to, overlay, drift]);
  const selection = useSelection();
  const [cursor, setCursor] = useState<ObjectId | null>(null);
  const [openHubs, setOpenHubs] = useState(NO_HUBS);
  const [spotlight, setSpotlight] = useState<string | null>(null);
  const tenant = useOpenProject()?.tenant ?? NO_TENANT_SETTINGS;
  const arrangement = useArrangement((state) => state.arrangement);
  const options = useMemo(() => ({ code, tenant, arrangement }), [code, tenant, arrangement]);
  const { reading, scene: whole, failure } = useLaidOut(wanted, options);
  const counts = useMemo(() => countByOwner(drift?.differences ?? []), [drift]);
  const noted = useGraphNotes((state) => state.notes.tables);
  const tags = useMemo(() => tagsOf(noted), [noted]);
  const exploration = useExploration({ whole, reading, readings, tenant, drift: drift ? counts : null, tags });
  const { scene, picked, path } = exploration;
  const beside = useOverlay((state) => state.beside);
  const gapsOnly = useOverlay((state) => state.gapsOnly);
  const wantedRole = useOverlay((state) => state.role);
  const isRole = wantedRole !== null && rolesOfInterest(mostKnowing(readings, reading).catalog).includes(wantedRole);
  const role = isRole ? wantedRole : null;
  const { audit, usages } = useOverlaySources(code);
  useWarmOverlays(wanted, readings, tenant, scene);
  useWarmEdges(scene);
  const input = useMemo(
    (): OverlayInput => ({
      scene,
      reading,
      readings,
      tenant,
      drift: { result: drift, compared: [from, to] },
      audit,
      usages,
      role,
    }),
    [scene, reading, readings, tenant, drift, from, to, audit, usages, role],
  );
  const marks = useMemo(() => overlayMarks(overlay, input), [overlay, input]);
  const besideMarks = useMemo(() => (beside === 'none' ? null : overlayMarks(beside, input)), [beside, input]);
  const overlaysOn = (on: Scene) =>
    [overlay, beside].flatMap((one) => (one === 'none' ? [] : [overlayMarks(one, { ...input, scene: on })]));
  const relation = selection === null ? null : relationOf(selection);
  useOpenModuleOf(scene, relation);
  const selected = relation !== null && scene.layout.boxes.has(relation) ? relation : null;
  const legends = [...marks.legend, ...(besideMarks?.legend ?? [])];
  const shownSpotlight = legends.some((entry) => entry.look.label === spotlight) ? spotlight : null;
  const pathEdges = useMemo(() => new Set(path?.steps.map((step) => step.edge.id)), [path]);
  const near = useMemo(() => {
    if (path) return new Set([path.start, ...path.steps.map((step) => step.to)]);
    return selected === null ? null : neighbourhood(scene.graph, selected);
  }, [scene, selected, path]);
  const picture = useMemo((): Omit<Picture, 'palette'> => {
    const emphasis: Emphasis = {
      selected,
      cursor: cursor === selected ? null : cursor,
      near,
      hoveredEdge: null,
      openHubs,
      picked,
      pathEdges,
      spotlight: shownSpotlight,
      gapsOnly: gapsOnly && marks.gaps.size > 0,
    };
    return { scene, marks, beside: besideMarks, drift: counts, emphasis };
  }, [
    scene,
    marks,
    besideMarks,
    counts,
    selected,
    cursor,
    near,
    openHubs,
    picked,
    pathEdges,
    shownSpotlight,
    gapsOnly,
  ]);
  return {
    reading,
    picture,
    overlaysOn,
    failure,
    exploration,
    code: code?.code ?? null,
    selected,
    cursor,
    setCursor,
    openHubs,
    setOpenHubs,
    spotlight: shownSpotlight,
    setSpotlight,
  };
}

function tagsOf(tables: GraphNotes['tables']): Readonly<Record<ObjectId, readonly string[]>> {
  return Object.fromEntries(Object.entries(tables).map(([id, { tags = [] }]) => [id, tags]));
}

/** What is looked at is never inside a box that is closed. */
function useOpenModuleOf(scene: Scene, relation: ObjectId | null): void {
  const collapse = useArrangement((state) => state.collapse);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is newly looked at opens it; closing it afterwards is the person's choice.
  useEffect(() => {
    const module = relation === null ? undefined : scene.layout.modules[scene.moduleOf.get(relation) ?? -1];
    if (module?.collapsed) collapse([module.id], false);
  }, [relation]);
}
