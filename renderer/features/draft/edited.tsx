import { Check, CloudOff, SquarePen } from 'lucide-react';
import { useDraftText } from '#renderer/stores';
import { Button } from '#renderer/ui';
import type { Written } from './use-written.ts';

/** That somebody edited it, whether that outlives the window, and the way back to what was drafted. */
export function EditedMark({ written: { isEdited } }: { readonly written: Written }) {
  const keeping = useDraftText((store) => store.keeping);
  const discard = useDraftText((store) => store.discard);
  if (!isEdited) return null;
  return (
    <div className="flex items-center gap-2 text-muted text-sm">
      {keeping === 'secret' || keeping === 'failed' ? (
        <span className="flex items-center gap-1.5 text-warn">
          <CloudOff aria-hidden size={13} strokeWidth={1.75} />
          {keeping === 'secret' ? 'A password stands in it: not kept' : 'Could not be kept'}
        </span>
      ) : (
        <span className="flex items-center gap-1.5">
          {keeping === 'kept' ? (
            <Check aria-hidden size={13} strokeWidth={1.75} />
          ) : (
            <SquarePen aria-hidden size={13} strokeWidth={1.75} />
          )}
          Edited by hand{keeping === 'kept' ? ', kept until it is saved' : ''}
        </span>
      )}
      <Button size="small" variant="quiet" onClick={discard}>
        Discard edits
      </Button>
    </div>
  );
}

/** That what is drafted now is not what the edits began from. */
export function Behind() {
  const isBehind = useDraftText((store) => store.isBehind);
  const discard = useDraftText((store) => store.discard);
  if (!isBehind) return null;
  return (
    <div className="flex shrink-0 items-center gap-2 border-line border-b bg-sunken px-4 py-1.5 text-sm">
      <SquarePen aria-hidden size={14} strokeWidth={1.75} className="shrink-0 text-warn" />
      <p className="min-w-0 flex-1">
        These are your edits of an earlier draft. What is drafted now is otherwise: the sources have changed since.
      </p>
      <Button size="small" onClick={discard}>
        Take what is drafted now
      </Button>
    </div>
  );
}
