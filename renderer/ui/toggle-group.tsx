import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup as Base } from '@base-ui/react/toggle-group';
import type { LucideIcon } from 'lucide-react';
import { classNames } from './class-names.ts';

export interface ToggleOption<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly icon?: LucideIcon;
}

export interface ToggleGroupProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly options: readonly ToggleOption<T>[];
  readonly className?: string;
  /** Where there is no room for all in a line they stand in two, and none is cut. */
  readonly mayWrap?: boolean;
}

/** A choice of one among a few, all of them in sight. */
export function ToggleGroup<T extends string>({
  label,
  value,
  onChange,
  options,
  className,
  mayWrap = false,
}: ToggleGroupProps<T>) {
  return (
    <Base
      aria-label={label}
      value={[value]}
      onValueChange={(next) => {
        const chosen = options.find((option) => option.value === next[0]);
        if (chosen) onChange(chosen.value);
      }}
      className={classNames(
        'inline-flex items-stretch rounded-md border border-line-strong bg-sunken p-px',
        mayWrap ? 'min-h-7 min-w-0 flex-wrap *:h-6' : 'h-7 shrink-0',
        className,
      )}
    >
      {options.map(({ value: option, label: text, icon: Icon }) => (
        <Toggle
          key={option}
          value={option}
          className="flex select-none items-center gap-1.5 whitespace-nowrap rounded-[4px] px-2 text-muted text-sm transition-colors hover:text-text data-pressed:bg-surface data-pressed:font-medium data-pressed:text-text data-pressed:shadow-[0_0_0_1px_var(--line-strong)] in-data-[contrast=more]:data-pressed:bg-selected"
        >
          {Icon ? <Icon aria-hidden size={14} strokeWidth={1.75} /> : null}
          {text}
        </Toggle>
      ))}
    </Base>
  );
}
