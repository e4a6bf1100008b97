import { useMemo, useState } from 'react';
import type { ObjectId, Reading } from '#app/catalog';
import { neighbourhood } from '#app/graph';
import { NO_TENANT_SETTINGS } from '#renderer/lib/coverage.ts';
import { countByOwner } from '#renderer/lib/drift-owner.ts';
import {
  resultOf,
  useDrift,
  useOpenProject,
  useOverlay,
  useReading,
  useReadings,
  useSelection,
} from '#renderer/stores';
import { overlayMarks, relationOf } from './marks.ts';
import type { Emphasis, Picture } from './picture.ts';
import { sceneOf } from './scene.ts';
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
  const reading = useMemo(() => {
    const others = [from, to].filter((other) => other !== null);
    return overlay === 'drift' && drift ? withMissing(shown, others, drift.differences) : shown;
  }, [shown, from, to, overlay, drift]);
  const selection = useSelection();
  const [cursor, setCursor] = useState<ObjectId | null>(null);
  const [openHubs, setOpenHubs] = useState(NO_HUBS);
  const [spotlight, setSpotlight] = useState<string | null>(null);
  const tenant = useOpenProject()?.tenant ?? NO_TENANT_SETTINGS;
  const scene = useMemo(() => sceneOf(reading, code, tenant), [reading, code, tenant]);
  const marks = useMemo(
    () => overlayMarks(overlay, scene, reading, readings, tenant, { result: drift, compared: [from, to] }),
    [overlay, scene, reading, readings, tenant, drift, from, to],
  );
  const counts = useMemo(() => countByOwner(drift?.differences ?? []), [drift]);
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
