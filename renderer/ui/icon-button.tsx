import { Button as Base } from '@base-ui/react/button';
import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import { Tooltip } from './tooltip.tsx';

export interface IconButtonProps
  extends Omit<ComponentProps<typeof Base>, 'className' | 'children' | 'aria-label' | 'title'> {
  readonly icon: LucideIcon;
  /** The accessible name, and the tooltip's text. */
  readonly label: string;
  readonly keys?: string;
  readonly size?: 'small' | 'normal';
  readonly side?: 'top' | 'bottom' | 'left' | 'right';
  readonly className?: string;
}

/** A button that shows an icon only. It always has a name and says it when pointed at. */
export function IconButton({ icon: Icon, label, keys, size = 'normal', side, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip content={label} {...(keys ? { keys } : {})} {...(side ? { side } : {})}>
      <Base
        {...rest}
        aria-label={label}
        className={classNames(
          'inline-flex shrink-0 items-center justify-center rounded-md border border-transparent text-muted transition-colors',
          'hover:bg-hover hover:text-text active:bg-pressed aria-pressed:bg-selected aria-pressed:text-accent data-popup-open:bg-hover',
          'data-disabled:pointer-events-none data-disabled:opacity-40',
          size === 'small' ? 'size-6' : 'size-7',
          className,
        )}
      >
        <Icon aria-hidden size={size === 'small' ? 14 : 16} strokeWidth={1.75} />
      </Base>
    </Tooltip>
  );
}
