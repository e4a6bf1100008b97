import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

export interface PanelProps {
  /** The accessible name of the region, and its heading unless `heading` says otherwise. */
  readonly label: string;
  readonly heading?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
}

/** A region of the window with a heading row. It fills its parent; its content scrolls itself. */
export function Panel({ label, heading, actions, children, className }: PanelProps) {
  return (
    <section aria-label={label} className={classNames('flex h-full min-h-0 min-w-0 flex-col bg-surface', className)}>
      <header className="flex h-8 shrink-0 items-center gap-2 border-line border-b pr-1 pl-3">
        <h2 className="min-w-0 flex-1 truncate font-medium text-sm">{heading ?? label}</h2>
        {actions}
      </header>
      <div className="min-h-0 flex-1">{children}</div>
    </section>
  );
}
