import {
  ArrowLeft,
  ArrowRight,
  ChevronDown,
  FolderOpen,
  History,
  PanelBottom,
  PanelLeft,
  PanelRight,
  RotateCw,
  Search,
} from 'lucide-react';
import { SourceSwitcher, SourcesPanel } from '#renderer/features/connections';
import { ThemeMenu } from '#renderer/features/settings';
import { useNavigation, useOpenProject, useSettings, useSources, useStores } from '#renderer/stores';
import { Badge, IconButton, Kbd, Menu, ToolbarDivider, Truncated } from '#renderer/ui';
import { Mark } from './mark.tsx';
import type { DockTab, Panels } from './panels.ts';

export interface HeaderProps {
  readonly panels: Panels;
  readonly dock: DockTab | null;
  readonly onDock: (tab: DockTab | null) => void;
  readonly onSearch: () => void;
  readonly onOpenProject: () => void;
  readonly onChooseEditor: () => void;
}

/** The first line of the window: the project, its sources, the way back, search. */
export function Header({ panels, dock, onDock, onSearch, onOpenProject, onChooseEditor }: HeaderProps) {
  return (
    <header
      data-pane="header"
      className="flex h-10 shrink-0 items-center gap-1 border-line border-b bg-canvas pr-2 pl-1.5"
    >
      <ProjectMenu onOpenProject={onOpenProject} />
      <BackAndForward />
      <ToolbarDivider />
      <SourceSwitcher />
      <ReadAgain />
      <SourcesPanel />
      <div className="min-w-2 flex-1" />
      <button
        type="button"
        onClick={onSearch}
        aria-label="Search"
        className="flex h-7 w-56 min-w-7 shrink-[99] items-center gap-2 overflow-hidden rounded-md border border-control bg-surface px-1.5 text-faint transition-colors hover:bg-hover"
      >
        <Search aria-hidden size={14} strokeWidth={1.75} className="shrink-0" />
        <span className="hidden flex-1 text-left min-[640px]:inline">Search</span>
        <span className="hidden min-[1100px]:flex">
          <Kbd keys="Mod+K" />
        </span>
      </button>
      <IconButton
        icon={PanelLeft}
        label={panels.explorer ? 'Hide the objects' : 'Show the objects'}
        keys="Mod+B"
        aria-pressed={panels.explorer}
        onClick={() => panels.toggle('explorer')}
      />
      <IconButton
        icon={PanelBottom}
        label={dock ? 'Hide problems and statements' : 'Show problems and statements'}
        keys="Mod+J"
        aria-pressed={dock !== null}
        onClick={() => onDock(dock ? null : 'problems')}
        className="hidden min-[640px]:inline-flex"
      />
      <IconButton
        icon={PanelRight}
        label={panels.inspector ? 'Hide the inspector' : 'Show the inspector'}
        keys="Mod+I"
        aria-pressed={panels.inspector}
        onClick={() => panels.toggle('inspector')}
      />
      <ThemeMenu onChooseEditor={onChooseEditor} />
    </header>
  );
}

function ProjectMenu({ onOpenProject }: { readonly onOpenProject: () => void }) {
  const project = useOpenProject();
  const recent = useSettings((store) => store.settings?.recentProjects) ?? [];
  const { openProject } = useStores();
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={`Project ${project?.name ?? ''}`}
          className="flex h-8 min-w-10 max-w-60 shrink-[0.5] items-center gap-2 rounded-md px-1.5 transition-colors hover:bg-hover data-popup-open:bg-hover"
        >
          <Mark />
          <h1 className="sr-only min-w-0 min-[640px]:not-sr-only">
            <Truncated text={project?.name ?? 'Raingauge'} className="font-semibold" />
          </h1>
          {project?.isSample ? (
            <span className="hidden min-[860px]:inline">
              <Badge tone="accent">sample</Badge>
            </span>
          ) : null}
          <ChevronDown aria-hidden size={12} className="shrink-0 text-faint" />
        </button>
      }
      entries={[
        { label: 'Open a project…', icon: FolderOpen, keys: 'Mod+O', onSelect: onOpenProject },
        ...(recent.length > 0 ? [{ kind: 'divider' as const, id: 'recent' }] : []),
        ...recent.slice(0, 8).map((folder) => ({
          label: <span className="code-text block max-w-[480px] [overflow-wrap:anywhere]">{folder}</span>,
          icon: History,
          onSelect: () => void openProject(folder),
        })),
      ]}
    />
  );
}

function BackAndForward() {
  const canGoBack = useNavigation((store) => store.back.length > 0);
  const canGoForward = useNavigation((store) => store.forward.length > 0);
  const goBack = useNavigation((store) => store.goBack);
  const goForward = useNavigation((store) => store.goForward);
  return (
    <>
      <IconButton icon={ArrowLeft} label="Back" keys="Alt+←" disabled={!canGoBack} onClick={goBack} />
      <IconButton icon={ArrowRight} label="Forward" keys="Alt+→" disabled={!canGoForward} onClick={goForward} />
    </>
  );
}

function ReadAgain() {
  const { readAll } = useStores();
  const isReading = useSources((store) => Object.values(store.states).some((state) => state.status === 'loading'));
  return (
    <IconButton
      icon={RotateCw}
      label="Read all sources again"
      disabled={isReading}
      onClick={() => void readAll(true)}
    />
  );
}
