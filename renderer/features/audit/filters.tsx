import { EyeOff, Wrench } from 'lucide-react';
import { memo, type Ref } from 'react';
import type { AuditResult } from '#app/api';
import { countWord, formatCount } from '#renderer/lib/kinds.ts';
import { choicesOf, FilteredLine, FilterGroup, FilterMenu, FilterToggle, toggled } from '#renderer/parts';
import { FINDING_GROUPS, type FindingGroup, NO_AUDIT_FILTERS, useAudit } from '#renderer/stores';
import { SearchField, Select } from '#renderer/ui';
import { type FilteredFindings, isNarrowedAudit } from './filter.ts';
import { DIMENSION_LABELS, LIKELIHOOD_LABELS, SEVERITIES, SEVERITY_LOOKS } from './looks.ts';

export interface FiltersProps {
  readonly filtered: FilteredFindings;
  readonly result: AuditResult;
  readonly searchRef: Ref<HTMLInputElement>;
}

const GROUP_LABELS: Readonly<Record<FindingGroup, string>> = {
  severity: 'Severity',
  dimension: 'Dimension',
  rule: 'Rule',
  table: 'Table',
  file: 'File',
};
const GROUPS = FINDING_GROUPS.map((value) => ({ value, label: `By ${GROUP_LABELS[value].toLowerCase()}` }));

/** What narrows the list, and by what it is grouped. */
export const Filters = memo(function Filters({ filtered, result, searchRef }: FiltersProps) {
  const filters = useAudit((store) => store.filters);
  const setFilters = useAudit((store) => store.setFilters);
  const group = useAudit((store) => store.group);
  const setGroup = useAudit((store) => store.setGroup);
  const { shown, facets, all } = filtered;
  const counts = new Map(facets.severities);
  const labels = new Map(result.sources.map(({ source, label }) => [source, label]));
  return (
    <section aria-label="Filters" className="flex shrink-0 flex-col gap-1.5 border-line border-b p-2">
      <div className="flex gap-1.5">
        <SearchField
          label="Filter findings"
          inputRef={searchRef}
          value={filters.text}
          onChange={(text) => setFilters({ text })}
          placeholder="Object, rule, file or words of the sentence"
          className="flex-1"
        />
        <Select label="Group" value={group} onChange={setGroup} options={GROUPS} />
      </div>
      <FilterGroup label="Severities">
        {SEVERITIES.map((severity) => (
          <FilterToggle
            key={severity}
            {...SEVERITY_LOOKS[severity]}
            label={severity}
            count={counts.get(severity) ?? 0}
            pressed={filters.severities.includes(severity)}
            onToggle={() => setFilters({ severities: toggled(filters.severities, severity) })}
          />
        ))}
      </FilterGroup>
      <div className="flex flex-wrap gap-1">
        <FilterMenu
          label="Dimension"
          choices={choicesOf(facets.dimensions, filters.dimensions, (name) => ({ label: DIMENSION_LABELS[name] }))}
          chosen={filters.dimensions}
          onToggle={(value) => setFilters({ dimensions: toggled(filters.dimensions, value) })}
        />
        <FilterMenu
          label="Likelihood"
          choices={choicesOf(facets.likelihoods, filters.likelihoods, (name) => ({ label: LIKELIHOOD_LABELS[name] }))}
          chosen={filters.likelihoods}
          onToggle={(value) => setFilters({ likelihoods: toggled(filters.likelihoods, value) })}
        />
        <FilterMenu
          label="Rule"
          choices={choicesOf(facets.rules, filters.rules, (name) => ({ label: name }))}
          chosen={filters.rules}
          onToggle={(value) => setFilters({ rules: toggled(filters.rules, value) })}
        />
        <FilterMenu
          label="Source"
          choices={choicesOf(facets.sources, filters.sources, (name) => ({ label: labels.get(name) ?? name }))}
          chosen={filters.sources}
          onToggle={(value) => setFilters({ sources: toggled(filters.sources, value) })}
        />
        <FilterToggle
          icon={Wrench}
          label="can be drafted"
          meaning="Only what Raingauge can draft a migration or an edit for."
          count={facets.fixable}
          pressed={filters.fixable}
          onToggle={() => setFilters({ fixable: !filters.fixable })}
        />
        {facets.waived > 0 || filters.waived ? (
          <FilterToggle
            icon={EyeOff}
            label="waived"
            meaning="Only what a waiver of the project excuses. Without this filter these are left out."
            count={facets.waived}
            pressed={filters.waived}
            onToggle={() => setFilters({ waived: !filters.waived })}
          />
        ) : null}
      </div>
      {isNarrowedAudit(filters) ? (
        <FilteredLine
          text={`${formatCount(shown.length)} of ${countWord(all, 'finding')}`}
          onClear={() => setFilters(NO_AUDIT_FILTERS)}
        />
      ) : null}
    </section>
  );
});
