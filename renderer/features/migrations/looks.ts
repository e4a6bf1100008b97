import {
  Ban,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleHelp,
  CircleMinus,
  FilePen,
  type LucideIcon,
  Minus,
  PencilLine,
  Plus,
  SkipForward,
} from 'lucide-react';
import type { MigrationFile, MigrationState, MigrationStatement, StatementObject } from '#app/catalog';
import type { Tone } from '#renderer/ui';

export interface Look {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly tone: Tone;
  readonly meaning: string;
}

export const STATE_LOOKS: Readonly<Record<MigrationState, Look>> = {
  applied: {
    label: 'Applied',
    icon: CircleCheck,
    tone: 'good',
    meaning: 'The database noted this file, text and all.',
  },
  'not-applied': {
    label: 'Not applied',
    icon: CircleDashed,
    tone: 'accent',
    meaning: 'The database has not run it; the next migrate will.',
  },
  edited: {
    label: 'Edited since',
    icon: FilePen,
    tone: 'warn',
    meaning: 'The database ran it with another text: the file was changed afterwards, and the change never ran.',
  },
  'will-be-skipped': {
    label: 'Will be skipped',
    icon: SkipForward,
    tone: 'bad',
    meaning:
      'The database has not run it and never will: drizzle-orm 0.x takes only files newer than the newest one it noted.',
  },
};

export const STATES = Object.keys(STATE_LOOKS) as readonly MigrationState[];

const UNKNOWN: Look = {
  label: 'Not known',
  icon: CircleHelp,
  tone: 'neutral',
  meaning: 'No database said what it has applied.',
};

export function stateLook({ state }: MigrationFile): Look {
  return state === null ? UNKNOWN : STATE_LOOKS[state];
}

export const OUTCOME_LOOKS: Readonly<Record<MigrationStatement['outcome'], Look>> = {
  ran: { label: 'Ran', icon: CircleCheck, tone: 'good', meaning: 'It ran when the migrations were replayed.' },
  failed: {
    label: 'Failed',
    icon: CircleAlert,
    tone: 'bad',
    meaning: 'PostgreSQL refused it when the migrations were replayed from empty.',
  },
  'not-run': {
    label: 'Not run',
    icon: CircleMinus,
    tone: 'warn',
    meaning: 'It was left out of the replay: only psql or a real server can do it.',
  },
  'no-effect': {
    label: 'No effect',
    icon: Minus,
    tone: 'neutral',
    meaning: 'It ran and found nothing to do, as an IF NOT EXISTS of something that exists.',
  },
};

export const OUTSIDE_TRANSACTION: Look = {
  label: 'Not in a transaction',
  icon: Ban,
  tone: 'warn',
  meaning:
    'PostgreSQL refuses it in a transaction block, and Drizzle’s migrators run all pending files in one: run it by hand.',
};

export const DID_LOOKS: Readonly<Record<StatementObject['did'], Omit<Look, 'meaning'>>> = {
  made: { label: 'made', icon: Plus, tone: 'good' },
  changed: { label: 'changed', icon: PencilLine, tone: 'neutral' },
  dropped: { label: 'dropped', icon: Minus, tone: 'bad' },
};
