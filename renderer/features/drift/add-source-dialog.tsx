import { type FormEvent, type RefObject, useRef, useState } from 'react';
import type { ErrorData, SourceEntry } from '#app/api';
import { toErrorData } from '#renderer/client';
import { Failure } from '#renderer/parts';
import { useClient, useOpenProject, useStores } from '#renderer/stores';
import { Button, Code, Dialog, Spinner } from '#renderer/ui';

export interface AddSourceDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onAdded: (entry: SourceEntry) => void;
}

/** Names a source that the project does not: a database by its address, a file of SQL, a saved catalog. */
export function AddSourceDialog({ open, onClose, onAdded }: AddSourceDialogProps) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Another source"
      description="It is compared as the project’s own are, and stays in the list until the project is closed."
      initialFocus={field}
    >
      <Form field={field} onClose={onClose} onAdded={onAdded} />
    </Dialog>
  );
}

interface FormProps extends Omit<AddSourceDialogProps, 'open'> {
  readonly field: RefObject<HTMLInputElement | null>;
}

function Form({ field, onClose, onAdded }: FormProps) {
  const client = useClient();
  const { sources } = useStores();
  const root = useOpenProject()?.root ?? '';
  const [text, setText] = useState('');
  const [error, setError] = useState<ErrorData | null>(null);
  const [busy, setBusy] = useState(false);
  const add = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      const entry = await client.source.add({ root, source: text.trim() });
      sources.getState().add(entry);
      onAdded(entry);
    } catch (thrown) {
      setError(toErrorData(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={add} className="flex flex-col gap-3 px-4 pb-4">
      <label className="flex flex-col gap-1">
        <span className="font-medium">Address or file</span>
        <input
          ref={field}
          value={text}
          onChange={(event) => setText(event.target.value)}
          spellCheck={false}
          autoComplete="off"
          placeholder="postgres://reader@host/database"
          className="code-text h-8 rounded-md border border-control bg-surface px-2 outline-none focus:border-focus focus:outline-1 focus:outline-focus"
        />
      </label>
      <ul className="list-disc pl-5 text-muted">
        <li>
          a PostgreSQL URL; it is read in read-only transactions, its password is kept by the engine until it ends
        </li>
        <li>
          a <Code>.sql</Code> file, also of pg_dump
        </li>
        <li>
          a catalog saved with <Code>raingauge inspect</Code> (<Code>.json</Code>)
        </li>
      </ul>
      {error ? <Failure compact error={error} /> : null}
      <div className="flex justify-end gap-2">
        <Button type="button" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" variant="primary" disabled={busy || text.trim() === ''}>
          {busy ? <Spinner /> : null} Add and compare
        </Button>
      </div>
    </form>
  );
}
