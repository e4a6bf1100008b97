// biome-ignore-all lint/a11y: the role is a prop, which the rules cannot see; role, names and keyboard are set here once for every list and tree.
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type AriaAttributes,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useId,
  useRef,
} from 'react';
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
  /** A click that does something else than choosing the row. Return true where handled. */
  readonly onClick?: (event: MouseEvent, index: number) => boolean;
  readonly onSelectAll?: () => void;
  readonly isSelected: (index: number) => boolean;
  readonly ariaAt?: (index: number) => AriaAttributes;
  readonly renderRow: (index: number) => ReactNode;
  readonly className?: string;
  readonly focusRef?: Ref<HTMLDivElement>;
}

const OVERSCAN = 12;

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
    overscan: OVERSCAN,
  });
  const cursorKey = cursor >= 0 && cursor < count ? props.keyAt(cursor) : null;
  const lastShown = useRef<string | null>(null);
  useEffect(() => {
    if (cursorKey === null || lastShown.current === cursorKey) return;
    lastShown.current = cursorKey;
    // To scroll where it stands makes the browser lay the page out at once, and again when it is drawn.
    const [offset] = virtualizer.getOffsetForIndex(cursor, 'auto') ?? [];
    if (offset !== virtualizer.scrollOffset) virtualizer.scrollToIndex(cursor, { align: 'auto' });
  }, [cursorKey, cursor, virtualizer]);

  const pageSize = Math.max(1, virtualizer.getVirtualItems().length - 2 * OVERSCAN);
  const onKeyDown = (event: KeyboardEvent) => {
    const isAll = (event.metaKey || event.ctrlKey) && event.key === 'a';
    if (isAll && props.onSelectAll) {
      event.preventDefault();
      return props.onSelectAll();
    }
    if (event.metaKey || event.ctrlKey || event.altKey || count === 0) return;
    if (props.onKey?.(event, cursor)) return event.preventDefault();
    const activates = event.key === 'Enter' || event.key === ' ';
    const target = targetOf(event.key, cursor, count, pageSize);
    if (!activates && target === null) return;
    event.preventDefault();
    if (target !== null) props.onCursorChange(target);
    else if (cursor >= 0) props.onActivate(cursor);
  };

  const rows = virtualizer.getVirtualItems();
  const cursorIsDrawn = rows.some((row) => row.index === cursor);
  return (
    <div ref={scroller} className={classNames('group/rows h-full overflow-auto', props.className)}>
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
          <div
            key={row.key}
            id={`${base}${row.index}`}
            role={props.role === 'tree' ? 'treeitem' : 'option'}
            aria-setsize={count}
            aria-posinset={row.index + 1}
            {...props.ariaAt?.(row.index)}
            aria-selected={props.isSelected(row.index)}
            data-cursor={row.index === cursor || undefined}
            onClick={(event) => {
              if (props.onClick?.(event, row.index)) return;
              props.onCursorChange(row.index);
              props.onActivate(row.index);
            }}
            className={classNames(
              'group/row absolute inset-x-0 top-0 cursor-default select-none aria-selected:bg-selected',
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

/** Where a key moves the cursor to, or `null` where it does not move it. */
function targetOf(key: string, cursor: number, count: number, page: number): number | null {
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: cursor + 1,
    ArrowUp: cursor - 1,
    Home: 0,
    End: count - 1,
    PageDown: cursor + page,
    PageUp: cursor - page,
  };
  const target = moves[key];
  return target === undefined ? null : Math.max(0, Math.min(count - 1, target));
}
