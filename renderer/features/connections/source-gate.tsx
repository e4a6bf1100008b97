import { CircleMinus, PlugZap, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { type Reading, unreadIn } from '#app/catalog';
import { countWord } from '#renderer/lib/kinds.ts';
import { Failure, WorkInProgress } from '#renderer/parts';
import { readingOf, useSources } from '#renderer/stores';
import { Button, EmptyState, Spinner } from '#renderer/ui';
import { SourceActions } from './source-actions.tsx';

export interface SourceGateProps {
  readonly onShowProblems: () => void;
  readonly children: ReactNode;
}

/** Shows its content once the shown source has been read; until then what there is to say of the source, in its place. */
export function SourceGate({ onShowProblems, children }: SourceGateProps) {
  const name = useSources((store) => store.shown);
  const state = useSources((store) => store.states[store.shown]);
  const read = useSources((store) => store.read);
  const cancel = useSources((store) => store.cancel);
  if (!state) {
    return (
      <EmptyState icon={PlugZap} title="This project has no source">
        No Drizzle code, no migrations and no database are configured here.
      </EmptyState>
    );
  }
  if (state.status === 'failed' && state.previous) {
    return (
      <div className="flex h-full min-h-0 flex-col">
        <Failure compact error={state.error} onRetry={() => void read(name, { fresh: true })} />
        <div className="min-h-0 flex-1">{children}</div>
      </div>
    );
  }
  const reading = readingOf(state);
  if (reading) {
    return (
      <div className="flex h-full min-h-0 flex-col">
        <Partial reading={reading} onShowProblems={onShowProblems} />
        <div className="min-h-0 flex-1">{children}</div>
      </div>
    );
  }
  switch (state.status) {
    case 'unavailable':
      return (
        <EmptyState icon={CircleMinus} title={`${name} is not available`} actions={<SourceActions except={name} />}>
          {state.reason}
        </EmptyState>
      );
    case 'failed':
      return (
        <Failure
          error={state.error}
          onRetry={() => void read(name, { fresh: true })}
          actions={<SourceActions except={name} />}
        />
      );
    case 'loading':
      return <WorkInProgress title={`Reading ${name}`} progress={state.progress} onCancel={() => cancel(name)} />;
    case 'idle':
      return (
        <EmptyState
          icon={CircleMinus}
          title={`${name} has not been read`}
          actions={
            <Button variant="primary" onClick={() => void read(name)}>
              Read {name}
            </Button>
          }
        />
      );
    case 'ready':
      return <Spinner />;
  }
}

/** Says above the content that not everything could be read. */
function Partial({ reading, onShowProblems }: { readonly reading: Reading; readonly onShowProblems: () => void }) {
  const unread = unreadIn(reading.report);
  const [first] = unread;
  if (!first) return null;
  return (
    <div role="status" className="flex shrink-0 items-center gap-2 border-warn-line border-b bg-warn-soft px-3 py-1">
      <TriangleAlert aria-hidden size={14} strokeWidth={1.75} className="shrink-0 text-warn" />
      <p title={first.message} className="line-clamp-3 min-w-0 flex-1 [overflow-wrap:anywhere]">
        <strong className="font-medium">Not all of {reading.source.label} could be read.</strong> {first.message}
        {unread.length > 1 ? ` And ${countWord(unread.length - 1, 'more thing')}.` : ''}
      </p>
      <Button size="small" onClick={onShowProblems}>
        Show problems
      </Button>
    </div>
  );
}
