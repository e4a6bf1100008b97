import { type ReactNode, useState } from 'react';
import { AuditView } from '#renderer/features/audit';
import { OpenProjectDialog, SourceGate } from '#renderer/features/connections';
import { DraftView } from '#renderer/features/draft';
import { DriftView } from '#renderer/features/drift';
import { GraphView } from '#renderer/features/graph';
import { Inspector } from '#renderer/features/inspector';
import { MigrationsView } from '#renderer/features/migrations';
import { Palette } from '#renderer/features/search';
import { EditorDialog } from '#renderer/features/settings';
import { useMedia } from '#renderer/lib/media.ts';
import { useShortcut } from '#renderer/lib/shortcut.ts';
import { useNavigation, useOpenProject, type View } from '#renderer/stores';
import { Split, type SplitPane } from '#renderer/ui';
import { useCommands } from './commands.ts';
import { ConnectionStrip } from './connection-strip.tsx';
import { Dock } from './dock.tsx';
import { Drawer } from './drawer.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { Explorer } from './explorer.tsx';
import { Header } from './header.tsx';
import { useLookAt } from './look-at.ts';
import { type Panels, useDock, usePanels } from './panels.ts';
import { keepFocus, usePanes } from './panes.ts';
import { Rail } from './rail.tsx';
import { StartScreen } from './start-screen.tsx';
import { StatusBar } from './status-bar.tsx';
import { Tour, TourOffer } from './tour.tsx';
import { useProblems } from './use-problems.ts';

/** The window: rail, header, the view with its panels, the dock and the status line. */
export function Window() {
  const project = useOpenProject();
  const view = useNavigation((store) => store.place.view);
  const panels = usePanels(view);
  const [dock, setDock] = useDock();
  const problems = useProblems();
  const [isSearching, setSearching] = useState(false);
  const [isOpening, setOpening] = useState(false);
  const [isTouring, setTouring] = useState(false);
  const lookAt = useLookAt();
  const [isChoosingEditor, setChoosingEditor] = useState(false);
  const commands = useCommands(
    () => setOpening(true),
    () => setChoosingEditor(true),
    () => setTouring(true),
  );
  useWindowShortcuts({
    panels,
    onSearch: () => setSearching(true),
    onOpen: () => setOpening(true),
    onDock: () => setDock(dock ? null : 'problems'),
  });

  const endTour = () => {
    setTouring(false);
    keepFocus();
  };
  const endSearch = () => {
    setSearching(false);
    keepFocus();
  };
  const rows: SplitPane[] = [
    {
      id: 'main',
      min: 200,
      content: <Middle view={view} panels={panels} onShowProblems={() => setDock('problems')} />,
    },
  ];
  if (dock) {
    const content = <Dock tab={dock} onTab={setDock} problems={problems} />;
    rows.push({ id: 'dock', size: 220, min: 96, keepSize: true, content });
  }
  return (
    <div className="flex h-full flex-col bg-canvas">
      <ConnectionStrip />
      {project ? (
        <>
          <Header
            panels={panels}
            dock={dock}
            onDock={setDock}
            onSearch={() => setSearching(true)}
            onOpenProject={() => setOpening(true)}
            onChooseEditor={() => setChoosingEditor(true)}
          />
          <TourOffer onStart={() => setTouring(true)} />
          <div className="flex min-h-0 flex-1">
            <Rail />
            <main tabIndex={-1} className="min-h-0 min-w-0 flex-1 outline-none">
              <Split
                id={dock ? 'window-dock' : 'window'}
                key={dock ? 'dock' : 'plain'}
                direction="column"
                panes={rows}
              />
            </main>
          </div>
          <StatusBar problems={problems} dock={dock} onDock={setDock} />
          {isTouring ? <Tour onEnd={endTour} /> : null}
        </>
      ) : (
        <StartScreen onOpenProject={() => setOpening(true)} />
      )}
      <Palette open={isSearching} onClose={endSearch} onChoose={lookAt} commands={commands} />
      <OpenProjectDialog open={isOpening} onClose={() => setOpening(false)} />
      <EditorDialog open={isChoosingEditor} onClose={() => setChoosingEditor(false)} />
    </div>
  );
}

