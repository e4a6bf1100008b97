import { ArrowRight, CircleCheck, Database, GitCompareArrows, ListFilter, RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DriftResult, SourceEntry } from '#app/api';
import { countKind } from '#renderer/lib/kinds.ts';
import { Failure, WorkInProgress } from '#renderer/parts';
import {
  resultOf,
  type SourceState,
  useDrift,
  useOpenProject,
  useReading,
  useSources,
  useStores,
} from '#renderer/stores';
import { Button, EmptyState, IconButton, Select, Spinner } from '#renderer/ui';
import { Answer } from './answer.tsx';
import { Differences } from './differences.tsx';

/** Where two sources disagree: the answer first, then each difference with what both sides say. */
export function DriftView() {
  const state = useDrift((store) => store.state);
  const available = useSources((store) => store.entries).filter((entry) => entry.available);
  const compare = useCompare();
  const result = resultOf(state);

  if (available.length < 2) return <OneSource entries={available} />;
  return (
    <section aria-label="Drift" className="flex h-full min-h-0 flex-col bg-surface">
      <header className="flex min-h-12 shrink-0 flex-wrap items-center gap-x-4 gap-y-2 border-line border-b px-4 py-2">
        <div className="min-w-0 flex-1">
          {result ? <Answer result={result} /> : <h2 className="font-semibold text-xl">Drift</h2>}
        </div>
        <Sides entries={available} />
      </header>
      {state.status === 'failed' && result ? (
        <Failure compact error={state.error} onRetry={() => compare(true)} />
      ) : null}
      <div className="min-h-0 flex-1">
        <Body result={result} />
      </div>
      {result ? <Judge result={result} /> : null}
    </section>
  );
}

function useCompare(): (fresh: boolean) => void {
  const { drift, project } = useStores();
  return (fresh) => {
    const { state } = project.getState();
    if (state.status === 'open') void drift.getState().compare(state.project.root, { fresh });
  };
}

function Body({ result }: { readonly result: DriftResult | null }): ReactNode {
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
  return result.differences.length === 0 ? <NoDifference result={result} /> : <Differences result={result} />;
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
  const objects = useReading(result.from)?.catalog.objects;
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
      {compared ? `: ${compared}` : ''}. {result.judgedBy ? `${result.judgedBy}.` : null}
    </EmptyState>
  );
}

function Judge({ result }: { readonly result: DriftResult }) {
  if (!result.judgedBy) return null;
  return (
    <footer className="flex h-6 shrink-0 items-center border-line border-t px-4 text-faint text-xs">
      {result.judgedBy}
    </footer>
  );
}

/** Which two sources are compared. */
function Sides({ entries }: { readonly entries: readonly SourceEntry[] }) {
  const from = useDrift((store) => store.from);
  const to = useDrift((store) => store.to);
  const setSides = useDrift((store) => store.setSides);
  const isLoading = useDrift((store) => store.state.status === 'loading');
  const cancel = useDrift((store) => store.cancel);
  const compare = useCompare();
  const options = entries.map((entry) => ({ value: entry.name, label: entry.name }));
  const choose = (nextFrom: string, nextTo: string) => {
    // Choosing the other side's source swaps them: two equal sides are no comparison.
    setSides(nextFrom, nextTo);
    compare(false);
  };
  return (
    <div className="flex shrink-0 items-center gap-1.5">
      <Select
        label="Compare"
        value={from}
        onChange={(next) => choose(next, next === to ? from : to)}
        options={options}
      />
      <ArrowRight aria-label="with" size={14} className="text-faint" />
      <Select label="With" value={to} onChange={(next) => choose(next === from ? to : from, next)} options={options} />
      {isLoading ? (
        <Button onClick={cancel}>
          <Spinner /> Cancel
        </Button>
      ) : (
        <IconButton icon={RotateCw} label="Compare again" onClick={() => compare(true)} />
      )}
    </div>
  );
}

function OneSource({ entries }: { readonly entries: readonly SourceEntry[] }) {
  const unavailable = useSources((store) => store.entries).filter((entry) => !entry.available);
  const [only] = entries;
  return (
    <EmptyState icon={Database} title="Drift needs two sources">
      <p>{only ? `Only ${only.name} can be read in this project.` : 'No source of this project can be read.'}</p>
      <ul className="mt-2 text-left">
        {unavailable.map((entry) => (
          <li key={entry.name}>
            <strong className="font-medium text-text">{entry.name}</strong>: {entry.reason}
          </li>
        ))}
      </ul>
    </EmptyState>
  );
}
