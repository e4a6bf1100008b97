import { Check, ChevronRight, Minus } from 'lucide-react';
import { type KeyboardEvent, type MouseEvent, type ReactNode, type Ref, useMemo, useRef, useState } from 'react';
import { classNames } from './class-names.ts';
import { VirtualRows } from './virtual-rows.tsx';

/** A tree laid out as the rows in sight, parents before their children. */
export interface TreeRow {
  readonly id: string;
  /** From 1. */
  readonly level: number;
  /** `null` where there is nothing below. */
  readonly expanded: boolean | null;
  /** What typing the first letters finds. */
  readonly text: string;
}

/** Rows that can be gathered, beside the one that is selected. */
export interface TreeChecks<T extends TreeRow> {
  readonly stateOf: (row: T) => boolean | 'mixed';
  /** Space, Shift with an arrow or a click, Ctrl or Cmd with a click or A. */
  readonly onCheck: (rows: readonly T[], checked: boolean) => void;
  /** Something is checked: then every row shows its box. */
  readonly some: boolean;
}

export interface TreeProps<T extends TreeRow> {
  readonly label: string;
  readonly rows: readonly T[];
  readonly selected: string | null;
  /** Enter or a click on a row. */
  readonly onSelect: (row: T) => void;
  readonly onToggle: (row: T, expanded: boolean) => void;
  readonly renderRow: (row: T) => ReactNode;
  /** Moving the cursor selects as well. */
  readonly selectOnMove?: boolean;
  /** Enter, where it does more than selecting what the cursor selected already. */
  readonly onOpen?: (row: T) => void;
  readonly checks?: TreeChecks<T>;
  readonly rowHeight?: number | ((row: T) => number);
  readonly className?: string;
  readonly focusRef?: Ref<HTMLDivElement>;
}

const INDENT_PX = 12;
const TYPING_MS = 700;

/** A tree of any length. Arrows move and fold, letters jump, Enter or a click selects. */
export function Tree<T extends TreeRow>(props: TreeProps<T>) {
  const { rows, selected, onSelect, onToggle } = props;
  const [cursorId, setCursorId] = useState<string | null>(selected);
  const [followed, setFollowed] = useState(selected);
  // What was chosen elsewhere is where the keyboard goes on from, with the very next key.
  if (followed !== selected) {
    setFollowed(selected);
    if (selected !== null) setCursorId(selected);
  }
  const indexes = useMemo(() => new Map(rows.map((row, index) => [row.id, index])), [rows]);
  const cursor = cursorId === null ? -1 : (indexes.get(cursorId) ?? -1);
  const typed = useRef({ text: '', at: 0 });

  const moveTo = (index: number) => {
    const row = rows[index];
    if (!row) return;
    setCursorId(row.id);
    if (props.selectOnMove) onSelect(row);
  };

  const { checks } = props;
  const anchor = useRef<string | null>(null);
  const checkTo = (index: number) => {
    const from = anchor.current === null ? index : (indexes.get(anchor.current) ?? index);
    const [first, last] = from < index ? [from, index] : [index, from];
    checks?.onCheck(rows.slice(first, last + 1), true);
  };
  const toggleCheck = (row: T) => {
    anchor.current = row.id;
    checks?.onCheck([row], checks.stateOf(row) !== true);
  };
  const onCheckKey = (event: KeyboardEvent, index: number, row: T): boolean => {
    if (!checks) return false;
    if (event.key === ' ') {
      toggleCheck(row);
      return true;
    }
    const step = event.shiftKey ? { ArrowDown: 1, ArrowUp: -1 }[event.key] : undefined;
    if (step === undefined) return false;
    if (!event.repeat && checks.stateOf(row) === false) anchor.current = row.id;
    const next = Math.max(0, Math.min(rows.length - 1, index + step));
    checkTo(next);
    moveTo(next);
    return true;
  };
  const onCheckClick = (event: MouseEvent, index: number): boolean => {
    const row = rows[index];
    if (!checks || !row || !(event.shiftKey || event.metaKey || event.ctrlKey)) return false;
    if (event.shiftKey) {
      anchor.current ??= rows[cursor]?.id ?? row.id;
      checkTo(index);
    } else toggleCheck(row);
    return true;
  };

  const onKey = (event: KeyboardEvent, index: number): boolean => {
    const row = rows[index];
    if (!row) return false;
    if (onCheckKey(event, index, row)) return true;
    if (event.key === 'Enter' && props.onOpen) {
      props.onOpen(row);
      return true;
    }
    if (event.key === 'ArrowRight') {
      if (row.expanded === false) onToggle(row, true);
      else if (row.expanded) moveTo(index + 1);
      return true;
    }
    if (event.key === 'ArrowLeft') {
      if (row.expanded) onToggle(row, false);
      else moveTo(parentOf(rows, index));
      return true;
    }
    if (props.selectOnMove || event.key.length !== 1 || event.key === ' ') return false;
    typed.current = {
      text: event.timeStamp - typed.current.at < TYPING_MS ? typed.current.text + event.key : event.key,
      at: event.timeStamp,
    };
    const found = findTyped(rows, index, typed.current.text.toLowerCase());
    if (found >= 0) moveTo(found);
    return found >= 0;
  };

  return (
    <VirtualRows
      role="tree"
      label={props.label}
      count={rows.length}
      rowHeight={heightOf(props)}
      keyAt={(index) => rows[index]?.id ?? String(index)}
      cursor={cursor}
      onCursorChange={moveTo}
      onActivate={(index) => {
        const row = rows[index];
        if (row) onSelect(row);
      }}
      onKey={onKey}
      isSelected={(index) => rows[index]?.id === selected}
      ariaAt={(index) => {
        const row = rows[index];
        if (!row) return {};
        return {
          'aria-level': row.level,
          ...(row.expanded === null ? {} : { 'aria-expanded': row.expanded }),
          ...(checks ? { 'aria-checked': checks.stateOf(row) } : {}),
        };
      }}
      renderRow={(index) => {
        const row = rows[index];
        if (!row) return null;
        const box = checks ? (
          <CheckBox state={checks.stateOf(row)} shown={checks.some} onToggle={() => toggleCheck(row)} />
        ) : null;
        return <TreeLine row={row} onToggle={onToggle} render={props.renderRow} box={box} />;
      }}
      {...(checks ? { onClick: onCheckClick, onSelectAll: () => checks.onCheck(rows, true) } : {})}
      {...(props.className ? { className: props.className } : {})}
      {...(props.focusRef ? { focusRef: props.focusRef } : {})}
    />
  );
}

