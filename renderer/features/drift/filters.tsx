import { ChevronDown, Filter } from 'lucide-react';
import { type Ref, useMemo } from 'react';
import type { DriftResult } from '#app/api';
import type { Kind } from '#app/catalog';
import { formatCount, KIND_LOOKS } from '#renderer/lib/kinds.ts';
import { KindIcon } from '#renderer/parts';
import { NO_FILTERS, useDrift } from '#renderer/stores';
import { Button, Popover, SearchField } from '#renderer/ui';
import { ClassFilters } from './answer.tsx';
import { kindFacets } from './filter.ts';

export interface FiltersProps {
  readonly result: DriftResult;
  readonly shown: number;
  readonly searchRef: Ref<HTMLInputElement>;
}

/** What narrows the list: class, kind, text, whether it counts. */
export function Filters({ result, shown, searchRef }: FiltersProps) {
  const filters = useDrift((state) => state.filters);
  const setFilters = useDrift((state) => state.setFilters);
  const isFiltered = shown < result.differences.length;
  return (
    <div className="flex shrink-0 flex-col gap-1.5 border-line border-b p-2">
      <ClassFilters result={result} />
      <div className="flex flex-wrap items-center gap-1">
        <SearchField
          label="Filter differences"
          inputRef={searchRef}
          value={filters.text}
          onChange={(text) => setFilters({ text })}
          className="min-w-24 flex-1"
        />
        <KindFilter result={result} />
        <Button
          aria-pressed={filters.countingOnly}
          onClick={() => setFilters({ countingOnly: !filters.countingOnly })}
          className="aria-pressed:border-accent aria-pressed:bg-selected"
        >
          Counts only
        </Button>
      </div>
      {isFiltered ? (
        <p className="flex items-center gap-2 text-muted text-sm">
          <Filter aria-hidden size={12} />
          <span className="tabular">
            {formatCount(shown)} of {formatCount(result.differences.length)} shown
          </span>
          <Button size="small" variant="quiet" onClick={() => setFilters(NO_FILTERS)}>
            Show all
          </Button>
        </p>
      ) : null}
    </div>
  );
}

function KindFilter({ result }: { readonly result: DriftResult }) {
  const kinds = useDrift((state) => state.filters.kinds);
  const setFilters = useDrift((state) => state.setFilters);
  const facets = useMemo(() => kindFacets(result.differences), [result]);
  const toggle = (kind: Kind) =>
    setFilters({ kinds: kinds.includes(kind) ? kinds.filter((other) => other !== kind) : [...kinds, kind] });
  const [only] = kinds;
  const text =
    kinds.length === 0 || !only ? 'All kinds' : kinds.length === 1 ? KIND_LOOKS[only].many : `${kinds.length} kinds`;
  return (
    <Popover
      label="Kinds"
      className="w-60"
      trigger={
        <Button aria-label={`Kinds: ${text}`} className={kinds.length > 0 ? 'border-accent bg-selected' : ''}>
          {text}
          <ChevronDown aria-hidden size={12} className="text-faint" />
        </Button>
      }
    >
      <ul className="overflow-auto p-1">
        {facets.map(([kind, count]) => (
          <li key={kind}>
            <label className="flex h-7 select-none items-center gap-2 rounded-sm px-2 hover:bg-hover">
              <input
                type="checkbox"
                checked={kinds.includes(kind)}
                onChange={() => toggle(kind)}
                className="accent-(--accent)"
              />
              <KindIcon kind={kind} />
              <span className="flex-1">{KIND_LOOKS[kind].many}</span>
              <span className="tabular text-faint text-sm">{formatCount(count)}</span>
            </label>
          </li>
        ))}
      </ul>
    </Popover>
  );
}
