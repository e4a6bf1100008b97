import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

export interface TabItem<T extends string> {
  readonly value: T;
  readonly label: ReactNode;
  readonly content: ReactNode;
}

export interface TabsProps<T extends string> {
  /** The accessible name of the row of tabs. */
  readonly label: string;
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly items: readonly TabItem<T>[];
  /** Stands at the right end of the row. */
  readonly trailing?: ReactNode;
  readonly className?: string;
}

/** A row of tabs with the content of the one that is chosen, filling its parent's height. */
export function Tabs<T extends string>({ label, value, onChange, items, trailing, className }: TabsProps<T>) {
  return (
    <Base.Root
      value={value}
      onValueChange={(next) => onChange(next as T)}
      className={classNames('flex h-full min-h-0 flex-col', className)}
    >
      <div className="flex h-8 shrink-0 items-stretch border-line border-b pr-1">
        <Base.List aria-label={label} className="relative flex min-w-0 items-stretch gap-1 px-2">
          {items.map((item) => (
            <Base.Tab
              key={item.value}
              value={item.value}
              className="flex select-none items-center gap-1.5 whitespace-nowrap px-2 text-muted text-sm transition-colors hover:text-text data-active:font-medium data-active:text-text"
            >
              {item.label}
            </Base.Tab>
          ))}
          <Base.Indicator className="absolute bottom-[-1px] left-0 h-0.5 w-(--active-tab-width) translate-x-(--active-tab-left) bg-accent transition-all duration-160" />
        </Base.List>
        <div className="ml-auto flex items-center">{trailing}</div>
      </div>
      {items.map((item) => (
        <Base.Panel key={item.value} value={item.value} className="min-h-0 flex-1 overflow-auto">
          {item.content}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
