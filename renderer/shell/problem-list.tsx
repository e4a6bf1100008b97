import { CircleCheck, EyeOff, Filter, Info, type LucideIcon, OctagonAlert, Replace, TriangleAlert } from 'lucide-react';
import { memo, type ReactNode, useMemo, useState } from 'react';
import { countWord, formatCount } from '#renderer/lib/kinds.ts';
import { qualifiedText } from '#renderer/lib/object-name.ts';
import { shortOriginText } from '#renderer/lib/origin.ts';
import { OriginLink } from '#renderer/parts';
import { useReadings } from '#renderer/stores';
import {
  Badge,
  Button,
  Code,
  EmptyState,
  SearchField,
  Split,
  TONE_TEXT,
  type Tone,
  Tree,
  Truncated,
} from '#renderer/ui';
import { useLookAt } from './look-at.ts';
import {
  countWeights,
  EVERY_PROBLEM,
  filterProblems,
  type ProblemFilter,
  type ProblemRow,
  problemRows,
  unmodelledOf,
  WEIGHTS,
  type Weight,
} from './problem-rows.ts';
import type { ProblemLine } from './problems.ts';

interface WeightLook {
  readonly icon: LucideIcon;
  readonly tone: Tone;
  readonly label: string;
  /** `3 notes`, `14 replaced`. */
  readonly count: (count: number) => string;
}

const LOOKS: Readonly<Record<Weight, WeightLook>> = {
  failed: { icon: OctagonAlert, tone: 'bad', label: 'Failed', count: (count) => `${formatCount(count)} failed` },
  unread: { icon: TriangleAlert, tone: 'warn', label: 'Not read', count: (count) => `${formatCount(count)} not read` },
  replaced: { icon: Replace, tone: 'special', label: 'Replaced', count: (count) => `${formatCount(count)} replaced` },
  note: { icon: Info, tone: 'neutral', label: 'Note', count: (count) => countWord(count, 'note') },
};

const NOTHING_TURNED: ReadonlySet<string> = new Set();

/** Everything that could not be read, was replaced or is to be known, by source, with what to do about it. */
export function ProblemList({ problems }: { readonly problems: readonly ProblemLine[] }) {
  const readings = useReadings();
  const [filter, setFilter] = useState(EVERY_PROBLEM);
  const [turned, setTurned] = useState(NOTHING_TURNED);
  const [chosen, setChosen] = useState<string | null>(null);
  const isFiltered = filter.text.trim() !== '' || filter.weights.length > 0;
  const unmodelled = useMemo(() => (isFiltered ? [] : unmodelledOf(readings)), [readings, isFiltered]);
  const found = useMemo(() => filterProblems(problems, filter), [problems, filter]);
  const rows = useMemo(() => problemRows(found, unmodelled, turned), [found, unmodelled, turned]);

  if (problems.length === 0 && unmodelled.length === 0 && !isFiltered) {
    return (
      <EmptyState icon={CircleCheck} tone="good" title="No problems">
        Everything that was asked for could be read.
      </EmptyState>
    );
  }
  const toggle = (id: string) => {
    const next = new Set(turned);
    if (!next.delete(id)) next.add(id);
    setTurned(next);
  };
  const current = rows.find((row) => row.id === chosen) ?? rows.find((row) => row.row === 'problem') ?? rows[0];
  const list = (
    <div className="flex h-full min-h-0 flex-col">
      <Filters problems={problems} filter={filter} onChange={setFilter} />
      <div className="min-h-0 flex-1">
        {rows.length === 0 ? (
          <EmptyState
            icon={Filter}
            title="No problem passes the filter"
            actions={<Button onClick={() => setFilter(EVERY_PROBLEM)}>Show all</Button>}
          />
        ) : (
          <Tree
            label="Problems by source"
            rows={rows}
            selected={current?.id ?? null}
            selectOnMove
            onSelect={(row) => setChosen(row.id)}
            onToggle={(row) => toggle(row.id)}
            renderRow={(row) => <Row row={row} />}
          />
        )}
      </div>
    </div>
  );
  return (
    <section aria-label="Problems" className="h-full">
      <Split
        id="problems"
        direction="row"
        panes={[
          { id: 'problems', size: '60%', min: 280, content: list },
          { id: 'problem', min: 220, content: <Detail row={current} /> },
        ]}
      />
    </section>
  );
}

interface FiltersProps {
  readonly problems: readonly ProblemLine[];
  readonly filter: ProblemFilter;
  readonly onChange: (filter: ProblemFilter) => void;
}

function Filters({ problems, filter, onChange }: FiltersProps) {
  const counts = useMemo(() => countWeights(problems), [problems]);
  const { weights } = filter;
  const toggle = (weight: Weight) =>
    onChange({
      ...filter,
      weights: weights.includes(weight) ? weights.filter((other) => other !== weight) : [...weights, weight],
    });
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-1 border-line border-b px-2 py-1">
      <SearchField
        label="Filter problems"
        value={filter.text}
        onChange={(text) => onChange({ ...filter, text })}
        className="h-6 min-w-24 flex-1"
      />
      {WEIGHTS.filter((weight) => counts[weight] > 0).map((weight) => {
        const { icon: Icon, tone, count } = LOOKS[weight];
        return (
          <button
            key={weight}
            type="button"
            aria-pressed={weights.includes(weight)}
            onClick={() => toggle(weight)}
            className="tabular inline-flex h-6 items-center gap-1 whitespace-nowrap rounded-md border border-line bg-surface px-1.5 text-sm transition-colors hover:bg-hover aria-pressed:border-accent aria-pressed:bg-selected"
          >
            <Icon aria-hidden size={13} strokeWidth={1.75} className={TONE_TEXT[tone]} />
            {count(counts[weight])}
          </button>
        );
      })}
    </div>
  );
}

