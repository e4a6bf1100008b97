import { classNames } from './class-names.ts';

export interface ProgressBarProps {
  readonly label: string;
  /** 0 to 1, or `null` while nobody knows. */
  readonly value: number | null;
  readonly className?: string;
}

/** How far long work is. The words stand beside it and are announced there. */
export function ProgressBar({ label, value, className }: ProgressBarProps) {
  const percent = value === null ? null : Math.round(Math.min(Math.max(value, 0), 1) * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(percent === null ? {} : { 'aria-valuenow': percent })}
      className={classNames('h-0.5 overflow-hidden rounded-full bg-line', className)}
    >
      {percent === null ? (
        <div className="h-full w-1/3 animate-indeterminate rounded-full bg-accent" />
      ) : (
        <div
          className="h-full origin-left rounded-full bg-accent transition-transform duration-160"
          style={{ transform: `scaleX(${percent / 100})` }}
        />
      )}
    </div>
  );
}

/** A small turning mark for work whose measure is shown elsewhere. */
export function Spinner({ className }: { readonly className?: string }) {
  return (
    <span
      aria-hidden
      className={classNames(
        'inline-block size-3 shrink-0 animate-spin rounded-full border-[1.5px] border-line-strong border-t-accent',
        className,
      )}
    />
  );
}
