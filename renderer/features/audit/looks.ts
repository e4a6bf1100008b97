import { CircleDot, Diamond, Info, type LucideIcon, OctagonAlert, TriangleAlert } from 'lucide-react';
import type { Dimension, Likelihood, Severity } from '#app/api';
import { DIMENSIONS, LIKELIHOODS, SEVERITIES } from '#app/audit';
import type { Tone } from '#renderer/ui';

export { DIMENSIONS, SEVERITIES };

export interface SeverityLook {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly tone: Tone;
  readonly meaning: string;
}

/** Each with a shape of its own: colour alone says nothing. */
export const SEVERITY_LOOKS: Readonly<Record<Severity, SeverityLook>> = {
  critical: {
    label: 'Critical',
    icon: OctagonAlert,
    tone: 'bad',
    meaning: 'Tenants’ data is open, or data is lost or wrong.',
  },
  high: { label: 'High', icon: TriangleAlert, tone: 'warn', meaning: 'Harm is a matter of time or of one mistake.' },
  medium: { label: 'Medium', icon: Diamond, tone: 'special', meaning: 'It costs reliability, speed or safety.' },
  low: { label: 'Low', icon: CircleDot, tone: 'accent', meaning: 'It makes the schema harder to live with.' },
  info: { label: 'Info', icon: Info, tone: 'neutral', meaning: 'Good to know.' },
};

export const DIMENSION_LABELS: Readonly<Record<Dimension, string>> = {
  tenancy: 'Tenancy',
  integrity: 'Integrity',
  integration: 'Integration',
  scale: 'Scale',
  operations: 'Operations',
  convention: 'Convention',
};

/** The third row of the matrix of impact and likelihood is for what neither statistics nor usages tell. */
export const KNOWN_LIKELIHOODS = [...LIKELIHOODS, 'unknown'] as const;
export type KnownLikelihood = Likelihood | 'unknown';

export const LIKELIHOOD_LABELS: Readonly<Record<KnownLikelihood, string>> = {
  likely: 'Likely',
  possible: 'Possible',
  unlikely: 'Unlikely',
  unknown: 'Not known',
};
