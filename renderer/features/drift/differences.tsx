import { Filter, MousePointerClick } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import type { DriftResult } from '#app/api';
import { useShortcut } from '#renderer/lib/shortcut.ts';
import { NO_FILTERS, useDrift, useReading, useStores } from '#renderer/stores';
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

/** The list of differences beside the one that is looked at. */
export function Differences({ result }: { readonly result: DriftResult }) {
  const filters = useDrift((store) => store.filters);
  const setFilters = useDrift((store) => store.setFilters);
  const focused = useDrift((store) => store.current);
  const { drift, navigation } = useStores();
  const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(new Map());
  const searchRef = useRef<HTMLInputElement>(null);
  const treeRef = useRef<HTMLDivElement>(null);

  const byKey = useMemo(() => new Map(result.differences.map((one) => [one.key, one])), [result]);
  const shown = useMemo(() => filterDifferences(result.differences, filters), [result, filters]);
  const before = useReading(result.from)?.catalog ?? null;
  const after = useReading(result.to)?.catalog ?? null;
  const groups = useMemo(() => groupDifferences(shown, [before, after]), [shown, before, after]);
  const openAll = shown.length < result.differences.length;
  const holder = useMemo(() => closedHolder(groups, focused), [groups, focused]);
  const rows = useMemo(() => differenceRows(groups, { chosen, holder, openAll }), [groups, chosen, holder, openAll]);

  // Until somebody chooses, the first one that counts is shown: the view opens with an answer, not with an invitation.
  const current = focused ?? firstKey(rows);
  const focus = (key: string | null) => {
    drift.getState().focus(key);
    const difference = key === null ? undefined : byKey.get(key);
    if (difference) navigation.getState().select(difference.object);
  };
  const step = (by: 1 | -1) => focus(neighbourKey(rows, current, by));
  useShortcut('J', () => step(1));
  useShortcut('K', () => step(-1));
  useShortcut('/', () => searchRef.current?.focus());

  const difference = current === null ? undefined : byKey.get(current);
  return (
    <Split
      id="drift"
      direction="row"
      panes={[
        {
          id: 'differences',
          size: '36%',
          min: 300,
          content: (
            <div className="flex h-full min-h-0 flex-col">
              <Filters result={result} shown={shown.length} searchRef={searchRef} />
              <div className="min-h-0 flex-1">
                {rows.length === 0 ? (
                  <EmptyState
                    icon={Filter}
                    title="No difference passes the filters"
                    actions={<Button onClick={() => setFilters(NO_FILTERS)}>Show all</Button>}
                  />
                ) : (
                  <DifferenceTree
                    rows={rows}
                    from={result.from}
                    to={result.to}
                    current={current}
                    onFocus={focus}
                    onToggle={(id, expanded) => setChosen(new Map(chosen).set(id, expanded))}
                    focusRef={treeRef}
                  />
                )}
              </div>
            </div>
          ),
        },
        {
          id: 'detail',
          min: 320,
          content: difference ? (
            <DifferenceDetail difference={difference} from={result.from} to={result.to} onStep={step} />
          ) : (
            <EmptyState icon={MousePointerClick} title="Choose a difference">
              <Kbd keys="J" /> and <Kbd keys="K" /> go to the next and the previous one, <Kbd keys="/" /> to the filter.
            </EmptyState>
          ),
        },
      ]}
    />
  );
}

function firstKey(rows: readonly DifferenceRow[]): string | null {
  const differences = rows.flatMap((row) => (row.row === 'difference' ? [row.difference] : []));
  return (differences.find((difference) => difference.counts) ?? differences[0])?.key ?? null;
}
