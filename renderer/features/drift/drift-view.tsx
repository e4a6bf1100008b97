import { CircleCheck, Database, GitCompareArrows, ListFilter } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DriftResult, SourceEntry } from '#app/api';
import { countKind } from '#renderer/lib/kinds.ts';
import { type Room, useRoom } from '#renderer/lib/room.ts';
import { Failure, WorkInProgress } from '#renderer/parts';
import { resultOf, type SourceState, useDrift, useOpenProject, useReading, useSources } from '#renderer/stores';
import { Button, EmptyState } from '#renderer/ui';
import { Answer } from './answer.tsx';
import { Differences } from './differences.tsx';
import { Sides } from './sides-chooser.tsx';
import { SinceStrip } from './since-strip.tsx';
import { useCompare } from './use-compare.ts';
import { Watching } from './watching.tsx';

/** Where two sources disagree: the answer first, then each difference with what every source says. */
export function DriftView() {
  const available = useSources((store) => store.entries).filter((entry) => entry.available);
  const { ref, room } = useRoom<HTMLElement>();
  return (
    <section
      ref={ref}
      aria-label="Drift"
      data-slim={room.isSlim || undefined}
      data-low={room.isLow || undefined}
      className="flex h-full min-h-0 flex-col bg-surface"
    >
      {available.length < 2 ? <OneSource entries={available} /> : <TwoSources available={available} room={room} />}
    </section>
  );
}

function TwoSources({ available, room }: { readonly available: readonly SourceEntry[]; readonly room: Room }) {
  const state = useDrift((store) => store.state);
  const compare = useCompare();
  const result = resultOf(state);
  return (
    <>
      <header className="flex min-h-12 shrink-0 flex-wrap items-center gap-x-4 gap-y-2 border-line border-b px-4 py-2 low:min-h-9 low:flex-nowrap low:gap-x-2 low:px-2 low:py-1">
        <div className="min-w-0 flex-1 slim:basis-full low:basis-0">
          {result ? (
            <Answer result={result} onCompare={() => compare(true)} />
          ) : (
            <h2 className="font-semibold text-xl low:text-base">Drift</h2>
          )}
        </div>
        <Watching />
        <Sides entries={available} />
      </header>
      {state.status === 'failed' && result ? (
        <Failure compact error={state.error} onRetry={() => compare(true)} />
      ) : null}
      <Beside />
      <div className="min-h-0 flex-1">
        <Body result={result} room={room} />
      </div>
      {result && !room.isLow ? <Judge result={result} /> : null}
    </>
  );
}

/** A source of the project that could not be read and is neither side: the comparison goes on without its word. */
function Beside() {
  const from = useDrift((store) => store.from);
  const to = useDrift((store) => store.to);
  const failed = useSources((store) =>
    store.entries.find(({ name }) => name !== from && name !== to && isFailed(store.states[name])),
  );
  const state = useSources((store) => (failed ? store.states[failed.name] : undefined));
  const read = useSources((store) => store.read);
  const setSides = useDrift((store) => store.setSides);
  const compare = useCompare();
  if (!failed || state?.status !== 'failed') return null;
  const retry = () => void read(failed.name, { fresh: true });
  return (
    <Failure
      compact
      error={state.error}
      onRetry={retry}
      actions={
        <Button
          size="small"
          onClick={() => {
            setSides(from, failed.name);
            compare(false);
          }}
        >
          Compare {from} with {failed.source.label} all the same
        </Button>
      }
    />
  );
}

function Body({ result, room }: { readonly result: DriftResult | null; readonly room: Room }): ReactNode {
  const state = useDrift((store) => store.state);
  const cancel = useDrift((store) => store.cancel);
  const from = useDrift((store) => store.from);
  const to = useDrift((store) => store.to);
  const reading = useSources((store) => [from, to].find((name) => store.states[name]?.status === 'loading'));
  const compare = useCompare();
  const failed = useSources((store) => [from, to].find((name) => isFailed(store.states[name])));
  if (!result && state.status === 'idle' && reading) return <Waiting name={reading} />;
  if (!result && state.status === 'idle' && failed) return <SideFailed name={failed} />;
  if (!result && state.status === 'loading') {
    return <WorkInProgress title={`Comparing ${from} with ${to}`} progress={state.progress} onCancel={cancel} />;
  }
  if (!result && state.status === 'failed') return <Failure error={state.error} onRetry={() => compare(true)} />;
  if (!result) {
    return (
      <EmptyState
        icon={GitCompareArrows}
        title={`${from} and ${to} are not compared yet`}
        actions={
          <Button variant="primary" onClick={() => compare(false)}>
            Compare
          </Button>
        }
      />
    );
  }
  if (result.differences.length > 0) return <Differences result={result} room={room} />;
  return (
    <div className="flex h-full min-h-0 flex-col">
      <SinceStrip />
      <div className="min-h-0 flex-1">
        <NoDifference result={result} />
      </div>
    </div>
  );
}

