import { Select as Base } from '@base-ui/react/select';
import { Check, ChevronsUpDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { POPUP } from './menu.tsx';

export interface SelectOption<T extends string> {
  readonly value: T;
  readonly label: string;
  /** A second, quieter line or mark. */
  readonly detail?: ReactNode;
  readonly disabled?: boolean;
}

export interface SelectProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly options: readonly SelectOption<T>[];
  readonly className?: string;
}

/** A choice of one among many. */
export function Select<T extends string>({ label, value, onChange, options, className }: SelectProps<T>) {
  return (
    <Base.Root
      value={value}
      onValueChange={(next) => next !== null && onChange(next)}
      items={options.map((option) => ({ value: option.value, label: option.label }))}
    >
      <Base.Trigger
        aria-label={label}
        className={classNames(
          'inline-flex h-7 min-w-0 select-none items-center gap-1.5 rounded-md border border-line-strong bg-surface pr-1.5 pl-2 text-left text-base transition-colors hover:bg-hover data-popup-open:bg-hover',
          className,
        )}
      >
        <Base.Value className="min-w-0 flex-1 truncate" />
        <Base.Icon>
          <ChevronsUpDown aria-hidden size={12} className="text-faint" />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner alignItemWithTrigger={false} sideOffset={4} collisionPadding={8} className="z-50 outline-none">
          <Base.Popup className={classNames(POPUP, 'min-w-(--anchor-width)')}>
            <Base.List>
              {options.map((option) => (
                <Base.Item
                  key={option.value}
                  value={option.value}
                  disabled={option.disabled ?? false}
                  className="flex min-h-7 cursor-default select-none items-center gap-2 rounded-sm px-2 outline-none data-highlighted:bg-selected data-disabled:opacity-50"
                >
                  <Base.ItemText className="flex-1 whitespace-nowrap">{option.label}</Base.ItemText>
                  {option.detail ? <span className="text-faint text-sm">{option.detail}</span> : null}
                  <span className="w-3.5">
                    <Base.ItemIndicator>
                      <Check aria-hidden size={14} className="text-accent" />
                    </Base.ItemIndicator>
                  </span>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
