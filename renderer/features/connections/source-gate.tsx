import { CircleMinus, PlugZap } from 'lucide-react';
import type { ReactNode } from 'react';
import { Failure, WorkInProgress } from '#renderer/parts';
import { readingOf, useSources } from '#renderer/stores';
import { Button, EmptyState, Spinner } from '#renderer/ui';
import { SourceActions } from './source-actions.tsx';

/** Shows its content once the shown source has been read; until then what there is to say of the source, in its place. */
export function SourceGate({ children }: { readonly children: ReactNode }) {
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
  if (readingOf(state)) return children;
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
