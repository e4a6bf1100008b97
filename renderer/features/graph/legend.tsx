import type { ReactNode } from 'react';
import type { Hatch } from '#app/report';
import { formatCount } from '#renderer/lib/kinds.ts';
import { StateMark } from '#renderer/parts';
import type { Overlay } from '#renderer/stores';
import { classNames, TONE_AREA, Tooltip } from '#renderer/ui';
import type { OverlayMarks } from './overlay-marks.ts';

/** The hatchings of the canvas as CSS, for the swatches. */
const HATCH_CSS: Readonly<Record<Hatch, string>> = {
  none: '',
  rising: 'repeating-linear-gradient(-45deg, currentColor 0 1px, transparent 1px 5px)',
  falling: 'repeating-linear-gradient(45deg, currentColor 0 1px, transparent 1px 5px)',
  cross:
    'repeating-linear-gradient(45deg, currentColor 0 1px, transparent 1px 5px), repeating-linear-gradient(-45deg, currentColor 0 1px, transparent 1px 5px)',
  dots: 'radial-gradient(currentColor 0.8px, transparent 1px) 0 0 / 5px 5px',
  level: 'repeating-linear-gradient(0deg, currentColor 0 1px, transparent 1px 5px)',
};

export const OVERLAY_NAMES: Readonly<Record<Overlay, string>> = {
  none: 'Structure',
  rls: 'Row security',
  fk: 'Foreign keys',
  drift: 'Drift',
  findings: 'Findings',
  size: 'Size',
  usage: 'Usage',
};

export interface LegendProps {
  readonly marks: OverlayMarks;
  readonly spotlight: string | null;
  readonly onSpotlight: (state: string | null) => void;
  /** What narrows the overlay, at the end of its line. */
  readonly children?: ReactNode;
}

/** What the colours and marks mean, with how many there are; pressing one shows where. */
export function Legend({ marks, spotlight, onSpotlight, children }: LegendProps) {
  if (marks.legend.length === 0) return null;
  return (
    <fieldset
      aria-label={`${OVERLAY_NAMES[marks.overlay]}: legend`}
      className="flex shrink-0 flex-wrap items-center gap-x-1 border-line border-b bg-surface px-2 py-1 low:flex-nowrap low:overflow-x-auto low:py-0.5 low:[scrollbar-width:none]"
    >
      {marks.legend
        .filter(({ count }) => count > 0)
        .map(({ state, look, count }) => (
          <Tooltip key={state} content={look.meaning}>
            <button
              type="button"
              aria-pressed={spotlight === look.label}
              onClick={() => onSpotlight(spotlight === look.label ? null : look.label)}
              className="flex h-6 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-md px-1 text-left text-sm transition-colors hover:bg-hover aria-pressed:bg-selected aria-pressed:font-medium"
            >
              <span
                className={classNames(
                  'relative flex h-4 w-5 shrink-0 items-center justify-center overflow-hidden rounded-sm border',
                  TONE_AREA[look.tone],
                )}
              >
                <span
                  aria-hidden
                  className="absolute inset-0 opacity-30"
                  style={{ background: HATCH_CSS[look.hatch] }}
                />
                <StateMark outline={look.mark} size={12} />
              </span>
              {look.label}
              <span className="tabular font-medium">{formatCount(count)}</span>
            </button>
          </Tooltip>
        ))}
      {children}
    </fieldset>
  );
}
