import { useState } from 'react';
import { useMedia } from '#renderer/lib/media.ts';
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
  /** Whether they lie over the view, one at a time: beside it there is no room. */
  readonly areDrawers: boolean;
  readonly toggle: (panel: keyof OpenPanels) => void;
  readonly open: (panel: keyof OpenPanels) => void;
}

/** Narrower, as at twice the size on a small screen, a view between two panels would be a slit. */
const NO_ROOM = '(width < 800px)';

/** The side panels of a view, remembered for each; drawers are closed until one is asked for. */
export function usePanels(view: View): Panels {
  const [all, setAll] = useRemembered('panels', FIRST);
  const [drawer, setDrawer] = useState<{ readonly view: View; readonly panel: keyof OpenPanels } | null>(null);
  const areDrawers = useMedia(NO_ROOM);
  const isDrawn = (panel: keyof OpenPanels) => drawer?.view === view && drawer.panel === panel;
  const open = areDrawers
    ? { explorer: isDrawn('explorer'), inspector: isDrawn('inspector') }
    : (all[view] ?? FIRST[view]);
  const set = (panel: keyof OpenPanels, isOpen: boolean) => {
    if (areDrawers) setDrawer(isOpen ? { view, panel } : null);
    else setAll({ ...all, [view]: { ...open, [panel]: isOpen } });
  };
  return {
    ...open,
    areDrawers,
    toggle: (panel) => set(panel, !open[panel]),
    open: (panel) => set(panel, true),
  };
}

export type DockTab = 'problems' | 'statements';

/** The panel below: which tab it shows, or `null` while it is closed. */
export function useDock(): readonly [DockTab | null, (tab: DockTab | null) => void] {
  return useRemembered<DockTab | null>('dock', null);
}
