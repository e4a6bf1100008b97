import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { TONE_AREA, type Tone } from './tone.ts';

export interface BadgeProps {
  readonly tone?: Tone;
  readonly icon?: LucideIcon;
  readonly children: ReactNode;
  readonly className?: string;
}

/** A short word about the thing beside it. Not a control. */
export function Badge({ tone = 'neutral', icon: Icon, children, className }: BadgeProps) {
  return (
    <span
      className={classNames(
        'inline-flex h-[18px] shrink-0 items-center gap-1 whitespace-nowrap rounded-sm border px-1.5 text-xs font-medium leading-none',
        TONE_AREA[tone],
        className,
      )}
    >
      {Icon ? <Icon aria-hidden size={11} strokeWidth={2} className="shrink-0" /> : null}
      {children}
    </span>
  );
}
