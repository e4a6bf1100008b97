import { Filter, MousePointerClick } from 'lucide-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { DriftResult } from '#app/api';
import type { Difference } from '#app/compare';
import { isFileOrigin } from '#renderer/lib/origin.ts';
import type { Room } from '#renderer/lib/room.ts';
import { useShortcut } from '#renderer/lib/shortcut.ts';
import { standingLabels } from '#renderer/lib/three-way.ts';
import { useOpenInEditor } from '#renderer/parts';
import { isNarrowed, NO_FILTERS, useDrift, useSources, useStores } from '#renderer/stores';
import { Button, EmptyState, Kbd, Split } from '#renderer/ui';
import { DifferenceDetail } from './difference-detail.tsx';
import { DifferenceTree } from './difference-tree.tsx';
import {
  closedHolder,
  type DifferenceRow,
  differenceRows,
  groupDifferences,
  neighbourKey,
} from './difference-tree-rows.ts';
import { filterDifferences } from './filter.ts';
import { Filters } from './filters.tsx';
import { ListFooter, useCopyDifferences } from './list-footer.tsx';
import { SinceStrip } from './since-strip.tsx';

/** The list of differences beside the one that is looked at. */
export function Differences({ result, room }: { readonly result: DriftResult; readonly room: Room }) {
  const filters = useDrift((store) => store.filters);
  const focused = useDrift((store) => store.current);
  const checked = useDrift((store) => store.checked);
  const check = useDrift((store) => store.check);
  const { changes } = useDrift((store) => store.since);
  const searchRef = useRef<HTMLInputElement>(null);
  const treeRef = useRef<HTMLDivElement>(null);
  const articleRef = useRef<HTMLElement>(null);
  const { from, to } = result;

  const byKey = useMemo(() => new Map(result.differences.map((one) => [one.key, one])), [result]);
  const filtered = useMemo(
    () => filterDifferences(result.differences, filters, { from, to, changes }),
    [result, filters, from, to, changes],
  );
  const { shown } = filtered;
  const { rows, toggle } = useRows(shown, shown.length < filtered.all, focused);
  const labels = useLabels(result);

  // Until somebody chooses, the first one that counts is shown: the view opens with an answer, not with an invitation.
  const current = focused ?? firstKey(rows);
  const difference = current === null ? undefined : byKey.get(current);
  const focus = useFocusDifference(byKey);
  const step = (by: 1 | -1) => focus(neighbourKey(rows, current, by));
  const openInEditor = useOpenInEditor();
  useShortcut('J', () => step(1));
  useShortcut('K', () => step(-1));
  useShortcut('O', () => {
    const origin = difference ? placeOf(difference, result) : undefined;
    if (origin) openInEditor(origin);
  });
  useShortcut('C', useCopyDifferences(result, shown));
  useShortcut('/', () => searchRef.current?.focus());

  const [isReading, setReading] = useState(false);
  const read = (key: string) => {
    // Drawn before it takes the keyboard: of the list and the difference only one may be there.
    flushSync(() => {
      focus(key);
      setReading(true);
    });
    articleRef.current?.focus();
  };
  const goBack = () => {
    flushSync(() => setReading(false));
    treeRef.current?.focus();
  };
  const list = (
    <div className="flex h-full min-h-0 flex-col">
      <SinceStrip />
      <Filters filtered={filtered} from={from} to={to} searchRef={searchRef} />
      <div className="min-h-0 flex-1">
        {rows.length === 0 ? (
          <NothingShown />
        ) : (
          <DifferenceTree
            rows={rows}
            from={from}
            to={to}
            labels={labels}
            current={current}
            checked={checked}
            changes={changes}
            onFocus={focus}
            onOpen={read}
            onToggle={toggle}
            onCheck={check}
            focusRef={treeRef}
          />
        )}
      </div>
      <ListFooter
        result={result}
        shown={shown}
        onRead={room.isSlim && difference ? () => read(difference.key) : null}
      />
    </div>
  );
  const detail = difference ? (
    <DifferenceDetail
      difference={difference}
      result={result}
      labels={labels}
      change={changes.get(difference.key) ?? null}
      room={room}
      onStep={step}
      onBack={goBack}
      articleRef={articleRef}
    />
  ) : (
    <EmptyState icon={MousePointerClick} title="Choose a difference">
      <Kbd keys="J" /> and <Kbd keys="K" /> go to the next and the previous one, <Kbd keys="/" /> to the filter.
    </EmptyState>
  );
  if (room.isSlim) return isReading && difference ? detail : list;
  return (
    <Split
      id="drift"
      direction="row"
      panes={[
        { id: 'differences', size: '44%', min: 320, content: list },
        { id: 'detail', min: 320, content: detail },
      ]}
    />
  );
}

