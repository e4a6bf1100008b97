import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { TONE_AREA, type Tone } from './tone.ts';

export interface EmptyStateProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly tone?: Tone;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  readonly className?: string;
}

/** What a surface says where it has nothing to list: what that means, and what can be done. */
export function EmptyState({ icon: Icon, title, tone = 'neutral', children, actions, className }: EmptyStateProps) {
  return (
    <div className={classNames('flex h-full items-center justify-center overflow-auto p-6', className)}>
      <div className="m-auto flex max-w-[440px] flex-col items-center gap-1 text-center">
        <span className={classNames('mb-2 flex size-9 items-center justify-center rounded-lg border', TONE_AREA[tone])}>
          <Icon aria-hidden size={18} strokeWidth={1.75} />
        </span>
        <h2 className="font-semibold text-lg">{title}</h2>
        {children ? <div className="text-muted [overflow-wrap:anywhere]">{children}</div> : null}
        {actions ? <div className="mt-3 flex flex-wrap justify-center gap-2">{actions}</div> : null}
      </div>
    </div>
  );
}
