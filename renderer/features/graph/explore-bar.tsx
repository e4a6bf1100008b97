import { Focus, ListFilter, Route, X } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import type { ObjectId } from '#app/catalog';
import { FACETS, graphIndex, isWhole, toggleValue, type Way } from '#app/graph';
import { countWord, formatCount } from '#renderer/lib/kinds.ts';
import { objectName } from '#renderer/lib/object-name.ts';
import { Button, IconButton, LiveRegion, Menu, Popover, Tooltip } from '#renderer/ui';
import { BarLabel } from './bar-label.tsx';
import { canDo, EXPLORE_KEYS, type ExploreAction, type ExploreContext, explore } from './explore-keys.ts';
import { FACET_NAMES, FilterPanel } from './filter-panel.tsx';

export const WAY_NAMES: Readonly<Record<Way, string>> = {
  both: 'in both directions',
  references: 'along references',
  referenced: 'to what references it',
};

const ACTION_NAMES: Readonly<Record<Exclude<ExploreAction, 'filter'>, string>> = {
  focus: 'Focus on what is selected',
  more: 'One step more',
  fewer: 'One step fewer',
  way: 'Other direction',
  pick: 'Pick the table, or let it go',
  isolate: 'Only what is picked',
  hide: 'Hide it',
  path: 'Path to another table',
  clear: 'Show everything again',
};
const IN_MENU: readonly (keyof typeof ACTION_NAMES)[] = [
  'focus',
  'more',
  'fewer',
  'way',
  'isolate',
  'hide',
  'pick',
  'path',
  'clear',
];

export interface ExploreBarProps {
  readonly context: ExploreContext;
  readonly filterButton: RefObject<HTMLButtonElement | null>;
  /** Further menus of the bar. */
  readonly children: ReactNode;
}

/** What narrows the graph, over its corner. */
export function ExploreBar({ context, filterButton, children }: ExploreBarProps) {
  const { exploration } = context;
  return (
    <div className="flex items-center gap-px rounded-md border border-line-strong bg-surface p-px">
      <Menu
        trigger={
          <Button size="small" variant="quiet" icon={Focus}>
            <BarLabel text="Explore" />
          </Button>
        }
        entries={IN_MENU.map((action) => ({
          label: ACTION_NAMES[action],
          keys: EXPLORE_KEYS[action],
          disabled: !canDo(action, context),
          ...(action === 'path' ? { icon: Route } : {}),
          onSelect: () => explore(action, context),
        }))}
      />
      <Popover
        label="Filter the graph"
        className="w-[340px]"
        trigger={
          <Button ref={filterButton} size="small" variant="quiet" icon={ListFilter}>
            <BarLabel text="Filter" />
          </Button>
        }
      >
        <FilterPanel exploration={exploration} />
      </Popover>
      {children}
    </div>
  );
}

/** What the graph is narrowed to, each part with a way out of it; nothing while all is shown. */
export function ScopeStrip({ context }: { readonly context: ExploreContext }) {
  const { exploration, selected } = context;
  const { scope, change, clear, scene, whole, isNothing, picked } = exploration;
  const { focus, filter, hidden } = scope;
  const shown = isNothing ? 0 : scene.graph.nodes.length;
  const total = whole.graph.nodes.length;
  const text = isWhole(scope) ? '' : `${formatCount(shown)} of ${formatCount(total)} shown`;
  const isOutside = selected !== null && !graphIndex(scene.graph).nodes.has(selected);
  if (isWhole(scope) && picked.size === 0) return <LiveRegion text={text} />;
  return (
    <div className="flex flex-wrap items-center gap-1 rounded-md border border-line-strong bg-surface px-2 py-1 text-sm">
      {text === '' ? null : <span className="tabular mr-1 font-medium">{text}</span>}
      {focus ? (
        <Chip
          text={`${namesOf(focus.on)}, ${countWord(focus.steps, 'step')}${focus.way === 'both' ? '' : ` ${WAY_NAMES[focus.way]}`}`}
          what="the focus"
          onRemove={() => change({ focus: null })}
        />
      ) : null}
      {FACETS.flatMap((facet) =>
        (filter[facet] ?? []).map((value) => (
          <Chip
            key={`${facet} ${value}`}
            text={`${FACET_NAMES[facet]}: ${value}`}
            what={`${FACET_NAMES[facet]} ${value}`}
            onRemove={() => change({ filter: toggleValue(filter, facet, value) })}
          />
        )),
      )}
      {hidden.length > 0 ? (
        <Chip text={`${hidden.length} hidden`} what="what is hidden" onRemove={() => change({ hidden: [] })} />
      ) : null}
      {picked.size > 0 ? (
        <Chip text={`${picked.size} picked`} what="what is picked" onRemove={exploration.clearPicks} />
      ) : null}
      {isNothing ? <span className="text-warn">Nothing fits: all is shown.</span> : null}
      {isOutside ? <span className="text-warn">{objectName(selected).name} is not among it.</span> : null}
      {isWhole(scope) ? null : (
        <Button size="small" variant="muted" onClick={clear}>
          Show everything
        </Button>
      )}
      <LiveRegion text={text} />
    </div>
  );
}

function namesOf(ids: readonly ObjectId[]): string {
  const names = ids.slice(0, 2).map((id) => objectName(id).name);
  return ids.length > 2 ? `${names.join(', ')} and ${ids.length - 2} more` : names.join(', ');
}

interface ChipProps {
  readonly text: string;
  readonly what: string;
  readonly onRemove: () => void;
}

function Chip({ text, what, onRemove }: ChipProps) {
  return (
    <span className="flex h-6 max-w-72 items-center gap-0.5 rounded-sm border border-accent-line bg-selected pl-1.5">
      <Tooltip content={text}>
        <span className="truncate">{text}</span>
      </Tooltip>
      <IconButton size="small" icon={X} label={`Leave ${what}`} onClick={onRemove} className="size-5" />
    </span>
  );
}
