import { useRemembered } from '#renderer/lib/remembered.ts';
import type { View } from '#renderer/stores';

/** Which of the side panels are open. */
export interface OpenPanels {
  readonly explorer: boolean;
  readonly inspector: boolean;
}

/** Drift is a list with its detail: it has the whole width unless the person wants otherwise. */
const FIRST: Readonly<Record<View, OpenPanels>> = {
  graph: { explorer: true, inspector: true },
  drift: { explorer: false, inspector: false },
};

export interface Panels extends OpenPanels {
  readonly toggle: (panel: keyof OpenPanels) => void;
}

/** The side panels of a view, remembered for each. */
export function usePanels(view: View): Panels {
  const [all, setAll] = useRemembered('panels', FIRST);
  const open = all[view] ?? FIRST[view];
  return {
    ...open,
    toggle: (panel) => setAll({ ...all, [view]: { ...open, [panel]: !open[panel] } }),
  };
}

export type DockTab = 'problems' | 'statements';

/** The panel below: which tab it shows, or `null` while it is closed. */
export function useDock(): readonly [DockTab | null, (tab: DockTab | null) => void] {
  return useRemembered<DockTab | null>('dock', null);
}
