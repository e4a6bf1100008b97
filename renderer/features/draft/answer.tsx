import { CircleAlert, CircleCheck, CircleHelp, type LucideIcon, ShieldCheck, SquarePen } from 'lucide-react';
import type { DraftResult, RemedyDraft } from '#app/api';
import { countWord } from '#renderer/lib/kinds.ts';
import { TONE_TEXT, type Tone } from '#renderer/ui';

interface Headline {
  readonly text: string;
  readonly icon: LucideIcon;
  readonly tone: Tone;
}

/** What a person made of a draft. */
export interface HandWritten {
  readonly statements: number;
  /** Whether the draft's proof is about it. */
  readonly isProofOfIt: boolean;
}

/** What is known of the draft, in one line: the gravest first. */
export function headline(draft: DraftResult | RemedyDraft, written: HandWritten | null = null): Headline {
  if (written && draft.complete) return ofWritten(draft, written);
  const { complete, statements, faults, proof, renameCandidates, from, to } = draft;
  const many = countWord(statements.length, 'statement');
  if (!complete) {
    const open = renameCandidates.length;
    const text =
      open > 0 ? `${countWord(open, 'question')} before anything is drafted` : `Nothing can be drafted for ${from}`;
    return { text, icon: CircleHelp, tone: 'warn' };
  }
  if (statements.length === 0 && 'ended' in draft && draft.inCode.length > 0) {
    return {
      text: `Edits of the code end ${countWord(draft.inCode.length, 'finding')}`,
      icon: CircleCheck,
      tone: 'good',
    };
  }
  if (statements.length === 0 && 'ended' in draft) {
    return { text: 'No SQL ends these findings', icon: CircleHelp, tone: 'warn' };
  }
  if (statements.length === 0) return { text: `${from} is what ${to} says`, icon: CircleCheck, tone: 'good' };
  if (faults.length > 0) {
    const text = `${many}, and ${countWord(faults.length, 'fault')} when they were tried`;
    return { text, icon: CircleAlert, tone: 'bad' };
  }
  if (proof === null) {
    const isOne = statements.length === 1;
    if ('ended' in draft) {
      const ended = countWord(draft.ended.length, 'finding');
      return { text: `${many} ${isOne ? 'ends' : 'end'} ${ended}`, icon: CircleCheck, tone: 'good' };
    }
    const verb = isOne ? 'makes' : 'make';
    return { text: `${many} ${verb} ${from} what ${to} says`, icon: CircleCheck, tone: 'good' };
  }
  if (!proof.proven) return { text: `${many}, not proven`, icon: CircleAlert, tone: 'bad' };
  return { text: `${many}, proven on ${proof.server}`, icon: ShieldCheck, tone: 'good' };
}

/** Nothing is known of an edited text but what its proof says. */
function ofWritten({ proof }: DraftResult, { statements, isProofOfIt }: HandWritten): Headline {
  const many = `${countWord(statements, 'statement')}, edited by hand`;
  if (proof === null || !isProofOfIt) return { text: `${many}, not proven yet`, icon: SquarePen, tone: 'neutral' };
  if (!proof.proven) return { text: `${many}, not proven`, icon: CircleAlert, tone: 'bad' };
  return { text: `${many}, proven on ${proof.server}`, icon: ShieldCheck, tone: 'good' };
}

export function Answer({ draft, written }: { readonly draft: DraftResult; readonly written: HandWritten | null }) {
  const { text, icon: Icon, tone } = headline(draft, written);
  const losses = written
    ? 0
    : draft.statements.filter(({ hazards }) => hazards.some(({ kind }) => kind === 'data-loss')).length;
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-1">
      <h2 className="flex items-center gap-2 font-semibold text-xl">
        <Icon aria-hidden size={20} strokeWidth={1.75} className={TONE_TEXT[tone]} />
        <span className="tabular">{text}</span>
      </h2>
      {losses > 0 ? (
        <p className="tabular text-bad">
          {countWord(losses, 'statement')} {losses === 1 ? 'takes' : 'take'} data away
        </p>
      ) : null}
    </div>
  );
}
