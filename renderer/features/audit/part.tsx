import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

export interface PartProps {
  readonly title: string;
  readonly icon?: LucideIcon;
  readonly children: ReactNode;
}

/** A titled part of a detail. */
export function Part({ title, icon: Icon, children }: PartProps) {
  return (
    <section aria-label={title} className="flex flex-col gap-1">
      <h3 className="flex items-center gap-1.5 font-semibold">
        {Icon ? <Icon aria-hidden size={14} strokeWidth={1.75} className="text-muted" /> : null}
        {title}
      </h3>
      {children}
    </section>
  );
}
