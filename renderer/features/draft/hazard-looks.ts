import {
  Ban,
  CircleHelp,
  Hourglass,
  Lock,
  type LucideIcon,
  ScanLine,
  SquarePen,
  Trash2,
  Undo2,
  Unplug,
} from 'lucide-react';
import type { DraftProofStep } from '#app/api';
import { blockedBy, type Hazard } from '#app/plan';
import type { Tone } from '#renderer/ui';

export interface HazardLook {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly tone: Tone;
}

const LOOKS: Readonly<Record<Hazard['kind'], HazardLook>> = {
  gap: { label: 'To be filled in', icon: SquarePen, tone: 'bad' },
  'data-loss': { label: 'Loses data', icon: Trash2, tone: 'bad' },
  'fails-if': { label: 'May fail', icon: CircleHelp, tone: 'warn' },
  rewrite: { label: 'Rewrites', icon: Hourglass, tone: 'warn' },
  'outside-transaction': { label: 'No transaction', icon: Ban, tone: 'warn' },
  unmanaged: { label: 'Unmanaged', icon: Unplug, tone: 'warn' },
  lock: { label: 'Lock', icon: Lock, tone: 'neutral' },
  scan: { label: 'Scans', icon: ScanLine, tone: 'neutral' },
  irreversible: { label: 'No way back', icon: Undo2, tone: 'neutral' },
};

/** The gravest first: in this order they are shown, and the first stands for the statement. */
const ORDER = Object.keys(LOOKS) as readonly Hazard['kind'][];

export function lookOf(hazard: Hazard): HazardLook {
  const look = LOOKS[hazard.kind];
  // That readers wait is what takes a service down; a lock that lets them through is a fact to know.
  return hazard.kind === 'lock' && hazard.blocks === 'reads and writes' ? { ...look, tone: 'warn' } : look;
}

export function byGravity(hazards: readonly Hazard[]): readonly Hazard[] {
  return hazards.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}

/** What is known of a statement that ran on rows: what was seen stands in for what is documented of locks and rewrites. */
export function observedHazards(documented: readonly Hazard[], step: DraftProofStep | undefined): readonly Hazard[] {
  if (step?.outcome !== 'ran') return documented;
  const { locks, rewrites } = step;
  return [
    ...documented.filter(({ kind }) => kind !== 'lock' && kind !== 'rewrite'),
    ...rewrites.map((relation): Hazard => ({ kind: 'rewrite', relation, by: 'observed' })),
    ...locks
      .filter(({ mode }) => blockedBy(mode) !== 'nothing')
      .map(({ relation, mode }): Hazard => ({ kind: 'lock', relation, mode, blocks: blockedBy(mode), by: 'observed' })),
  ];
}

/** What a row of the list marks: what loses, may fail, or holds others up for long. */
export function marksOf(hazards: readonly Hazard[]): readonly HazardLook[] {
  const marked = byGravity(hazards).filter(({ kind }) => kind !== 'lock' && kind !== 'scan' && kind !== 'irreversible');
  return [...new Map(marked.map((hazard) => [hazard.kind, lookOf(hazard)])).values()];
}
