import { ArrowRight, Check, Replace, Undo2, X } from 'lucide-react';
import { useState } from 'react';
import type { DriftResult, RenameDecision } from '#app/api';
import type { Kind } from '#app/catalog';
import type { RenameCandidate } from '#app/compare';
import { toErrorData } from '#renderer/client';
import { countWord, KIND_LOOKS } from '#renderer/lib/kinds.ts';
import { qualifiedText } from '#renderer/lib/object-name.ts';
import { useClient, useOpenProject } from '#renderer/stores';
import { Button, Code, Popover, useToast } from '#renderer/ui';

export interface RenamesProps {
  readonly result: DriftResult;
  readonly onCompare: () => void;
}

/** Questions that only a person can answer: dropped and created, or one thing under another name. */
export function Renames({ result, onCompare }: RenamesProps) {
  const { renameCandidates: candidates, renames } = result;
  if (candidates.length === 0 && renames.length === 0) return null;
  return (
    <Popover
      label="Renames"
      className="w-[560px]"
      trigger={
        <Button size="small" icon={Replace} variant={candidates.length > 0 ? 'plain' : 'muted'}>
          {candidates.length > 0
            ? `${countWord(candidates.length, 'rename')} to decide`
            : countWord(renames.length, 'accepted rename')}
        </Button>
      }
    >
      <div className="flex flex-col overflow-auto">
        {candidates.length > 0 ? (
          <p className="px-3 pt-2 pb-1 text-muted">
            Each of these is a drop and a create, or one thing under another name. The answer is kept in{' '}
            <Code>raingauge.config.json</Code>.
          </p>
        ) : null}
        <ul className="flex flex-col gap-2 p-2">
          {candidates.map((candidate) => (
            <Question key={candidate.hint} candidate={candidate} result={result} onCompare={onCompare} />
          ))}
        </ul>
        {renames.length > 0 ? <Accepted result={result} onCompare={onCompare} /> : null}
      </div>
    </Popover>
  );
}

/** Tells the engine what a person said, and has the two sources compared with that. */
function useDecide(onCompare: () => void) {
  const client = useClient();
  const toast = useToast();
  const root = useOpenProject()?.root ?? '';
  const [busy, setBusy] = useState(false);
  const decide = async (hint: string, decision: RenameDecision) => {
    setBusy(true);
    try {
      await client.drift.decideRename({ root, hint, decision });
      onCompare();
    } catch (error) {
      const { message, remedy } = toErrorData(error);
      toast(message, remedy);
    } finally {
      setBusy(false);
    }
  };
  return { busy, decide };
}

interface QuestionProps extends RenamesProps {
  readonly candidate: RenameCandidate;
}

function Question({ candidate, result, onCompare }: QuestionProps) {
  const { busy, decide } = useDecide(onCompare);
  const { kind, from, to, hint, score, reasons } = candidate;
  const percent = Math.round(score * 100);
  return (
    <li className="flex flex-col gap-1.5 rounded-md border border-line px-3 py-2">
      <div className="flex items-center gap-2">
        <p className="flex min-w-0 flex-1 flex-wrap items-center gap-x-1.5">
          <span className="text-muted">{nounOf(kind, hint)}</span>
          <Code className="font-medium">{qualifiedText(from)}</Code>
          <span className="text-muted text-sm">in {result.from}</span>
          <ArrowRight aria-label="is" size={12} className="text-faint" />
          <Code className="font-medium">{qualifiedText(to)}</Code>
          <span className="text-muted text-sm">in {result.to}</span>
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

function Accepted({ result, onCompare }: RenamesProps) {
  const { busy, decide } = useDecide(onCompare);
  return (
    <section aria-label="Accepted renames" className="border-line border-t">
      <h3 className="px-3 pt-2 text-muted text-sm">Accepted</h3>
      <ul className="pb-2">
        {result.renames.map(({ kind, from, to, hint, by }) => (
          <li key={hint} className="flex items-center gap-1.5 px-3 py-0.5">
            <span className="text-muted">{nounOf(kind, hint)}</span>
            <Code>{qualifiedText(from)}</Code>
            <ArrowRight aria-label="is now" size={12} className="text-faint" />
            <Code className="min-w-0 flex-1">{qualifiedText(to)}</Code>
            {by === 'config' ? (
              <Button
                size="small"
                variant="muted"
                icon={Undo2}
                disabled={busy}
                onClick={() => void decide(hint, 'open')}
              >
                Take back
              </Button>
            ) : (
              <span className="text-faint text-sm">by hints</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A label is told under its enum. */
function nounOf(kind: Kind, hint: string): string {
  return hint.startsWith('enum-label:') ? 'enum label' : KIND_LOOKS[kind].one;
}
