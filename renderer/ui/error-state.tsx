import { OctagonAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

export interface ErrorStateProps {
  /** What failed and where. */
  readonly message: string;
  /** What the person can do. */
  readonly remedy: string | null;
  /** Where in a file it happened. */
  readonly where?: ReactNode;
  /** The underlying error's own words. */
  readonly cause?: string | null;
  readonly actions?: ReactNode;
  /** In a strip above other content instead of in its place. */
  readonly compact?: boolean;
  readonly className?: string;
}

/** An error with its way on: what failed, what to do, the cause for those who want it. */
export function ErrorState({ message, remedy, where, cause, actions, compact, className }: ErrorStateProps) {
  return (
    <div
      role="alert"
      className={classNames(
        compact ? 'border-bad-line border-b bg-bad-soft px-3 py-2' : 'flex h-full overflow-auto p-6',
        className,
      )}
    >
      <div className={classNames('flex gap-3', compact ? '' : 'm-auto w-full max-w-[620px]')}>
        <OctagonAlert aria-hidden size={compact ? 16 : 20} strokeWidth={1.75} className="mt-0.5 shrink-0 text-bad" />
        <div className="flex min-w-0 flex-1 flex-col gap-1">
          <p className={classNames('font-medium [overflow-wrap:anywhere]', compact ? '' : 'text-lg')}>{message}</p>
          {remedy ? <p className="text-muted [overflow-wrap:anywhere]">{remedy}</p> : null}
          {where ? <div>{where}</div> : null}
          {cause ? (
            <details className="mt-1 min-w-0">
              <summary className="w-fit cursor-default text-muted text-sm hover:text-text">Cause</summary>
              <section
                aria-label="Cause"
                // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
                tabIndex={0}
                className="mt-1 max-h-48 overflow-auto rounded-md border border-line bg-sunken p-2"
              >
                <pre className="code-text whitespace-pre-wrap [overflow-wrap:anywhere]">{cause}</pre>
              </section>
            </details>
          ) : null}
          {actions ? <div className="mt-2 flex flex-wrap gap-2">{actions}</div> : null}
        </div>
      </div>
    </div>
  );
}
