import { CircleHelp, CircleMinus, type LucideIcon, ShieldAlert, ShieldCheck } from 'lucide-react';
import type { IsolationOutcome, IsolationResult, IsolationVerdict, LeakKind } from '#app/api';
import { formatCount } from '#renderer/lib/kinds.ts';
import type { Tone } from '#renderer/ui';

export interface VerdictLook {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly tone: Tone;
}

/** In the order in which they are listed. */
export const VERDICT_LOOKS: Readonly<Record<IsolationVerdict, VerdictLook>> = {
  leaks: { label: 'Leaks', icon: ShieldAlert, tone: 'bad' },
  'not-provable': { label: 'Not provable', icon: CircleHelp, tone: 'warn' },
  isolated: { label: 'Isolated', icon: ShieldCheck, tone: 'good' },
  exempt: { label: 'Exempt', icon: CircleMinus, tone: 'neutral' },
};

export const OUTCOME_LOOKS: Readonly<Record<IsolationOutcome, { readonly label: string; readonly tone: Tone }>> = {
  leaks: { label: 'leaks', tone: 'bad' },
  undecided: { label: 'undecided', tone: 'warn' },
  held: { label: 'held', tone: 'good' },
  closed: { label: 'closed', tone: 'neutral' },
  'not-granted': { label: 'not granted', tone: 'neutral' },
  'not-probed': { label: 'not probed', tone: 'neutral' },
};

/** Ways of getting through that are no command of the table's own. */
export const BESIDE_COMMANDS: Readonly<Partial<Record<LeakKind, string>>> = {
  'no-tenant': 'with no tenant set',
  'former-member': 'after the membership ended',
  reference: 'through a foreign key',
  'side-effect': 'by a trigger or function',
};

/** What the proof came to, in one line: a leak first. */
export function isolationHeadline({ totals, complete }: Pick<IsolationResult, 'totals' | 'complete'>): {
  readonly text: string;
  readonly verdict: IsolationVerdict;
} {
  const of = `of ${formatCount(totals.objects)}`;
  if (totals.leaks > 0) {
    return { text: `${formatCount(totals.leaks)} ${of} let another tenant through`, verdict: 'leaks' };
  }
  if (totals.objects === 0) {
    return complete
      ? { text: 'Nothing here holds tenants’ data', verdict: 'exempt' }
      : { text: 'Nothing could be read to prove it on', verdict: 'not-provable' };
  }
  if (totals.notProvable === 0 && !complete) {
    return { text: 'No leak in what could be read', verdict: 'not-provable' };
  }
  if (totals.notProvable > 0) {
    return { text: `No leak, and ${formatCount(totals.notProvable)} ${of} not provable`, verdict: 'not-provable' };
  }
  if (totals.isolated === 0) return { text: 'Nothing here holds tenants’ data', verdict: 'exempt' };
  return { text: `All ${formatCount(totals.isolated)} that hold tenants’ data are isolated`, verdict: 'isolated' };
}
