import { History } from 'lucide-react';
import { type FormEvent, type RefObject, useRef, useState } from 'react';
import { Failure } from '#renderer/parts';
import { useProject, useSettings, useStores } from '#renderer/stores';
import { Button, Dialog, Spinner } from '#renderer/ui';

export interface OpenProjectDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Opens another folder: by its path, or one of those opened before. */
export function OpenProjectDialog({ open, onClose }: OpenProjectDialogProps) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Open a project"
      description="A folder with a drizzle.config file, or with Drizzle schema files."
      initialFocus={field}
    >
      <OpenProjectForm field={field} onClose={onClose} />
    </Dialog>
  );
}

function OpenProjectForm({
  field,
  onClose,
}: {
  readonly field: RefObject<HTMLInputElement | null>;
  readonly onClose: () => void;
}) {
  const [path, setPath] = useState('');
  const [tried, setTried] = useState(false);
  const state = useProject((store) => store.state);
  const recent = useSettings((store) => store.settings?.recentProjects) ?? [];
  const { openProject, project } = useStores();

  const open = async (chosen: string | null) => {
    setTried(true);
    const opening = openProject(chosen);
    const done = project.subscribe(({ state: next }) => {
      if (next.status === 'opening') return;
      done();
      if (next.status === 'open') onClose();
    });
    await opening;
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (path.trim() !== '') void open(path.trim());
  };

  return (
    <div className="flex min-h-0 flex-col">
      <form onSubmit={submit} className="flex gap-2 px-4 pb-3">
        <input
          ref={field}
          aria-label="Path of the project's folder"
          value={path}
          onChange={(event) => setPath(event.target.value)}
          spellCheck={false}
          autoComplete="off"
          placeholder="/home/me/projects/shop"
          className="code-text h-7 min-w-0 flex-1 rounded-md border border-control bg-surface px-2 placeholder:text-faint"
        />
        <Button type="submit" variant="primary" disabled={path.trim() === ''}>
          {state.status === 'opening' ? <Spinner /> : null} Open
        </Button>
      </form>
      {tried && state.status === 'failed' ? <Failure compact error={state.error} /> : null}
      <div className="min-h-0 overflow-auto border-line border-t p-2">
        <h3 className="px-2 pt-1 pb-1 text-muted text-sm">Recent projects</h3>
        {recent.length === 0 ? <p className="px-2 pb-2 text-faint">None yet.</p> : null}
        <ul>
          {recent.map((folder) => (
            <li key={folder}>
              <Button
                variant="quiet"
                icon={History}
                className="h-auto w-full justify-start py-1"
                onClick={() => void open(folder)}
              >
                <span className="code-text whitespace-normal text-left [overflow-wrap:anywhere]">{folder}</span>
              </Button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
