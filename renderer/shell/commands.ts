import { Contrast, FolderOpen, Layers, Monitor, Moon, RotateCw, Signpost, SquarePen, Sun } from 'lucide-react';
import { OVERLAY_NAMES } from '#renderer/features/graph';
import type { Command } from '#renderer/features/search';
import { OVERLAYS, useNavigation, useSettings, useSources, useStores, VIEWS } from '#renderer/stores';
import { VIEW_LOOKS } from './rail.tsx';

/** What the palette can do besides finding. */
export function useCommands(
  onOpenProject: () => void,
  onChooseEditor: () => void,
  onTour: () => void,
): readonly Command[] {
  const show = useNavigation((store) => store.show);
  const setTheme = useSettings((store) => store.setTheme);
  const entries = useSources((store) => store.entries);
  const { readAll, sources, overlay } = useStores();
  return [
    ...VIEWS.map((view) => {
      const { label, icon, keys } = VIEW_LOOKS[view];
      return { label: `Go to ${label}`, icon, keys, run: () => show(view) };
    }),
    ...entries.map((entry) => ({
      label: `Show the source ${entry.name}`,
      icon: VIEW_LOOKS.graph.icon,
      run: () => sources.getState().show(entry.name),
    })),
    ...OVERLAYS.map((value) => ({
      label: `Show on the graph: ${OVERLAY_NAMES[value]}`,
      icon: Layers,
      run: () => {
        show('graph');
        overlay.getState().set(value);
      },
    })),
    { label: 'Read all sources again', icon: RotateCw, run: () => void readAll(true) },
    { label: 'Open a project…', icon: FolderOpen, keys: 'Mod+O', run: onOpenProject },
    { label: 'Take the tour', icon: Signpost, run: onTour },
    { label: 'Choose the editor…', icon: SquarePen, run: onChooseEditor },
    { label: 'Use the light theme', icon: Sun, run: () => setTheme('light') },
    { label: 'Use the dark theme', icon: Moon, run: () => setTheme('dark') },
    { label: 'Use the high-contrast theme', icon: Contrast, run: () => setTheme('high-contrast') },
    { label: 'Use the theme of the system', icon: Monitor, run: () => setTheme('system') },
  ];
}
