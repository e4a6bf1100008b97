import { Search, X } from 'lucide-react';
import type { ComponentProps, Ref } from 'react';
import { classNames } from './class-names.ts';

export interface SearchFieldProps
  extends Omit<ComponentProps<'input'>, 'onChange' | 'value' | 'className' | 'type' | 'aria-label' | 'ref'> {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly className?: string;
}

/** Text that narrows down what is listed. Escape empties it. */
export function SearchField({ label, value, onChange, inputRef, className, onKeyDown, ...rest }: SearchFieldProps) {
  return (
    <div
      className={classNames(
        'flex h-7 min-w-0 items-center gap-1.5 rounded-md border border-control bg-surface px-2 focus-within:border-focus focus-within:outline-1 focus-within:outline-focus',
        className,
      )}
    >
      <Search aria-hidden size={14} strokeWidth={1.75} className="shrink-0 text-faint" />
      <input
        {...rest}
        ref={inputRef}
        type="search"
        aria-label={label}
        value={value}
        spellCheck={false}
        autoComplete="off"
        placeholder={rest.placeholder ?? label}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          onKeyDown?.(event);
          if (event.key !== 'Escape' || event.defaultPrevented || value === '') return;
          event.preventDefault();
          event.stopPropagation();
          onChange('');
        }}
        className="h-full w-full min-w-0 appearance-none bg-transparent outline-none placeholder:text-faint [&::-webkit-search-cancel-button]:hidden"
      />
      {value === '' ? null : (
        <button
          type="button"
          aria-label={`Clear: ${label}`}
          onClick={() => onChange('')}
          className="shrink-0 rounded-sm text-faint hover:text-text"
        >
          <X aria-hidden size={14} />
        </button>
      )}
    </div>
  );
}
