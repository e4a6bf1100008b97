import { ArrowDownUp, Ban, GitCompareArrows, type LucideIcon, PenLine } from 'lucide-react';
import type { DifferenceClass, Verdict } from '#app/compare';
import type { Tone } from '#renderer/ui';

export interface ClassLook {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly tone: Tone;
  readonly meaning: string;
}

export const CLASS_LOOKS: Readonly<Record<DifferenceClass, ClassLook>> = {
  drift: {
    label: 'Drift',
    icon: GitCompareArrows,
    tone: 'bad',
    meaning: 'Both sides can express it, and they disagree.',
  },
  order: { label: 'Order', icon: ArrowDownUp, tone: 'special', meaning: 'The same enum labels in another order.' },
  unmanaged: {
    label: 'Unmanaged',
    icon: Ban,
    tone: 'warn',
    meaning: 'Drizzle has no words for it, so code cannot say it.',
  },
  cosmetic: {
    label: 'Cosmetic',
    icon: PenLine,
    tone: 'neutral',
    meaning: 'Names PostgreSQL made up, or the order of columns.',
  },
};

export const CLASSES = Object.keys(CLASS_LOOKS) as readonly DifferenceClass[];

export interface VerdictLook {
  readonly label: string;
  readonly meaning: string;
}

export const VERDICT_LOOKS: Readonly<Record<Verdict, VerdictLook>> = {
  'code-forgot': { label: 'Code forgot it', meaning: 'Migrations and the database agree; the code does not say it.' },
  'migration-forgot': {
    label: 'Migration forgot it',
    meaning: 'Migrations and the database agree; the code is ahead, and no migration makes what it says.',
  },
  'changed-by-hand': {
    label: 'Changed by hand',
    meaning: 'Code and migrations agree; the database was changed beside them.',
  },
  'not-applied': { label: 'Not applied', meaning: 'A migration makes it and has not run on this database.' },
  'edited-after-apply': {
    label: 'Edited after it was applied',
    meaning: 'The migration that ran is not the one in the folder now.',
  },
  'name-only': { label: 'Name only', meaning: 'The same thing under another name.' },
  undecided: { label: 'Undecided', meaning: 'These two sources cannot tell which of them is wrong.' },
};
