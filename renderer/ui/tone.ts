import type { Tone } from '#renderer/lib/tone.ts';

export type { Tone };

/** Text in the tone, at reading contrast on any surface. */
export const TONE_TEXT: Record<Tone, string> = {
  neutral: 'text-neutral',
  accent: 'text-accent',
  good: 'text-good',
  warn: 'text-warn',
  bad: 'text-bad',
  special: 'text-special',
};

/** The tone as a quiet filled area with its border. */
export const TONE_AREA: Record<Tone, string> = {
  neutral: 'bg-neutral-soft border-neutral-line text-neutral',
  accent: 'bg-accent-soft border-accent-line text-accent',
  good: 'bg-good-soft border-good-line text-good',
  warn: 'bg-warn-soft border-warn-line text-warn',
  bad: 'bg-bad-soft border-bad-line text-bad',
  special: 'bg-special-soft border-special-line text-special',
};

/** The tone as a solid mark without text: bars, dots. */
export const TONE_MARK: Record<Tone, string> = {
  neutral: 'bg-neutral-mark',
  accent: 'bg-accent',
  good: 'bg-good-mark',
  warn: 'bg-warn-mark',
  bad: 'bg-bad-mark',
  special: 'bg-special-mark',
};
