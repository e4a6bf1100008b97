import { ArrowRight, Replace, Undo2 } from 'lucide-react';
import type { DriftResult } from '#app/api';
import { countWord } from '#renderer/lib/kinds.ts';
import { qualifiedText } from '#renderer/lib/object-name.ts';
import { RenameQuestion, renamedNoun, useDecideRename } from '#renderer/parts';
import { Button, Code, Popover } from '#renderer/ui';

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
            <RenameQuestion key={candidate.hint} candidate={candidate} ends={result} onDecided={onCompare} />
          ))}
        </ul>
        {renames.length > 0 ? <Accepted result={result} onCompare={onCompare} /> : null}
      </div>
    </Popover>
  );
}

function Accepted({ result, onCompare }: RenamesProps) {
  const { busy, decide } = useDecideRename(onCompare);
  return (
    <section aria-label="Accepted renames" className="border-line border-t">
      <h3 className="px-3 pt-2 text-muted text-sm">Accepted</h3>
      <ul className="pb-2">
        {result.renames.map(({ kind, from, to, hint, by }) => (
          <li key={hint} className="flex items-center gap-1.5 px-3 py-0.5">
            <span className="text-muted">{renamedNoun(kind, hint)}</span>
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
