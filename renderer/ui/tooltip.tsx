import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ComponentProps, ReactElement, ReactNode, RefObject } from 'react';
import { Kbd } from './kbd.tsx';

export interface TooltipProps
  extends Omit<ComponentProps<typeof Base.Trigger>, 'render' | 'children' | 'className' | 'style' | 'content'> {
  readonly content: ReactNode;
  /** A key combination shown after the text. */
  readonly keys?: string;
  readonly side?: 'top' | 'bottom' | 'left' | 'right';
  /** What it stands beside; by default its element. */
  readonly anchor?: RefObject<HTMLElement | null>;
  /** One element; it keeps its own role and gets the tooltip's listeners. */
  readonly children: ReactElement<Record<string, unknown>>;
}

/**
 * A hint for people who see. What it says must also be the element's accessible name or stand elsewhere. What else it is given
 * is the element's: it may be the trigger of a popover.
 */
export function Tooltip({ content, keys, side = 'bottom', anchor, children, ...rest }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger {...rest} render={children} />
      <Base.Portal>
        <Base.Positioner side={side} anchor={anchor} sideOffset={6} collisionPadding={8} className="z-50">
          <Base.Popup className="max-w-[480px] rounded-md border border-line-strong bg-raised px-2 py-1 text-sm text-text shadow-overlay transition-opacity duration-120 [overflow-wrap:anywhere] data-ending-style:opacity-0 data-starting-style:opacity-0">
            {content}
            {keys ? <Kbd keys={keys} className="ml-2" /> : null}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** Once at the root: neighbouring tooltips open without a new delay. */
export function TooltipProvider({ children }: { readonly children: ReactNode }) {
  return <Base.Provider delay={350}>{children}</Base.Provider>;
}
