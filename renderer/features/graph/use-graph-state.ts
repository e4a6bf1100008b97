import { useMemo, useState } from 'react';
import type { ObjectId, Reading } from '#app/catalog';
import { neighbourhood } from '#app/graph';
import { NO_TENANT_SETTINGS } from '#renderer/lib/coverage.ts';
import { resultOf, useDrift, useOpenProject, useOverlay, useReadings, useSelection } from '#renderer/stores';
import { driftCounts, overlayMarks, relationOf } from './marks.ts';
import type { Emphasis, Picture } from './picture.ts';
import { sceneOf } from './scene.ts';

const NO_HUBS: ReadonlySet<ObjectId> = new Set();

/** What is drawn of a reading, derived from the stores, and what only the graph knows: cursor, open hubs, spotlight. */
export function useGraphState(reading: Reading) {
  const readings = useReadings();
  const code = readings.get('code') ?? null;
  const overlay = useOverlay((state) => state.overlay);
  const drift = useDrift((state) => resultOf(state.state));
  const selection = useSelection();
  const [cursor, setCursor] = useState<ObjectId | null>(null);
  const [openHubs, setOpenHubs] = useState(NO_HUBS);
  const [spotlight, setSpotlight] = useState<string | null>(null);
  const tenant = useOpenProject()?.tenant ?? NO_TENANT_SETTINGS;
  const scene = useMemo(() => sceneOf(reading, code, tenant), [reading, code, tenant]);
  const marks = useMemo(
    () => overlayMarks(overlay, scene, reading, readings, tenant),
    [overlay, scene, reading, readings, tenant],
  );
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
