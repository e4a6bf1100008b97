import { ChevronDown, Filter, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatCount } from '#renderer/lib/kinds.ts';
import { Button, classNames, Popover, TONE_TEXT, type Tone, Tooltip } from '#renderer/ui';

/** The list with a value taken out or put in. */
export function toggled<T>(list: readonly T[], value: T): readonly T[] {
  return list.includes(value) ? list.filter((other) => other !== value) : [...list, value];
}

export interface FilterToggleProps {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly tone?: Tone;
  /** What it stands for, in a sentence. */
  readonly meaning: string;
  /** How much pressing it leaves. */
  readonly count: number;
  readonly pressed: boolean;
  readonly onToggle: () => void;
}

/** One filter that is on or off, with how much it leaves. */
export function FilterToggle(props: FilterToggleProps) {
  const { label, icon: Icon, tone = 'neutral', meaning, count, pressed, onToggle } = props;
  const isEmpty = count === 0;
  return (
    <Tooltip content={meaning}>
      <button
        type="button"
        aria-pressed={pressed}
        disabled={isEmpty && !pressed}
        onClick={onToggle}
        className="inline-flex h-7 items-center gap-1.5 whitespace-nowrap rounded-md border border-line bg-surface px-2 text-sm transition-colors hover:bg-hover disabled:pointer-events-none disabled:text-faint aria-pressed:border-accent aria-pressed:bg-selected"
      >
        <Icon aria-hidden size={14} strokeWidth={1.75} className={isEmpty ? '' : TONE_TEXT[tone]} />
        <span className="tabular font-semibold">{formatCount(count)}</span>
        <span className={isEmpty ? '' : 'text-muted'}>{label}</span>
      </button>
    </Tooltip>
  );
}

/** Filters that belong together, beside each other. */
export function FilterGroup({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; these are toggle buttons.
    <div role="group" aria-label={label} className="flex flex-wrap gap-1 low:shrink-0 low:flex-nowrap">
      {children}
    </div>
  );
}

export interface FilterChoice<T> {
  readonly value: T;
  readonly label: string;
  readonly mark?: ReactNode;
  readonly count: number;
}

/** Values that occur with their counts, and what is chosen although it occurs no more; `look` says how each is shown. */
export function choicesOf<T extends string, L extends object>(
  facet: readonly (readonly [value: T, count: number])[],
  chosen: readonly T[],
  look: (value: T) => L,
) {
  const absent = chosen.filter((value) => !facet.some(([other]) => other === value));
  return [...facet, ...absent.map((value) => [value, 0] as const)].map(([value, count]) => ({
    value,
    count,
    ...look(value),
  }));
}

export interface FilterMenuProps<T extends string> {
  /** `Kind`: what is chosen among. */
  readonly label: string;
  /** What occurs; what is chosen and occurs no more is listed too. */
  readonly choices: readonly FilterChoice<T>[];
  readonly chosen: readonly T[];
  readonly onToggle: (value: T) => void;
}

/** A filter with too many values for the bar: a button that says what is chosen, and the values with their counts below. */
export function FilterMenu<T extends string>({ label, choices, chosen, onToggle }: FilterMenuProps<T>) {
  const names = choices.filter(({ value }) => chosen.includes(value)).map((choice) => choice.label);
  const text = names.length === 1 ? names[0] : names.length === 0 ? label : `${label}: ${names.length}`;
  return (
    <Popover
      label={label}
      className="min-w-56"
      trigger={
        <Button
          aria-label={`${label}: ${names.length === 0 ? 'all' : names.join(', ')}`}
          className={classNames(
            'border-line px-2 font-normal text-sm',
            chosen.length > 0 && 'border-accent bg-selected',
          )}
        >
          {text}
          <ChevronDown aria-hidden size={12} className="text-faint" />
        </Button>
      }
    >
      <ul className="overflow-auto p-1">
        {choices.map((choice) => (
          <li key={choice.value}>
            <label className="flex h-7 select-none items-center gap-2 rounded-sm px-2 hover:bg-hover">
              <input
                type="checkbox"
                checked={chosen.includes(choice.value)}
                onChange={() => onToggle(choice.value)}
                className="accent-(--accent)"
              />
              {choice.mark}
              <span className="flex-1 whitespace-nowrap">{choice.label}</span>
              <span className="tabular pl-3 text-faint text-sm">{formatCount(choice.count)}</span>
            </label>
          </li>
        ))}
      </ul>
    </Popover>
  );
}

export interface FilteredLineProps {
  /** `12 of 30 differences`. */
  readonly text: string;
  readonly onClear: () => void;
}

/** That something is left out, how much is shown, and the way back to all of it. */
export function FilteredLine({ text, onClear }: FilteredLineProps) {
  return (
    <p className="flex items-center gap-2 text-muted text-sm low:shrink-0">
      <Filter aria-hidden size={12} />
      <span className="tabular">{text} shown</span>
      <Button size="small" variant="quiet" onClick={onClear}>
        Clear filters
      </Button>
    </p>
  );
}