function isFailed(state: SourceState | undefined): boolean {
  return state?.status === 'failed' && state.previous === null;
}

/** Without one of its sides there is nothing to compare: what is wrong with it, and the way on. */
function SideFailed({ name }: { readonly name: string }) {
  const state = useSources((store) => store.states[name]);
  const read = useSources((store) => store.read);
  const compare = useCompare();
  if (state?.status !== 'failed') return null;
  const retry = () => void read(name, { fresh: true }).then(() => compare(false));
  return <Failure error={state.error} onRetry={retry} />;
}

/** A comparison starts by itself once both sides have been read. */
function Waiting({ name }: { readonly name: string }) {
  const progress = useSources((store) => {
    const source = store.states[name];
    return source?.status === 'loading' ? source.progress : null;
  });
  const cancel = useSources((store) => store.cancel);
  return <WorkInProgress title={`Reading ${name}`} progress={progress} onCancel={() => cancel(name)} />;
}

/** What the confirmation counts, so that nobody takes an empty comparison for agreement. */
const COMPARED = ['table', 'column', 'foreign-key', 'policy'] as const;

function NoDifference({ result }: { readonly result: DriftResult }) {
  const project = useOpenProject();
  const from = useDrift((store) => store.from);
  const comparedAt = useDrift((store) => store.comparedAt);
  const objects = useReading(from)?.catalog.objects;
  const compared = objects ? COMPARED.map((kind) => countKind(objects[kind].length, kind)).join(', ') : null;
  if (!result.complete) {
    return (
      <EmptyState icon={ListFilter} tone="warn" title="No difference in what could be read">
        Some of {result.from} or {result.to} could not be read, so they may still differ there. The line above lists it.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={CircleCheck} tone="good" title={`${result.from} and ${result.to} say the same`}>
      Every object of {project?.name ?? 'the project'} that is in scope was compared, attribute by attribute
      {compared ? `: ${compared}` : ''}. {result.judgedBy ? `${result.judgedBy}. ` : null}
      {comparedAt === null ? null : `Compared at ${timeText(comparedAt)}.`}
    </EmptyState>
  );
}

function Judge({ result }: { readonly result: DriftResult }) {
  const comparedAt = useDrift((store) => store.comparedAt);
  return (
    <footer className="tabular flex min-h-6 shrink-0 flex-wrap items-center gap-x-3 border-line border-t px-4 text-muted text-xs">
      {result.judgedBy ? <span>{result.judgedBy}</span> : null}
      {comparedAt === null ? null : <span className="ml-auto">compared at {timeText(comparedAt)}</span>}
    </footer>
  );
}

const TIME = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

function timeText(at: number): string {
  return TIME.format(at);
}

function OneSource({ entries }: { readonly entries: readonly SourceEntry[] }) {
  const unavailable = useSources((store) => store.entries).filter((entry) => !entry.available);
  const reasons = [...new Set(unavailable.map(({ reason }) => reason))];
  const [only] = entries;
  return (
    <EmptyState
      icon={Database}
      title="Drift needs two sources"
      actions={only ? <Sides entries={entries} onlyAdding /> : null}
    >
      <p>{only ? `This project has one only: ${only.source.label}.` : 'This project has none.'}</p>
      <ul className="mt-2 text-left">
        {reasons.map((reason) => (
          <li key={reason}>
            <strong className="font-medium text-text">
              {unavailable.flatMap((entry) => (entry.reason === reason ? [entry.name] : [])).join(', ')}
            </strong>
            : {reason}
          </li>
        ))}
      </ul>
    </EmptyState>
  );
}
