import { CircleAlert, CircleCheck, Flame, TriangleAlert } from 'lucide-react';
import type { DriftResult } from '#app/api';
import { demandOf, destroyedElsewhere, type KitElsewhere, sayKitFact } from '#app/compare';
import { countWord, formatCount } from '#renderer/lib/kinds.ts';
import { OriginLink } from '#renderer/parts';
import { useSources } from '#renderer/stores';
import { Button, Popover, TONE_TEXT, Tooltip } from '#renderer/ui';
import { Renames } from './renames.tsx';

/** What the comparison found, in one line: how much counts, of which class, and whether it could see everything. */
export function Answer({ result, onCompare }: { readonly result: DriftResult; readonly onCompare: () => void }) {
  const { totals } = result;
  const clean = totals.counting === 0;
  const Icon = !result.complete ? TriangleAlert : clean ? CircleCheck : CircleAlert;
  const tone = !result.complete ? 'warn' : clean ? 'good' : 'bad';
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-1 low:flex-nowrap low:gap-x-2 low:overflow-x-auto low:whitespace-nowrap low:[scrollbar-width:none]">
      <h2 className="flex items-center gap-2 font-semibold text-xl low:shrink-0 low:text-base">
        <Icon aria-hidden size={20} strokeWidth={1.75} className={TONE_TEXT[tone]} />
        <span className="tabular">{headline(result)}</span>
      </h2>
      <p className="tabular text-muted low:order-last low:shrink-0">{subline(result)}</p>
      <WithoutMigrations result={result} />
      <div className="flex flex-wrap items-center gap-1 low:shrink-0 low:flex-nowrap">
        <Renames result={result} onCompare={onCompare} />
        <Unread result={result} />
        <DestroyedElsewhere result={result} />
        <OutOfScope result={result} />
      </div>
    </div>
  );
}

/** Two accounts can disagree, and only a third tells which of them is wrong. */
function WithoutMigrations({ result }: { readonly result: DriftResult }) {
  const migrations = useSources((store) => store.entries.find(({ name }) => name === 'migrations'));
  const isAlone =
    result.totals.all > 0 &&
    result.from !== 'migrations' &&
    result.to !== 'migrations' &&
    migrations?.available === false;
  if (!isAlone) return null;
  return (
    <Tooltip content={migrations.reason ?? 'The project has no migrations.'}>
      <p className="text-muted">no migrations to tell which of the two is wrong</p>
    </Tooltip>
  );
}

function headline({ totals, complete, from, to }: DriftResult): string {
  if (totals.counting > 0)
    return `${countWord(totals.counting, 'difference')} ${totals.counting === 1 ? 'counts' : 'count'}`;
  if (!complete) return 'No difference in what could be read';
  return totals.all > 0 ? 'Nothing that counts' : `${from} and ${to} agree`;
}

/** What is shown on demand is spoken of where it is asked for. */
function subline({ totals, differences, from, to }: DriftResult): string {
  const rest = differences.filter((difference) => !difference.counts && demandOf(difference) === null).length;
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

/** Of what the sources agree on, so that no row of the list says it. */
function DestroyedElsewhere({ result }: { readonly result: DriftResult }) {
  const groups = destroyedElsewhere(result.kit?.elsewhere ?? []);
  const count = new Set(groups.flatMap((group) => group.map(({ object }) => object))).size;
  if (count === 0) return null;
  return (
    <Popover
      label="What drizzle-kit would destroy beside"
      className="w-[560px]"
      trigger={
        <Button size="small" icon={Flame}>
          drizzle-kit would destroy {formatCount(count)} more
        </Button>
      }
    >
      <div className="flex max-h-[60vh] flex-col gap-3 overflow-auto p-3">
        {groups.map((group) => (
          <ElsewhereGroup key={`${group[0]?.fact.command} ${group[0]?.fact.reason}`} group={group} />
        ))}
      </div>
    </Popover>
  );
}

/** Rows that are shown of one reason; the rest is counted. */
const SHOWN = 50;

function ElsewhereGroup({ group }: { readonly group: readonly KitElsewhere[] }) {
  const [first] = group;
  if (!first) return null;
  const more = group.length - SHOWN;
  return (
    <section>
      <h3 className="font-medium">{sayKitFact(first.fact)}</h3>
      <p className="text-muted">{first.fact.reason}</p>
      <ul className="mt-1 flex flex-col gap-1">
        {group.slice(0, SHOWN).map(({ object, fact }) => (
          <li key={object} className="code-text [overflow-wrap:anywhere]">
            {fact.statement ?? object.replace(':', ' ')}
          </li>
        ))}
      </ul>
      {more > 0 ? <p className="mt-1 text-muted">… and {formatCount(more)} more</p> : null}
    </section>
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
