import { Bookmark, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { SavedView } from '#app/api';
import { type Arrangement, GROUPINGS, NO_ARRANGEMENT, printScope } from '#app/graph';
import { useRemembered } from '#renderer/lib/remembered.ts';
import { OVERLAYS, type OverlayStore, useGraphNotes, useNavigation, useOpenProject, useStores } from '#renderer/stores';
import { Button, classNames, IconButton, Popover, Truncated, useToast } from '#renderer/ui';
import { BarLabel } from './bar-label.tsx';
import type { Exploration } from './use-exploration.ts';

const NO_VIEWS: readonly SavedView[] = [];

/** Ways to look at the graph that the project keeps: those there are, and the present one under a name. */
export function ViewsMenu({ exploration }: { readonly exploration: Exploration }) {
  const views = useGraphNotes((store) => store.notes.views) ?? NO_VIEWS;
  const saveView = useGraphNotes((store) => store.saveView);
  const [current, setCurrent] = useCurrentView(views);
  const { navigation, overlay, arrangement } = useStores();
  const toast = useToast();
  const [name, setName] = useState('');
  const [note, setNote] = useState('');
  const say = (error: { readonly message: string; readonly remedy: string } | null) =>
    error && toast(error.message, error.remedy);
  const save = async () => {
    const given = name.trim();
    if (given === '') return;
    const { object } = navigation.getState().place;
    const shown = overlay.getState();
    const view: SavedView = {
      name: given,
      ...definedOnly({
        scope: printScope(exploration.scope),
        overlay: shown.overlay === 'none' ? '' : shown.overlay,
        beside: shown.beside === 'none' ? '' : shown.beside,
        role: shown.overlay === 'rls' ? (shown.role ?? '') : '',
        object: object ?? '',
        note: note.trim(),
      }),
      ...(shown.gapsOnly ? { gapsOnly: true } : {}),
      ...arrangedIn(arrangement.getState().arrangement),
    };
    const error = await saveView(given, view);
    if (!error) setCurrent(given);
    if (!error) setName('');
    if (!error) setNote('');
    say(error);
  };
  return (
    <Popover
      label="Saved views"
      className="w-[320px]"
      trigger={
        <Button size="small" variant="quiet" icon={Bookmark}>
          <BarLabel text={current ?? 'Views'} />
        </Button>
      }
    >
      <ul className="max-h-72 overflow-y-auto p-1">
        {views.map((view) => (
          <li key={view.name} className="flex items-center gap-1">
            <button
              type="button"
              aria-pressed={view.name === current}
              onClick={() => setCurrent(view.name)}
              className={classNames(
                'flex min-h-7 min-w-0 flex-1 flex-col justify-center rounded-sm px-2 py-0.5 text-left hover:bg-hover',
                view.name === current && 'bg-selected',
              )}
            >
              <Truncated text={view.name} />
              {view.note ? <span className="text-muted text-sm">{view.note}</span> : null}
            </button>
            <IconButton
              size="small"
              icon={X}
              label={`Delete the view ${view.name}`}
              onClick={() => void saveView(view.name, null).then(say)}
            />
          </li>
        ))}
        {views.length === 0 ? <li className="px-2 py-1.5 text-muted">The project has no saved views yet.</li> : null}
      </ul>
      <form
        className="flex flex-col gap-1.5 border-line border-t p-2"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <input
          aria-label="Name of the view"
          placeholder="Save what is shown as…"
          value={name}
          onChange={(event) => setName(event.target.value)}
          className="h-7 rounded-md border border-control bg-surface px-2"
        />
        <input
          aria-label="Note on the view"
          placeholder="Note (optional)"
          value={note}
          onChange={(event) => setNote(event.target.value)}
          className="h-7 rounded-md border border-control bg-surface px-2"
        />
        <Button type="submit" size="small" variant="primary" disabled={name.trim() === ''}>
          Save in raingauge.config.json
        </Button>
      </form>
    </Popover>
  );
}

/** The view that was chosen last, on this machine; where an address says nothing else, it is taken up again. */
function useCurrentView(views: readonly SavedView[]) {
  const project = useOpenProject();
  const loaded = useGraphNotes((store) => store.root);
  const load = useGraphNotes((store) => store.load);
  const isPlain = useNavigation(({ place }) => (place.filter ?? '') === '' && place.object === null);
  const stores = useStores();
  const root = project?.root ?? '';
  const [remembered, remember] = useRemembered<string | null>(`graph-view:${root}`, null);
  const [restored, setRestored] = useState<string | null>(null);
  useEffect(() => {
    if (root !== '') void load(root);
  }, [root, load]);
  const apply = (view: SavedView) => {
    const { navigation, overlay, arrangement } = stores;
    arrangement.getState().arrange(arrangementOf(view));
    showOverlay(view, overlay.getState());
    navigation.getState().go({
      view: 'graph',
      object: view.object ?? null,
      ...(view.scope ? { filter: view.scope } : {}),
    });
  };
  const last = views.find((view) => view.name === remembered);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each project, when its views have come.
  useEffect(() => {
    if (loaded !== root || restored === root || views.length === 0) return;
    setRestored(root);
    if (last && isPlain) apply(last);
  }, [loaded, root, views]);
  const choose = (name: string) => {
    remember(name);
    const view = views.find((one) => one.name === name);
    if (view) apply(view);
  };
  return [last?.name ?? null, choose] as const;
}

function showOverlay(view: SavedView, shown: OverlayStore): void {
  const named = (name: string | undefined) => OVERLAYS.find((one) => one === name) ?? 'none';
  shown.set(named(view.overlay));
  shown.setBeside(named(view.beside));
  shown.setRole(view.role ?? null);
  shown.setGapsOnly(view.gapsOnly ?? false);
}

function arrangementOf({ grouping, pins = {}, collapsed = [] }: SavedView): Arrangement {
  return { grouping: GROUPINGS.find((one) => one === grouping) ?? NO_ARRANGEMENT.grouping, pins, collapsed };
}

function arrangedIn({ grouping, pins, collapsed }: Arrangement): Partial<SavedView> {
  return {
    ...(grouping === NO_ARRANGEMENT.grouping ? {} : { grouping }),
    ...(Object.keys(pins).length > 0 ? { pins } : {}),
    ...(collapsed.length > 0 ? { collapsed } : {}),
  };
}

function definedOnly(texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''));
}