/** Either the filters leave nothing, or there is nothing but what is shown on demand. */
function NothingShown() {
  const filters = useDrift((store) => store.filters);
  const setFilters = useDrift((store) => store.setFilters);
  if (isNarrowed(filters)) {
    return (
      <EmptyState
        icon={Filter}
        title="No difference passes the filters"
        actions={<Button onClick={() => setFilters(NO_FILTERS)}>Clear filters</Button>}
      />
    );
  }
  return (
    <EmptyState
      icon={Filter}
      title="Nothing but grants and owners differs"
      actions={<Button onClick={() => setFilters({ grants: true, owners: true })}>Show grants and owners</Button>}
    >
      They do not count, and are shown on demand.
    </EmptyState>
  );
}

const NOTHING_CHOSEN: ReadonlyMap<string, boolean> = new Map();

function useRows(shown: readonly Difference[], openAll: boolean, focused: string | null) {
  const [chosen, setChosen] = useState(NOTHING_CHOSEN);
  const groups = useMemo(() => groupDifferences(shown), [shown]);
  const holder = useMemo(() => closedHolder(groups, focused), [groups, focused]);
  const rows = useMemo(() => differenceRows(groups, { chosen, holder, openAll }), [groups, chosen, holder, openAll]);
  const toggle = useCallback(
    (id: string, expanded: boolean) => setChosen((before) => new Map(before).set(id, expanded)),
    [],
  );
  return { rows, toggle };
}

/** The place is the state: the address names the difference, and going back goes to the one before. */
function useFocusDifference(byKey: ReadonlyMap<string, Difference>) {
  const { navigation } = useStores();
  return useCallback(
    (key: string | null) => {
      const difference = key === null ? undefined : byKey.get(key);
      if (!difference) return;
      const { place, go } = navigation.getState();
      go({ ...place, view: 'drift', object: difference.object, at: difference.key });
    },
    [byKey, navigation],
  );
}

/** The sources that have a column: the two, and the project's migrations wherever it has any. */
function useLabels({ from, to, differences }: DriftResult): readonly string[] {
  const hasMigrations = useSources((store) =>
    store.entries.some(({ name, available }) => name === 'migrations' && available),
  );
  return useMemo(() => {
    const isTold = differences.some(({ states }) => states.migrations !== undefined);
    return standingLabels(from, to, hasMigrations || isTold ? ['migrations'] : []);
  }, [from, to, differences, hasMigrations]);
}

/** Where one would put it right: the first file that says it, in the order of the sources. */
function placeOf({ states }: Difference, { from, to }: DriftResult) {
  const told = [states[from], states[to], ...Object.values(states)].flatMap((state) => state?.origins ?? []);
  return told.find(isFileOrigin);
}

function firstKey(rows: readonly DifferenceRow[]): string | null {
  let first: string | null = null;
  for (const row of rows) {
    if (row.row !== 'difference') continue;
    if (row.difference.counts) return row.id;
    first ??= row.id;
  }
  return first;
}
