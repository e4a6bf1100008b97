import { ArrowRight, Check, X } from 'lucide-react';
import { useState } from 'react';
import type { RenameDecision } from '#app/api';
import type { Kind } from '#app/catalog';
import type { RenameCandidate } from '#app/compare';
import { toErrorData } from '#renderer/client';
import { KIND_LOOKS } from '#renderer/lib/kinds.ts';
import { qualifiedText } from '#renderer/lib/object-name.ts';
import { useClient, useOpenProject } from '#renderer/stores';
import { Button, Code, useToast } from '#renderer/ui';

/** Tells the engine what a person said of a rename; `onDecided` asks again with that. */
export function useDecideRename(onDecided: () => void) {
  const client = useClient();
  const toast = useToast();
  const root = useOpenProject()?.root ?? '';
  const [busy, setBusy] = useState(false);
  const decide = async (hint: string, decision: RenameDecision) => {
    setBusy(true);
    try {
      await client.drift.decideRename({ root, hint, decision });
      onDecided();
    } catch (error) {
      const { message, remedy } = toErrorData(error);
      toast(message, remedy);
    } finally {
      setBusy(false);
    }
  };
  return { busy, decide };
}

export interface RenameQuestionProps {
  readonly candidate: RenameCandidate;
  /** The labels of the two sources. */
  readonly ends: { readonly from: string; readonly to: string };
  readonly onDecided: () => void;
}

/** Dropped and created, or one thing under another name: only a person can tell. */
export function RenameQuestion({ candidate, ends, onDecided }: RenameQuestionProps) {
  const { busy, decide } = useDecideRename(onDecided);
  const { kind, from, to, hint, score, reasons } = candidate;
  const percent = Math.round(score * 100);
  return (
    <li className="flex flex-col gap-1.5 rounded-md border border-line px-3 py-2">
      <div className="flex items-center gap-2">
        <p className="flex min-w-0 flex-1 flex-wrap items-center gap-x-1.5">
          <span className="text-muted">{renamedNoun(kind, hint)}</span>
          <Code className="font-medium">{qualifiedText(from)}</Code>
          <span className="text-muted text-sm">in {ends.from}</span>
          <ArrowRight aria-label="is" size={12} className="text-faint" />
          <Code className="font-medium">{qualifiedText(to)}</Code>
          <span className="text-muted text-sm">in {ends.to}</span>
        </p>
        <span role="img" aria-label={`${percent} % alike`} className="flex shrink-0 items-center gap-1.5">
          <span className="h-1.5 w-12 overflow-hidden rounded-full bg-sunken">
            <span className="block h-full bg-accent" style={{ width: `${percent}%` }} />
          </span>
          <span className="tabular text-sm">{percent} %</span>
        </span>
      </div>
      <p className="text-muted">{reasons.join(' ')}</p>
      <div className="flex gap-1.5">
        <Button size="small" icon={Check} disabled={busy} onClick={() => void decide(hint, 'renamed')}>
          Renamed
        </Button>
        <Button size="small" icon={X} disabled={busy} onClick={() => void decide(hint, 'separate')}>
          Not a rename
        </Button>
      </div>
    </li>
  );
}

/** A label is told under its enum. */
export function renamedNoun(kind: Kind, hint: string): string {
  return hint.startsWith('enum-label:') ? 'enum label' : KIND_LOOKS[kind].one;
}
