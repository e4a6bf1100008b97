import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { WaiverInput } from '#app/api';
import type { Difference } from '#app/compare';
import { toErrorData } from '#renderer/client';
import { WaiveForm } from '#renderer/parts';
import { useClient, useOpenProject } from '#renderer/stores';
import { Button, useToast } from '#renderer/ui';
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
  return <WaiveForm label="Waive this difference" busy={busy} onWaive={say} />;
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
      return true;
    } catch (error) {
      const { message, remedy } = toErrorData(error);
      toast(message, remedy);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, say };
}
