import { useMemo, useState } from 'react';
import { countFacet, FACETS, type Facet, toggleValue } from '#app/graph';
import { formatCount } from '#renderer/lib/kinds.ts';
import { compareNaturally } from '#renderer/lib/natural-order.ts';
import { SearchField, Truncated } from '#renderer/ui';
import { FACET_RANKS } from './facet-values.ts';
import type { Exploration } from './use-exploration.ts';

export const FACET_NAMES: Readonly<Record<Facet, string>> = {
  kind: 'Kind',
  schema: 'Schema',
  module: 'Module',
  file: 'File',
  tag: 'Tag',
  rls: 'Row security',
  fk: 'Foreign keys',
  drift: 'Drift',
  severity: 'Findings',
  size: 'Size',
};

/** Values of a facet that are listed before somebody types what to look for. */
const MOST_VALUES = 7;

/** Every facet with its values and how many tables have each; pressing one takes it in or out. */
export function FilterPanel({ exploration }: { readonly exploration: Exploration }) {
  const { whole, scope, change, valuesOf } = exploration;
  const [text, setText] = useState('');
  const ids = useMemo(() => whole.graph.nodes.map((node) => node.id), [whole]);
  const wanted = text.trim().toLowerCase();
  const groups = FACETS.flatMap((facet) => {
    const all = countFacet(ids, facet, scope.filter, valuesOf, FACET_RANKS[facet], compareNaturally);
    const chosen = scope.filter[facet] ?? [];
    const found = all.filter(({ value }) => value.toLowerCase().includes(wanted));
    const listed =
      wanted === '' ? found.filter(({ value }, at) => at < MOST_VALUES || chosen.includes(value)) : found.slice(0, 50);
    // A facet that everything has the same of narrows nothing.
    const isIdle = chosen.length === 0 && all.length < 2 && (all[0]?.count ?? 0) === ids.length;
    return listed.length === 0 || isIdle ? [] : [{ facet, listed, chosen, rest: found.length - listed.length }];
  });
  return (
    <>
      <div className="shrink-0 border-line border-b p-2">
        <SearchField label="Find a value" placeholder="Schema, module, file, state…" value={text} onChange={setText} />
      </div>
      <div className="max-h-[60vh] min-h-0 overflow-y-auto p-2">
        {groups.map(({ facet, listed, chosen, rest }) => (
          <fieldset key={facet} className="mb-2">
            <legend className="px-1.5 pb-0.5 font-medium text-muted text-sm">{FACET_NAMES[facet]}</legend>
            {listed.map(({ value, count }) => (
              <button
                key={value}
                type="button"
                aria-pressed={chosen.includes(value)}
                onClick={() => change({ filter: toggleValue(scope.filter, facet, value) })}
                className="flex h-6 w-full items-center gap-2 rounded-sm px-1.5 text-left hover:bg-hover aria-pressed:bg-selected aria-pressed:font-medium"
              >
                <Truncated text={value} className="min-w-0 flex-1" />
                <span className="tabular text-muted text-sm">{formatCount(count)}</span>
              </button>
            ))}
            {rest > 0 ? <p className="px-1.5 text-faint text-sm">{formatCount(rest)} more: type to find them</p> : null}
          </fieldset>
        ))}
        {groups.length === 0 ? <p className="p-2 text-muted">No value is called like that.</p> : null}
      </div>
    </>
  );
}
