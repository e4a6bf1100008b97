import { BellDot, CircleAlert, EyeOff, Flame, KeyRound, UserRound } from 'lucide-react';
import { memo, type Ref } from 'react';
import { countWord, formatCount, KIND_LOOKS } from '#renderer/lib/kinds.ts';
import { choicesOf, FilteredLine, FilterGroup, FilterMenu, FilterToggle, KindIcon, toggled } from '#renderer/parts';
import { type DriftSide, isNarrowed, NO_FILTERS, useDrift } from '#renderer/stores';
import { SearchField } from '#renderer/ui';
import { CLASS_LOOKS, CLASSES, VERDICT_LOOKS } from './classes.ts';
import { changeText } from './difference-text.ts';
import type { Filtered } from './filter.ts';

export interface FiltersProps {
  readonly filtered: Filtered;
  readonly from: string;
  readonly to: string;
  readonly searchRef: Ref<HTMLInputElement>;
}

/** What narrows the list: text, class, verdict, kind, side, and what is grave, excused or new. */
export const Filters = memo(function Filters({ filtered: { shown, facets, all }, from, to, searchRef }: FiltersProps) {
  const filters = useDrift((state) => state.filters);
  const setFilters = useDrift((state) => state.setFilters);
  const classCounts = new Map(facets.classes);
  return (
    <section
      aria-label="Filters"
      className="flex shrink-0 flex-col gap-1.5 border-line border-b p-2 low:flex-row low:overflow-x-auto low:p-1 low:[scrollbar-width:none]"
    >
      <SearchField
        className="low:w-36 low:shrink-0"
        label="Filter differences"
        inputRef={searchRef}
        value={filters.text}
        onChange={(text) => setFilters({ text })}
        placeholder="Name, attribute or words of the sentence"
      />
      <FilterGroup label="Classes">
        {CLASSES.map((name) => (
          <FilterToggle
            key={name}
            {...CLASS_LOOKS[name]}
            label={CLASS_LOOKS[name].label.toLowerCase()}
            count={classCounts.get(name) ?? 0}
            pressed={filters.classes.includes(name)}
            onToggle={() => setFilters({ classes: toggled(filters.classes, name) })}
          />
        ))}
      </FilterGroup>
      <div className="flex flex-wrap gap-1 low:shrink-0 low:flex-nowrap">
        <FilterMenu
          label="Verdict"
          choices={choicesOf(facets.verdicts, filters.verdicts, (name) => ({ label: VERDICT_LOOKS[name].label }))}
          chosen={filters.verdicts}
          onToggle={(value) => setFilters({ verdicts: toggled(filters.verdicts, value) })}
        />
        <FilterMenu
          label="Kind"
          choices={choicesOf(facets.kinds, filters.kinds, (kind) => ({
            label: KIND_LOOKS[kind].many,
            mark: <KindIcon kind={kind} />,
          }))}
          chosen={filters.kinds}
          onToggle={(value) => setFilters({ kinds: toggled(filters.kinds, value) })}
        />
        <FilterMenu
          label="Side"
          choices={choicesOf(facets.sides, filters.sides, (side) => ({ label: sideText(side, from, to) }))}
          chosen={filters.sides}
          onToggle={(value) => setFilters({ sides: toggled(filters.sides, value) })}
        />
        <Switches facets={facets} />
      </div>
      {!isNarrowed(filters) ? null : (
        <FilteredLine
          text={`${formatCount(shown.length)} of ${countWord(all, 'difference')}`}
          onClear={() => setFilters(NO_FILTERS)}
        />
      )}
    </section>
  );
});

function Switches({ facets }: Pick<Filtered, 'facets'>) {
  const { countingOnly, destroyedOnly, waived, grants, owners, changedOnly } = useDrift((state) => state.filters);
  const setFilters = useDrift((state) => state.setFilters);
  return (
    <>
      <FilterToggle
        icon={CircleAlert}
        tone="bad"
        label={facets.counting === 1 ? 'counts' : 'count'}
        meaning="Only what makes `raingauge drift` fail."
        count={facets.counting}
        pressed={countingOnly}
        onToggle={() => setFilters({ countingOnly: !countingOnly })}
      />
      <FilterToggle
        icon={Flame}
        tone="warn"
        label="destroyed"
        meaning="Only what a drizzle-kit command would drop or weaken."
        count={facets.destroyed}
        pressed={destroyedOnly}
        onToggle={() => setFilters({ destroyedOnly: !destroyedOnly })}
      />
      {facets.waived > 0 || waived ? (
        <FilterToggle
          icon={EyeOff}
          label="waived"
          meaning="Only what a waiver of the project excuses. Without this filter these are left out."
          count={facets.waived}
          pressed={waived}
          onToggle={() => setFilters({ waived: !waived })}
        />
      ) : null}
      {facets.unasked.grants > 0 || grants ? (
        <FilterToggle
          icon={KeyRound}
          label={facets.unasked.grants === 1 ? 'grant' : 'grants'}
          meaning="Grants and default privileges, too, that do not count. Without this they are left out."
          count={facets.unasked.grants}
          pressed={grants}
          onToggle={() => setFilters({ grants: !grants })}
        />
      ) : null}
      {facets.unasked.owners > 0 || owners ? (
        <FilterToggle
          icon={UserRound}
          label={facets.unasked.owners === 1 ? 'owner' : 'owners'}
          meaning="Owners, too: they never count. Without this they are left out."
          count={facets.unasked.owners}
          pressed={owners}
          onToggle={() => setFilters({ owners: !owners })}
        />
      ) : null}
      {facets.changed > 0 || changedOnly ? (
        <FilterToggle
          icon={BellDot}
          tone="accent"
          label="new or changed"
          meaning="Only what is new or changed since you looked at it."
          count={facets.changed}
          pressed={changedOnly}
          onToggle={() => setFilters({ changedOnly: !changedOnly })}
        />
      ) : null}
    </>
  );
}

function sideText(side: DriftSide, from: string, to: string): string {
  return side === 'changed' ? 'in both, unlike' : changeText(side, from, to);
}
