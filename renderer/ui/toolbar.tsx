import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

/** The row of controls above a surface. */
export function Toolbar({
  label,
  children,
  className,
}: {
  readonly label: string;
  readonly children: ReactNode;
  readonly className?: string;
}) {
  return (
    <div
      role="toolbar"
      aria-label={label}
      className={classNames('flex min-h-9 shrink-0 items-center gap-1 border-line border-b bg-surface px-2', className)}
    >
      {children}
    </div>
  );
}

/** A thin line between groups of a toolbar. */
export function ToolbarDivider() {
  return <span aria-hidden className="mx-1 h-4 w-px shrink-0 bg-line-strong" />;
}
