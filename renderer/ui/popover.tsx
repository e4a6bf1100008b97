import { Popover as Base } from '@base-ui/react/popover';
import type { ReactElement, ReactNode } from 'react';
import { classNames } from './class-names.ts';

export interface PopoverProps {
  /** One button. */
  readonly trigger: ReactElement<Record<string, unknown>>;
  /** The accessible name of what opens. */
  readonly label: string;
  readonly side?: 'top' | 'bottom' | 'left' | 'right';
  readonly align?: 'start' | 'center' | 'end';
  readonly className?: string;
  /** Where whoever made it closes it; with `onOpenChange`. */
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  /** Drawn only while open. */
  readonly children: ReactNode;
}

/** More about the thing that was clicked, beside it, without leaving where one is. */
export function Popover({
  trigger,
  label,
  side = 'bottom',
  align = 'start',
  className,
  children,
  ...state
}: PopoverProps) {
  return (
    <Base.Root {...state}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner side={side} align={align} sideOffset={6} collisionPadding={8} className="z-50">
          <Base.Popup
            aria-label={label}
            className={classNames(
              'flex max-h-(--available-height) max-w-[calc(100vw-32px)] flex-col overflow-hidden rounded-lg border border-line-strong bg-raised shadow-overlay outline-none',
              'origin-(--transform-origin) transition-[opacity,scale] duration-120 data-ending-style:scale-98 data-starting-style:scale-98 data-ending-style:opacity-0 data-starting-style:opacity-0',
              className,
            )}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
