import { useVirtualizer } from '@tanstack/react-virtual';
import { type AriaAttributes, type KeyboardEvent, type ReactNode, type Ref, useEffect, useId, useRef } from 'react';
import { classNames } from './class-names.ts';

export interface VirtualRowsProps {
  readonly role: 'tree' | 'listbox';
  readonly label: string;
  readonly count: number;
  readonly rowHeight: number | ((index: number) => number);
  readonly keyAt: (index: number) => string;
  /** The row the keyboard is on; it is scrolled into sight when it changes. */
  readonly cursor: number;
  readonly onCursorChange: (index: number) => void;
  readonly onActivate: (index: number) => void;
  /** Keys beyond moving and activating. Return true where handled. */
  readonly onKey?: (event: KeyboardEvent, index: number) => boolean;
  readonly isSelected: (index: number) => boolean;
  readonly ariaAt?: (index: number) => AriaAttributes;
  readonly renderRow: (index: number) => ReactNode;
  readonly className?: string;
  readonly focusRef?: Ref<HTMLDivElement>;
}

/**
 * Rows of which only those in sight exist. One tab stop; the keyboard moves a cursor that assistive technology follows
 * (`aria-activedescendant`).
 */
export function VirtualRows(props: VirtualRowsProps) {
  const { count, cursor, rowHeight } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const base = useId();
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (typeof rowHeight === 'number' ? rowHeight : rowHeight(index)),
    getItemKey: props.keyAt,
    overscan: 12,
  });
  const cursorKey = cursor >= 0 && cursor < count ? props.keyAt(cursor) : null;
  const lastShown = useRef<string | null>(null);
  useEffect(() => {
    if (cursorKey === null || lastShown.current === cursorKey) return;
    lastShown.current = cursorKey;
    virtualizer.scrollToIndex(cursor, { align: 'auto' });
  }, [cursorKey, cursor, virtualizer]);

  const move = (to: number) => props.onCursorChange(Math.max(0, Math.min(count - 1, to)));
  const pageOf = () => Math.max(1, virtualizer.getVirtualItems().length - 14);
  const moves: Readonly<Record<string, () => void>> = {
    ArrowDown: () => move(cursor + 1),
    ArrowUp: () => move(cursor - 1),
    Home: () => move(0),
    End: () => move(count - 1),
    PageDown: () => move(cursor + pageOf()),
    PageUp: () => move(cursor - pageOf()),
    Enter: () => cursor >= 0 && props.onActivate(cursor),
    ' ': () => cursor >= 0 && props.onActivate(cursor),
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.metaKey || event.ctrlKey || event.altKey || count === 0) return;
    if (props.onKey?.(event, cursor)) return event.preventDefault();
    const act = moves[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

  const rows = virtualizer.getVirtualItems();
  const cursorIsDrawn = rows.some((row) => row.index === cursor);
  return (
    <div ref={scroller} className={classNames('group/rows h-full overflow-auto', props.className)}>
      {/* biome-ignore lint/a11y/useAriaActivedescendantWithTabindex: it has both. */}
      <div
        ref={props.focusRef}
        role={props.role}
        aria-label={props.label}
        tabIndex={0}
        {...(cursorIsDrawn ? { 'aria-activedescendant': `${base}${cursor}` } : {})}
        onKeyDown={onKeyDown}
        onFocus={() => cursor < 0 && count > 0 && props.onCursorChange(0)}
        className="group/list relative min-w-full outline-none"
        style={{ height: virtualizer.getTotalSize() }}
      >
        {rows.map((row) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the container has the keyboard.
          <div
            key={row.key}
            id={`${base}${row.index}`}
            role={props.role === 'tree' ? 'treeitem' : 'option'}
            aria-setsize={count}
            aria-posinset={row.index + 1}
            {...props.ariaAt?.(row.index)}
            aria-selected={props.isSelected(row.index)}
            data-cursor={row.index === cursor || undefined}
            onClick={() => {
              props.onCursorChange(row.index);
              props.onActivate(row.index);
            }}
            className={classNames(
              'absolute inset-x-0 top-0 cursor-default select-none aria-selected:bg-selected',
              'not-aria-selected:hover:bg-hover',
              'group-focus-visible/list:data-cursor:outline-1 group-focus-visible/list:data-cursor:-outline-offset-1 group-focus-visible/list:data-cursor:outline-focus',
            )}
            style={{ height: row.size, transform: `translateY(${row.start}px)` }}
          >
            {props.renderRow(row.index)}
          </div>
        ))}
      </div>
    </div>
  );
}
