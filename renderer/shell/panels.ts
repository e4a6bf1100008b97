import { useRemembered } from '#renderer/lib/remembered.ts';
import type { View } from '#renderer/stores';

/** Which of the side panels are open. */
export interface OpenPanels {
  readonly explorer: boolean;
  readonly inspector: boolean;
}

/** Drift, findings, drafts and migrations are lists with their detail: they have the whole width unless the person wants otherwise. */
const FIRST: Readonly<Record<View, OpenPanels>> = {
  graph: { explorer: true, inspector: true },
  drift: { explorer: false, inspector: false },
  audit: { explorer: false, inspector: false },
  draft: { explorer: false, inspector: false },
  migrations: { explorer: false, inspector: false },
};

export interface Panels extends OpenPanels {
  readonly toggle: (panel: keyof OpenPanels) => void;
  readonly open: (panel: keyof OpenPanels) => void;
}

/** The side panels of a view, remembered for each. */
export function usePanels(view: View): Panels {
  const [all, setAll] = useRemembered('panels', FIRST);
  const open = all[view] ?? FIRST[view];
  const set = (panel: keyof OpenPanels, isOpen: boolean) => setAll({ ...all, [view]: { ...open, [panel]: isOpen } });
  return {
    ...open,
    toggle: (panel) => set(panel, !open[panel]),
    open: (panel) => set(panel, true),
  };
}

export type DockTab = 'problems' | 'statements';

/** The panel below: which tab it shows, or `null` while it is closed. */
export function useDock(): readonly [DockTab | null, (tab: DockTab | null) => void] {
  return useRemembered<DockTab | null>('dock', null);
}
