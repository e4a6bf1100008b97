import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import type { DriftResult } from '#app/api';
import type { DifferenceClass } from '#app/compare';
import { countWord, formatCount } from '#renderer/lib/kinds.ts';
import { OriginLink } from '#renderer/parts';
import { useDrift } from '#renderer/stores';
import { Button, Popover, TONE_TEXT, Tooltip } from '#renderer/ui';
import { CLASS_LOOKS, CLASSES } from './classes.ts';

/** What the comparison found, in one line: how much counts, of which class, and whether it could see everything. */
export function Answer({ result }: { readonly result: DriftResult }) {
  const { totals } = result;
  const clean = totals.counting === 0;
  const Icon = !result.complete ? TriangleAlert : clean ? CircleCheck : CircleAlert;
  const tone = !result.complete ? 'warn' : clean ? 'good' : 'bad';
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-1">
      <h2 className="flex items-center gap-2 font-semibold text-xl">
        <Icon aria-hidden size={20} strokeWidth={1.75} className={TONE_TEXT[tone]} />
        <span className="tabular">{headline(result)}</span>
      </h2>
      <p className="tabular text-muted">{subline(result)}</p>
      <div className="flex flex-wrap items-center gap-1">
        <Unread result={result} />
        <OutOfScope result={result} />
      </div>
    </div>
  );
}

function headline({ totals, complete, from, to }: DriftResult): string {
  if (totals.counting > 0)
    return `${countWord(totals.counting, 'difference')} ${totals.counting === 1 ? 'counts' : 'count'}`;
  if (!complete) return 'No difference in what could be read';
  return totals.all > 0 ? 'Nothing that counts' : `${from} and ${to} agree`;
}

function subline({ totals, from, to }: DriftResult): string {
  const rest = totals.all - totals.counting;
  if (totals.all === 0) return 'No difference of any class';
  if (rest === 0) return `between ${from} and ${to}`;
  return `between ${from} and ${to}, and ${formatCount(rest)} more that ${rest === 1 ? 'does' : 'do'} not`;
}

function Unread({ result }: { readonly result: DriftResult }) {
  if (result.unread.length === 0) return null;
  return (
    <Popover
      label="What could not be read"
      className="w-[480px]"
      trigger={
        <Button size="small" icon={TriangleAlert}>
          {countWord(result.unread.length, 'thing')} could not be read
        </Button>
      }
    >
      <ul className="overflow-auto py-1">
        {result.unread.map((problem) => (
          <li key={`${problem.code} ${problem.message}`} className="px-3 py-1.5">
            <p className="[overflow-wrap:anywhere]">{problem.message}</p>
            {problem.remedy ? <p className="text-muted [overflow-wrap:anywhere]">{problem.remedy}</p> : null}
            {problem.origin ? <OriginLink origin={problem.origin} /> : null}
          </li>
        ))}
      </ul>
    </Popover>
  );
}

function OutOfScope({ result }: { readonly result: DriftResult }) {
  const reasons = Object.entries(result.totals.outOfScope).filter(([, count]) => count > 0);
  const count = reasons.reduce((sum, [, part]) => sum + part, 0);
  if (count === 0) return null;
  return (
    <Popover
      label="Out of scope"
      className="w-[360px]"
      trigger={
        <Button size="small" variant="muted">
          {countWord(count, 'object')} out of scope
        </Button>
      }
    >
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 p-3">
        {reasons.map(([reason, part]) => (
          <div key={reason} className="contents">
            <dt className="tabular text-right">{formatCount(part)}</dt>
            <dd className="text-muted">{reason}</dd>
          </div>
        ))}
      </dl>
    </Popover>
  );
}

/** The classes with their counts; each is a filter. */
export function ClassFilters({ result }: { readonly result: DriftResult }) {
  const classes = useDrift((state) => state.filters.classes);
  const setFilters = useDrift((state) => state.setFilters);
  const toggle = (name: DifferenceClass) =>
    setFilters({
      classes: classes.includes(name) ? classes.filter((other) => other !== name) : [...classes, name],
    });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; these are toggle buttons.
    <div role="group" aria-label="Classes" className="flex flex-wrap gap-1">
      {CLASSES.map((name) => {
        const { icon: Icon, label, tone, meaning } = CLASS_LOOKS[name];
        const count = result.totals.byClass[name] ?? 0;
        return (
          <Tooltip key={name} content={meaning}>
            <button
              type="button"
              aria-pressed={classes.includes(name)}
              disabled={count === 0}
              onClick={() => toggle(name)}
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
