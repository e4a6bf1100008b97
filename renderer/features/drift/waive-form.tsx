import { EyeOff, Undo2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { WaiverInput } from '#app/api';
import type { Difference } from '#app/compare';
import { toErrorData } from '#renderer/client';
import { useClient, useOpenProject } from '#renderer/stores';
import { Button, Code, Popover, useToast } from '#renderer/ui';
import { useCompare } from './use-compare.ts';

/** Accepts a difference with a reason, or takes that back: written into the project, where a review sees it. */
export function Waive({ difference }: { readonly difference: Difference }) {
  const { busy, say } = useWaive(difference);
  if (difference.waiver) {
    return (
      <Button size="small" variant="muted" icon={Undo2} disabled={busy} onClick={() => void say(null)}>
        Take back the waiver
      </Button>
    );
  }
  if (!difference.counts) return null;
  return (
    <Popover
      label="Waive this difference"
      align="end"
      className="w-[380px]"
      trigger={
        <Button size="small" variant="muted" icon={EyeOff}>
          Waive…
        </Button>
      }
    >
      <Form busy={busy} onWaive={(waiver) => void say(waiver)} />
    </Popover>
  );
}

function useWaive({ key, waiver: known }: Difference) {
  const client = useClient();
  const compare = useCompare();
  const toast = useToast();
  const root = useOpenProject()?.root ?? '';
  const [busy, setBusy] = useState(false);
  const say = async (waiver: WaiverInput | null) => {
    setBusy(true);
    try {
      await client.drift.waive({ root, key, waiver });
      compare(false);
      if (known) toast('Taken back', 'Where it still does not count, a waiver for several objects excuses it.');
      else toast('Waived', 'It is listed with “waived”, and kept in raingauge.config.json.');
    } catch (error) {
      const { message, remedy } = toErrorData(error);
      toast(message, remedy);
    } finally {
      setBusy(false);
    }
  };
  return { busy, say };
}

const FIELD =
  'h-7 rounded-md border border-control bg-surface px-2 outline-none focus:border-focus focus:outline-1 focus:outline-focus';

function Form({ busy, onWaive }: { readonly busy: boolean; readonly onWaive: (waiver: WaiverInput) => void }) {
  const [reason, setReason] = useState('');
  const [owner, setOwner] = useState('');
  const [expires, setExpires] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onWaive({ reason: reason.trim(), owner: owner.trim() || null, expires: expires || null });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-2 p-3">
      <label className="flex flex-col gap-1">
        <span className="font-medium">Why it is accepted</span>
        <input value={reason} onChange={(event) => setReason(event.target.value)} required className={FIELD} />
      </label>
      <div className="grid grid-cols-2 gap-2">
        <label className="flex min-w-0 flex-col gap-1">
          <span>Who answers for it</span>
          <input value={owner} onChange={(event) => setOwner(event.target.value)} className={FIELD} />
        </label>
        <label className="flex min-w-0 flex-col gap-1">
          <span>Until</span>
          <input type="date" value={expires} onChange={(event) => setExpires(event.target.value)} className={FIELD} />
        </label>
      </div>
      <div className="flex items-center gap-2">
        <p className="min-w-0 flex-1 text-muted text-sm">
          Kept in <Code>raingauge.config.json</Code>
        </p>
        <Button type="submit" size="small" variant="primary" disabled={busy || reason.trim() === ''}>
          Waive
        </Button>
      </div>
    </form>
  );
}
