import { Filter, History, TriangleAlert, X } from 'lucide-react';
import type { Ref } from 'react';
import type { MigrationState } from '#app/catalog';
import { countWord, formatCount, KIND_LOOKS } from '#renderer/lib/kinds.ts';
import { objectName, qualifiedText } from '#renderer/lib/object-name.ts';
import { NO_MIGRATION_FILTERS, useMigrations } from '#renderer/stores';
import { Button, Code, IconButton, SearchField, TONE_TEXT, Tooltip } from '#renderer/ui';
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
          <Button
            icon={TriangleAlert}
            aria-pressed={filters.faultyOnly}
            onClick={() => setFilters({ faultyOnly: !filters.faultyOnly })}
            className="aria-pressed:border-accent aria-pressed:bg-selected"
          >
            {formatCount(faulty)} with problems
          </Button>
        ) : null}
      </div>
      {filters.touching === null ? null : <Touching object={filters.touching} />}
      {isFiltered(filters) ? (
        <p className="flex items-center gap-2 text-muted text-sm">
          <Filter aria-hidden size={12} />
          <span className="tabular">
            {formatCount(shown)} of {countWord(folder.files.length, 'migration')} shown
          </span>
          <Button size="small" variant="quiet" onClick={() => setFilters(NO_MIGRATION_FILTERS)}>
            Show all
          </Button>
        </p>
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
  const toggle = (state: MigrationState) =>
    setFilters({ states: states.includes(state) ? states.filter((other) => other !== state) : [...states, state] });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; these are toggle buttons.
    <div role="group" aria-label="States" className="flex flex-wrap gap-1">
      {STATES.map((state) => {
        const { icon: Icon, label, tone, meaning } = STATE_LOOKS[state];
        const count = counts[state];
        return (
          <Tooltip key={state} content={meaning}>
            <button
              type="button"
              aria-pressed={states.includes(state)}
              disabled={count === 0}
              onClick={() => toggle(state)}
              className="inline-flex h-7 items-center gap-1.5 whitespace-nowrap rounded-md border border-line bg-surface px-2 text-sm transition-colors hover:bg-hover disabled:pointer-events-none disabled:text-faint aria-pressed:border-accent aria-pressed:bg-selected"
            >
              <Icon aria-hidden size={14} strokeWidth={1.75} className={count === 0 ? '' : TONE_TEXT[tone]} />
              <span className="tabular font-semibold">{formatCount(count)}</span>
              <span className={count === 0 ? '' : 'text-muted'}>{label.toLowerCase()}</span>
            </button>
          </Tooltip>
        );
      })}
    </div>
  );
}
