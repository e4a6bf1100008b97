import { History, TriangleAlert, X } from 'lucide-react';
import type { Ref } from 'react';
import { countWord, formatCount, KIND_LOOKS } from '#renderer/lib/kinds.ts';
import { objectName, qualifiedText } from '#renderer/lib/object-name.ts';
import { FilteredLine, FilterGroup, FilterToggle, toggled } from '#renderer/parts';
import { NO_MIGRATION_FILTERS, useMigrations } from '#renderer/stores';
import { Code, IconButton, SearchField } from '#renderer/ui';
import { countStates, type FolderModel } from './folder-model.ts';
import { STATE_LOOKS, STATES } from './looks.ts';
import { isFiltered } from './rows.ts';

export interface FiltersProps {
  readonly folder: FolderModel;
  /** How many files are shown. */
  readonly shown: number;
  readonly searchRef: Ref<HTMLInputElement>;
}

/** What narrows the list: state, text, an object, whether something is wrong. */
export function Filters({ folder, shown, searchRef }: FiltersProps) {
  const filters = useMigrations((store) => store.filters);
  const setFilters = useMigrations((store) => store.setFilters);
  const faulty = folder.files.filter(({ faults }) => faults > 0).length;
  return (
    <div className="flex shrink-0 flex-col gap-1.5 border-line border-b p-2">
      {folder.files.some(({ file }) => file.state !== null) ? <StateFilters folder={folder} /> : null}
      <div className="flex flex-wrap items-center gap-1">
        <SearchField
          label="Filter migrations"
          inputRef={searchRef}
          value={filters.text}
          onChange={(text) => setFilters({ text })}
          placeholder="Name, command or object"
          className="min-w-24 flex-1"
        />
        {faulty > 0 ? (
          <FilterToggle
            icon={TriangleAlert}
            tone="warn"
            label="with problems"
            meaning="Only files in which something is wrong."
            count={faulty}
            pressed={filters.faultyOnly}
            onToggle={() => setFilters({ faultyOnly: !filters.faultyOnly })}
          />
        ) : null}
      </div>
      {filters.touching === null ? null : <Touching object={filters.touching} />}
      {isFiltered(filters) ? (
        <FilteredLine
          text={`${formatCount(shown)} of ${countWord(folder.files.length, 'migration')}`}
          onClear={() => setFilters(NO_MIGRATION_FILTERS)}
        />
      ) : null}
    </div>
  );
}

function Touching({ object }: { readonly object: string }) {
  const setFilters = useMigrations((store) => store.setFilters);
  const name = qualifiedText(object);
  return (
    <p className="flex items-center gap-1.5 rounded-md border border-accent-line bg-accent-soft py-0.5 pr-0.5 pl-2">
      <History aria-hidden size={14} strokeWidth={1.75} className="shrink-0 text-accent" />
      <span className="min-w-0 flex-1">
        What touches {KIND_LOOKS[objectName(object).kind].one} <Code className="[overflow-wrap:anywhere]">{name}</Code>
      </span>
      <IconButton
        icon={X}
        label={`Stop filtering by ${name}`}
        size="small"
        onClick={() => setFilters({ touching: null })}
      />
    </p>
  );
}

/** The states with their counts; each is a filter. */
function StateFilters({ folder }: { readonly folder: FolderModel }) {
  const states = useMigrations((store) => store.filters.states);
  const setFilters = useMigrations((store) => store.setFilters);
  const counts = countStates(folder.files);
  return (
    <FilterGroup label="States">
      {STATES.map((state) => {
        const { icon, label, tone, meaning } = STATE_LOOKS[state];
        return (
          <FilterToggle
            key={state}
            icon={icon}
            tone={tone}
            label={label.toLowerCase()}
            meaning={meaning}
            count={counts[state]}
            pressed={states.includes(state)}
            onToggle={() => setFilters({ states: toggled(states, state) })}
          />
        );
      })}
    </FilterGroup>
  );
}
