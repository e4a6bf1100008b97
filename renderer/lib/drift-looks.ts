import type { Standing } from './three-way.ts';
import type { Tone } from './tone.ts';

export interface StandingLook {
  readonly tone: Tone;
  /** Outline of the mark on a 16 × 16 grid, stroked. */
  readonly mark: string;
  readonly label: string;
  readonly meaning: string;
}

/** How a source's standing is drawn: each mark is told from the others without its colour. */
export const STANDING_LOOKS: Readonly<Record<Standing, StandingLook>> = {
  same: { tone: 'good', mark: 'M3.5 8.5l3 3 6-7', label: 'agrees', meaning: 'It is there, as another source has it.' },
  differs: {
    tone: 'bad',
    mark: 'M3.5 6h9M3.5 10h9M10.5 3l-5 10',
    label: 'differs',
    meaning: 'It is there, and no other source says the same.',
  },
  missing: {
    tone: 'warn',
    mark: 'M3.5 8h9',
    label: 'missing',
    meaning: 'The source has it not.',
  },
  unread: {
    tone: 'neutral',
    mark: 'M6 6a2 2 0 1 1 2.8 1.8c-.5.2-.8.6-.8 1.2M8 11.9v.2',
    label: 'not asked',
    meaning: 'The source was not read, or not asked.',
  },
};

export const STANDINGS = Object.keys(STANDING_LOOKS) as readonly Standing[];
