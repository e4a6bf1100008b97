import { type ReactNode, useEffect, useRef } from 'react';
import { classNames } from '#renderer/ui';

export interface DrawerProps {
  readonly side: 'left' | 'right';
  readonly label: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A side panel over the view, where the window has no room for both. Takes the focus, gives it back, and closes by Escape. */
export function Drawer({ side, label, onClose, children }: DrawerProps) {
  const element = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    element.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <aside
      ref={element}
      aria-label={label}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        onClose();
      }}
      className={classNames(
        'absolute inset-y-0 z-20 w-72 max-w-[85%] border-line-strong bg-surface shadow-overlay outline-none',
        side === 'left' ? 'left-0 border-r' : 'right-0 border-l',
      )}
    >
      {children}
    </aside>
  );
}