/** Remembered, since moving the cursor draws the list again and changes none of its rows. */
const Row = memo(function Row({ row }: { readonly row: ProblemRow }) {
  switch (row.row) {
    case 'source':
      return (
        <>
          <span className="flex-1 font-semibold">{row.text}</span>
          <span className="tabular text-muted text-xs">{countsText(row)}</span>
        </>
      );
    case 'alike':
      return (
        <span className="flex min-w-0 flex-1 items-center gap-1.5">
          <WeightIcon weight={row.weight} />
          <span className="shrink-0 font-medium">{row.text}</span>
          <span className="tabular shrink-0 text-muted text-xs">{formatCount(row.count)} alike</span>
          {row.expanded ? null : <Truncated text={row.first.message} className="flex-1 text-muted" />}
        </span>
      );
    case 'problem':
      return (
        <span className="flex min-w-0 flex-1 items-center gap-1.5">
          <WeightIcon weight={row.problem.weight} />
          <Truncated text={row.text} className="flex-1" />
          {row.problem.origin?.file ? (
            <span className="code-text max-w-[40%] shrink-0 truncate text-faint">
              {shortOriginText(row.problem.origin)}
            </span>
          ) : null}
        </span>
      );
    case 'unmodelled':
      return (
        <span className="flex min-w-0 flex-1 items-center gap-1.5">
          <EyeOff role="img" aria-label="Not modelled" size={14} strokeWidth={1.75} className="shrink-0 text-faint" />
          <Truncated text={row.text} className="flex-1" />
          <span className="tabular text-muted text-xs">{formatCount(row.entries.length)} not modelled</span>
        </span>
      );
    case 'name':
      return <Truncated text={row.text} className="code-text flex-1" />;
  }
});

function countsText({ counts, unmodelled }: Extract<ProblemRow, { row: 'source' }>): string {
  const parts = WEIGHTS.filter((weight) => counts[weight] > 0).map((weight) => LOOKS[weight].count(counts[weight]));
  return [...parts, ...(unmodelled > 0 ? [`${formatCount(unmodelled)} not modelled`] : [])].join(' · ');
}

function WeightIcon({ weight }: { readonly weight: Weight }) {
  const { icon: Icon, label, tone } = LOOKS[weight];
  return <Icon role="img" aria-label={label} size={14} strokeWidth={1.75} className={`shrink-0 ${TONE_TEXT[tone]}`} />;
}

function Detail({ row }: { readonly row: ProblemRow | undefined }) {
  switch (row?.row) {
    case 'problem':
      return <ProblemDetail problem={row.problem} />;
    case 'alike':
      return <ProblemDetail problem={row.first} also={row.count - 1} />;
    case 'unmodelled':
      return (
        <Said title={row.text}>
          <p className="text-muted">
            {row.entries.length === 1 ? 'This exists' : 'These exist'} in the database and Raingauge has no model of{' '}
            {row.entries.length === 1 ? 'it' : 'them'}: never compared and never written, and named here so that nothing
            is left out in silence.
          </p>
        </Said>
      );
    case 'source':
      return <Said title={row.text}>{countsText(row)}</Said>;
    case 'name':
      return <Said title={row.text} />;
    case undefined:
      return null;
  }
}

function Said({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="flex h-full flex-col gap-1 overflow-auto px-3 py-2">
      <h3 className="font-medium [overflow-wrap:anywhere]">{title}</h3>
      {children}
    </div>
  );
}

/** Some messages end in the words of their cause: once is enough. */
function saysAlready(message: string, cause: string): boolean {
  return message.includes(cause);
}

function ProblemDetail({ problem, also = 0 }: { readonly problem: ProblemLine; readonly also?: number }) {
  const lookAt = useLookAt();
  const { object, cause, origin, weight } = problem;
  return (
    <article aria-label="Problem" className="flex h-full flex-col gap-1.5 overflow-auto px-3 py-2">
      <p className="flex flex-wrap items-center gap-1.5">
        <Badge tone={LOOKS[weight].tone} icon={LOOKS[weight].icon}>
          {LOOKS[weight].label}
        </Badge>
        <Badge>{problem.from}</Badge>
        <Code className="text-faint">{problem.code}</Code>
      </p>
      <p className="[overflow-wrap:anywhere]">{problem.message}</p>
      {problem.remedy ? <p className="text-muted [overflow-wrap:anywhere]">{problem.remedy}</p> : null}
      {cause && !saysAlready(problem.message, cause) ? <Code className="text-muted">{cause}</Code> : null}
      {object ? (
        <p>
          <button type="button" onClick={() => lookAt(object)} className="code-text text-accent hover:underline">
            {qualifiedText(object)}
          </button>
        </p>
      ) : null}
      {origin ? (
        <p>
          <OriginLink origin={origin} />
        </p>
      ) : null}
      {also > 0 ? <p className="text-muted">And {formatCount(also)} more alike.</p> : null}
    </article>
  );
}
