import type { ErrorData, Progress } from '#app/api';
import { useAudit, useOpenProject, useOverlay, useUsages } from '#renderer/stores';
import { Button } from '#renderer/ui';

/** What the chosen overlay still waits for, or why it cannot be had; the graph stands meanwhile. */
export function OverlayWork() {
  const overlay = useOverlay((state) => state.overlay);
  const beside = useOverlay((state) => state.beside);
  const root = useOpenProject()?.root;
  const audit = useAudit((store) => store.state);
  const runAudit = useAudit((store) => store.run);
  const cancelAudit = useAudit((store) => store.cancel);
  const usages = useUsages((store) => store.state);
  const retryUsages = useUsages((store) => store.retry);
  const cancelUsages = useUsages((store) => store.cancel);
  const shown = [overlay, beside];
  return (
    <>
      {shown.includes('findings') ? (
        <Work
          doing="Auditing the project"
          state={audit}
          onCancel={cancelAudit}
          onRun={() => root !== undefined && void runAudit(root)}
        />
      ) : null}
      {shown.includes('usage') ? (
        <Work
          doing="Finding where code uses the schema"
          state={usages}
          onCancel={cancelUsages}
          onRun={() => void retryUsages()}
        />
      ) : null}
    </>
  );
}

interface WorkProps {
  readonly doing: string;
  readonly state:
    | { readonly status: 'idle' | 'ready' }
    | { readonly status: 'loading'; readonly progress: Progress | null }
    | { readonly status: 'failed'; readonly error: ErrorData };
  readonly onCancel: () => void;
  readonly onRun: () => void;
}

function Work({ doing, state, onCancel, onRun }: WorkProps) {
  if (state.status === 'ready') return null;
  const { progress } = state.status === 'loading' ? state : { progress: null };
  return (
    <div
      role="status"
      className="flex shrink-0 items-center gap-2 border-line border-b bg-surface px-3 py-1 text-muted text-sm"
    >
      <span className="min-w-0 flex-1 truncate">
        {state.status === 'failed'
          ? `${doing} failed: ${state.error.message} ${state.error.remedy ?? ''}`
          : state.status === 'loading'
            ? `${doing}${progress === null ? '' : `: ${progress.stage} ${progress.detail}`}`
            : `${doing} was not begun`}
      </span>
      {state.status === 'loading' ? (
        <Button onClick={onCancel}>Cancel</Button>
      ) : (
        <Button onClick={onRun}>{state.status === 'failed' ? 'Try again' : 'Begin'}</Button>
      )}
    </div>
  );
}