interface TreeLineProps<T extends TreeRow> {
  readonly row: T;
  readonly onToggle: (row: T, expanded: boolean) => void;
  readonly render: (row: T) => ReactNode;
  readonly box: ReactNode;
}

/** The row itself says that it is checked; this is for the eye and the pointer. */
function CheckBox({
  state,
  shown,
  onToggle,
}: {
  readonly state: boolean | 'mixed';
  readonly shown: boolean;
  readonly onToggle: () => void;
}) {
  const Icon = state === 'mixed' ? Minus : Check;
  return (
    <span
      aria-hidden
      onClick={(event) => {
        event.stopPropagation();
        onToggle();
      }}
      className={classNames(
        'ml-1.5 flex size-3.5 shrink-0 items-center justify-center rounded-sm border transition-opacity',
        state === false ? 'border-control bg-surface' : 'border-accent bg-accent text-on-accent',
        shown || state !== false ? '' : 'opacity-0 group-hover/row:opacity-100 group-data-cursor/row:opacity-100',
      )}
    >
      {state === false ? null : <Icon size={10} strokeWidth={3} />}
    </span>
  );
}

function TreeLine<T extends TreeRow>({ row, onToggle, render, box }: TreeLineProps<T>) {
  return (
    <div className="flex h-full min-w-0 items-center pr-2">
      {box}
      <span className="shrink-0" style={{ width: 4 + (row.level - 1) * INDENT_PX }} />
      {row.expanded === null ? (
        <span aria-hidden className="w-4 shrink-0" />
      ) : (
        <span
          aria-hidden
          onClick={(event) => {
            event.stopPropagation();
            onToggle(row, !row.expanded);
          }}
          className="flex h-full w-4 shrink-0 items-center justify-center text-faint hover:text-text"
        >
          <ChevronRight
            size={12}
            strokeWidth={2}
            className={classNames('transition-transform', row.expanded && 'rotate-90')}
          />
        </span>
      )}
      {render(row)}
    </div>
  );
}

function heightOf<T extends TreeRow>({ rowHeight = 24, rows }: TreeProps<T>): number | ((index: number) => number) {
  if (typeof rowHeight === 'number') return rowHeight;
  return (index) => {
    const row = rows[index];
    return row ? rowHeight(row) : 24;
  };
}

function parentOf(rows: readonly TreeRow[], index: number): number {
  const level = rows[index]?.level ?? 1;
  for (let at = index - 1; at >= 0; at -= 1) if ((rows[at]?.level ?? 0) < level) return at;
  return index;
}

/** The next row whose text starts with what was typed, from the cursor on and around. */
function findTyped(rows: readonly TreeRow[], from: number, text: string): number {
  const first = text.length > 1 ? from : from + 1;
  for (let step = 0; step < rows.length; step += 1) {
    const index = (first + step) % rows.length;
    if (rows[index]?.text.toLowerCase().startsWith(text)) return index;
  }
  return -1;
}
