import { type ReactNode, type Ref, useState } from 'react';
import { VirtualRows } from './virtual-rows.tsx';

export interface ListProps<T> {
  readonly label: string;
  readonly items: readonly T[];
  readonly keyOf: (item: T) => string;
  readonly selected: string | null;
  readonly onSelect: (item: T) => void;
  readonly renderRow: (item: T) => ReactNode;
  readonly rowHeight?: number;
  readonly className?: string;
  readonly focusRef?: Ref<HTMLDivElement>;
}

/** A list of any length with one row selected: arrows move, Enter or a click selects. */
export function List<T>({ label, items, keyOf, selected, onSelect, renderRow, rowHeight = 28, ...rest }: ListProps<T>) {
  const [cursorKey, setCursorKey] = useState<string | null>(selected);
  const [followed, setFollowed] = useState(selected);
  // What was chosen elsewhere is where the keyboard goes on from.
  if (followed !== selected) {
    setFollowed(selected);
    setCursorKey(selected);
  }
  const keyAt = (index: number) => {
    const item = items[index];
    return item === undefined ? String(index) : keyOf(item);
  };
  return (
    <VirtualRows
      {...rest}
      role="listbox"
      label={label}
      count={items.length}
      rowHeight={rowHeight}
      keyAt={keyAt}
      cursor={items.findIndex((item) => keyOf(item) === (cursorKey ?? selected))}
      onCursorChange={(index) => setCursorKey(keyAt(index))}
      onActivate={(index) => {
        const item = items[index];
        if (item !== undefined) onSelect(item);
      }}
      isSelected={(index) => keyAt(index) === selected}
      renderRow={(index) => {
        const item = items[index];
        return item === undefined ? null : renderRow(item);
      }}
    />
  );
}
