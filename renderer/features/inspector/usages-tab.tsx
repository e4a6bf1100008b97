import { FileSearch, SearchX } from 'lucide-react';
import { useEffect } from 'react';
import { Failure, WorkInProgress } from '#renderer/parts';
import { usagesOf, useOpenProject, useReading, useUsages } from '#renderer/stores';
import { Button, EmptyState } from '#renderer/ui';
import type { Subject } from './subject.ts';
import { UsageList } from './usage-list.tsx';

/** Where the project's code uses what is inspected. It is looked for when the tab is first opened. */
export function UsagesTab({ subject }: { readonly subject: Subject }) {
  const root = useOpenProject()?.root;
  const code = useReading('code');
  const state = useUsages((store) => store.state);
  const load = useUsages((store) => store.load);
  const retry = useUsages((store) => store.retry);
  const cancel = useUsages((store) => store.cancel);
  useEffect(() => {
    if (root !== undefined && code) void load(root, code);
  }, [root, code, load]);
  const usages = usagesOf(state);
  if (!code) {
    return (
      <EmptyState icon={SearchX} title="The code has not been read">
        Uses are found by what the code declares. See the state of the source “code” above.
      </EmptyState>
    );
  }
  if (usages) return <UsageList key={subject.part ?? subject.id} subject={subject} usages={usages} state={state} />;
  if (state.status === 'failed') return <Failure error={state.error} onRetry={() => void retry()} />;
  if (state.status === 'loading') {
    return <WorkInProgress title="Finding uses" progress={state.progress} onCancel={cancel} />;
  }
  return (
    <EmptyState
      icon={FileSearch}
      title="Not looked for"
      actions={<Button onClick={() => void retry()}>Find uses</Button>}
    >
      The search was cancelled.
    </EmptyState>
  );
}
