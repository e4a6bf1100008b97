import { FolderOpen } from 'lucide-react';
import { Failure } from '#renderer/parts';
import { useConnection, useProject, useStores } from '#renderer/stores';
import { Button, LiveRegion, Spinner } from '#renderer/ui';
import { Mark } from './mark.tsx';

/** Before a project is open: what is being waited for, or why there is none. */
export function StartScreen({ onOpenProject }: { readonly onOpenProject: () => void }) {
  const state = useProject((store) => store.state);
  const { status, attempts } = useConnection();
  const { openProject } = useStores();
  if (state.status === 'failed') {
    return (
      <main className="h-full bg-surface">
        <h1 className="sr-only">Raingauge</h1>
        <Failure
          error={state.error}
          onRetry={() => void openProject(state.path)}
          actions={
            <Button icon={FolderOpen} onClick={onOpenProject}>
              Open another project…
            </Button>
          }
        />
      </main>
    );
  }
  const text =
    status === 'open'
      ? 'Opening the project…'
      : attempts > 3
        ? 'The engine does not answer yet…'
        : 'Starting the engine…';
  return (
    <main className="flex h-full flex-col items-center justify-center gap-3 bg-surface">
      <Mark size={40} />
      <h1 className="font-semibold text-lg">Raingauge</h1>
      <p className="flex items-center gap-2 text-muted">
        <Spinner /> {text}
      </p>
      <LiveRegion text={text} />
    </main>
  );
}
