import { SearchX } from 'lucide-react';
import { useState } from 'react';
import { countKinds, type Usage, type UsageKind, type Usages } from '#app/usages';
import { shortOriginText } from '#renderer/lib/origin.ts';
import { Failure, OriginPreview } from '#renderer/parts';
import { type UsagesState, useUsages } from '#renderer/stores';
import { Badge, classNames, EmptyState, List, Select, Spinner, Truncated } from '#renderer/ui';
import type { Subject } from './subject.ts';
import { USAGE_WORDS, usageTone } from './usage-words.ts';
import { columnName, usageAnswer, usageScopes } from './usages-of.ts';

export interface UsageListProps {
  readonly subject: Subject;
  readonly usages: Usages;
  readonly state: UsagesState;
}

/** The answer first, then counts by kind, the places, and the code around the one that is chosen. */
export function UsageList({ subject, usages, state }: UsageListProps) {
  const scopes = usageScopes(usages, subject.id);
  const [chosen, setScope] = useState(subject.part ?? 'all');
  const [kind, setKind] = useState<UsageKind | null>(null);
  const [place, setPlace] = useState<string | null>(null);
  const scope = scopes.find(({ value }) => value === chosen) ?? (chosen === 'all' ? scopes[0] : undefined);
  const all = scope?.usages ?? [];
  const shown = kind === null ? all : all.filter((usage) => usage.kind === kind);
  const current = shown.find((usage) => keyOf(usage) === place) ?? null;
  const choices = scope ? scopes : [...scopes, { value: chosen, label: columnName(chosen), usages: [] }];
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex shrink-0 flex-col gap-2 border-line border-b px-3 py-2.5">
        <p className="flex items-start gap-2">
          <span className="min-w-0 flex-1">{usageAnswer(all)}</span>
          {state.status === 'loading' ? <Spinner /> : null}
        </p>
        {choices.length > 1 ? (
          <Select
            label="What is used"
            value={chosen}
            onChange={(value) => {
              setScope(value);
              setKind(null);
            }}
            options={choices.map(({ value, label, usages: list }) => ({ value, label: `${label} (${list.length})` }))}
          />
        ) : null}
        <KindFilter usages={all} kind={kind} onChange={setKind} />
        <Unread usages={usages} state={state} />
      </div>
      {shown.length === 0 ? (
        <EmptyState icon={SearchX} title="No uses">
          Nothing in {usages.files.read} files of the project names it, in TypeScript or in SQL.
        </EmptyState>
      ) : (
        <div className="min-h-0 flex-1">
          <List
            label="Places that use it"
            items={shown}
            keyOf={keyOf}
            selected={place}
            onSelect={(usage) => setPlace(keyOf(usage))}
            rowHeight={44}
            renderRow={(usage) => <UsageRow usage={usage} />}
          />
        </div>
      )}
      {current ? (
        <section aria-label="The code there" className="flex h-[45%] min-h-0 shrink-0 flex-col border-line border-t">
          <OriginPreview origin={{ source: 'code', file: current.file, line: current.line, column: current.column }} />
        </section>
      ) : null}
    </div>
  );
}

function keyOf({ object, file, line, column, kind }: Usage): string {
  return `${file}:${line}:${column} ${kind} ${object}`;
}

interface KindFilterProps {
  readonly usages: readonly Usage[];
  readonly kind: UsageKind | null;
  readonly onChange: (kind: UsageKind | null) => void;
}

/** How often each kind occurs; one of them can be chosen. */
function KindFilter({ usages, kind, onChange }: KindFilterProps) {
  const counts = countKinds(usages);
  if (counts.length < 2) return null;
  return (
    <ul aria-label="Kinds of use" className="flex flex-wrap gap-1">
      {counts.map((each) => (
        <li key={each.kind}>
          <button
            type="button"
            aria-pressed={each.kind === kind}
            onClick={() => onChange(each.kind === kind ? null : each.kind)}
            className={classNames(
              'inline-flex h-[22px] items-center gap-1 whitespace-nowrap rounded-sm border px-1.5 text-xs transition-colors',
              each.kind === kind
                ? 'border-accent-line bg-selected font-medium text-text'
                : 'border-line-strong text-muted hover:bg-hover hover:text-text',
            )}
          >
            {USAGE_WORDS[each.kind]} <span className="tabular">{each.count}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** What was not searched, so that nobody takes silence for absence. */
function Unread({ usages, state }: Pick<UsageListProps, 'usages' | 'state'>) {
  const retry = useUsages((store) => store.retry);
  const unread = usages.problems.filter(({ effect }) => effect === 'unread');
  return (
    <>
      {state.status === 'failed' ? <Failure compact error={state.error} onRetry={() => void retry()} /> : null}
      {unread.length > 0 ? (
        <details className="text-sm">
          <summary className="cursor-default text-warn">
            {unread.length === 1 ? 'One file or statement' : `${unread.length} files or statements`} could not be
            searched
          </summary>
          <ul className="mt-1 max-h-32 overflow-auto text-muted">
            {unread.map(({ message }) => (
              <li key={message} className="[overflow-wrap:anywhere]">
                {message}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}

function UsageRow({ usage }: { readonly usage: Usage }) {
  const { kind, via, object, condition, test, text } = usage;
  const column = columnName(object);
  const where = shortOriginText({ source: 'code', file: usage.file, line: usage.line });
  const allRows = condition === null;
  return (
    <div className="flex h-full flex-col justify-center px-3 text-sm">
      <div className="flex min-w-0 items-center gap-1.5">
        <Badge tone={usageTone(kind, allRows)}>{USAGE_WORDS[kind]}</Badge>
        {column ? <Truncated text={column} className="code-text max-w-[55%] shrink-0" /> : null}
        {allRows && kind !== 'insert' ? <span className="whitespace-nowrap text-muted text-xs">all rows</span> : null}
        {via === 'sql' ? <span className="whitespace-nowrap text-faint text-xs">SQL</span> : null}
        {test ? <span className="whitespace-nowrap text-faint text-xs">test</span> : null}
        <Truncated text={where} cut="start" className="code-text ml-auto text-muted text-xs" />
      </div>
      <Truncated text={text} className="code-text text-faint" />
    </div>
  );
}