interface MiddleProps {
  readonly view: View;
  readonly panels: Panels;
  readonly onShowProblems: () => void;
}

/** Below this width the side panels start smaller: the view is what was asked for. */
const NARROW = '(width < 1200px)';

/** The view between its two side panels. */
function Middle({ view, panels, onShowProblems }: MiddleProps) {
  const isNarrow = useMedia(NARROW);
  if (panels.areDrawers) return <UnderDrawers view={view} panels={panels} onShowProblems={onShowProblems} />;
  const panes: SplitPane[] = [];
  if (panels.explorer)
    panes.push({ id: 'objects', size: isNarrow ? 176 : 220, min: 160, keepSize: true, content: <Explorer /> });
  panes.push({ id: 'view', min: 320, content: <ViewOf view={view} panels={panels} onShowProblems={onShowProblems} /> });
  if (panels.inspector)
    panes.push({
      id: 'inspector',
      size: isNarrow ? 240 : 304,
      min: 220,
      keepSize: true,
      content: <GuardedInspector />,
    });
  return (
    <Split id={`middle-${panes.map((pane) => pane.id).join('-')}`} key={panes.length} direction="row" panes={panes} />
  );
}

/** The view has all of a small window; the panel that was asked for lies over it. */
function UnderDrawers({ view, panels, onShowProblems }: MiddleProps) {
  return (
    <div className="relative h-full min-h-0 overflow-hidden">
      <ViewOf view={view} panels={panels} onShowProblems={onShowProblems} />
      {panels.explorer ? (
        <Drawer side="left" label="Objects, over the view" onClose={() => panels.toggle('explorer')}>
          <Explorer />
        </Drawer>
      ) : null}
      {panels.inspector ? (
        <Drawer side="right" label="Inspector, over the view" onClose={() => panels.toggle('inspector')}>
          <GuardedInspector />
        </Drawer>
      ) : null}
    </div>
  );
}

function GuardedInspector() {
  return (
    <ErrorBoundary what="The inspector">
      <Inspector />
    </ErrorBoundary>
  );
}

function ViewOf({ view, panels, onShowProblems }: MiddleProps) {
  const select = useNavigation((store) => store.select);
  const views: Readonly<Record<View, () => ReactNode>> = {
    graph: () => (
      <SourceGate onShowProblems={onShowProblems}>
        <GraphView />
      </SourceGate>
    ),
    drift: () => <DriftView />,
    audit: () => <AuditView />,
    draft: () => <DraftView />,
    migrations: () => (
      <MigrationsView
        onLookAt={(object) => {
          select(object);
          panels.open('inspector');
        }}
      />
    ),
  };
  return (
    <div data-pane="view" className="h-full min-h-0 bg-surface">
      <ErrorBoundary key={view} what={`The ${view} view`}>
        {views[view]()}
      </ErrorBoundary>
    </div>
  );
}

interface WindowShortcuts {
  readonly panels: Panels;
  readonly onSearch: () => void;
  readonly onOpen: () => void;
  readonly onDock: () => void;
}

function useWindowShortcuts({ panels, onSearch, onOpen, onDock }: WindowShortcuts): void {
  const goBack = useNavigation((store) => store.goBack);
  const goForward = useNavigation((store) => store.goForward);
  const show = useNavigation((store) => store.show);
  usePanes();
  useShortcut('Mod+K', onSearch);
  useShortcut('Mod+O', onOpen);
  useShortcut('Mod+B', () => panels.toggle('explorer'));
  useShortcut('Mod+I', () => panels.toggle('inspector'));
  useShortcut('Mod+J', onDock);
  useShortcut('Alt+ArrowLeft', goBack);
  useShortcut('Alt+ArrowRight', goForward);
  useShortcut('Alt+1', () => show('graph'));
  useShortcut('Alt+2', () => show('drift'));
  useShortcut('Alt+3', () => show('audit'));
  useShortcut('Alt+4', () => show('migrations'));
  useShortcut('Alt+5', () => show('draft'));
}
