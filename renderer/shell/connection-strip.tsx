import { Unplug } from 'lucide-react';
import { useConnection, useStores } from '#renderer/stores';
import { Button, Spinner } from '#renderer/ui';

/** Says that the engine does not answer, while it does not. What was read stays in sight. */
export function ConnectionStrip() {
  const { status, attempts } = useConnection();
  const { connection } = useStores();
  if (status !== 'lost') return null;
  return (
    <div role="alert" className="flex h-9 shrink-0 items-center gap-2 border-warn-line border-b bg-warn-soft px-3">
      <Unplug aria-hidden size={14} strokeWidth={1.75} className="text-warn" />
      <span className="font-medium">The connection to the engine was lost.</span>
      <span className="flex items-center gap-2 text-muted">
        <Spinner />{' '}
        {attempts > 3
          ? 'Still trying. If the host was stopped, start it again and open the address it prints.'
          : 'Connecting again…'}
      </span>
      <Button size="small" className="ml-auto" onClick={connection.retry}>
        Try now
      </Button>
    </div>
  );
}
