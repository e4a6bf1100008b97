import { ChevronRight } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { useRemembered } from '#renderer/lib/remembered.ts';
import { classNames } from '#renderer/ui';

export interface SectionProps {
  readonly title: string;
  readonly count?: number;
  /** Shown beside the title, also while closed. */
  readonly summary?: ReactNode;
  readonly children: ReactNode;
}

/** A part of the inspector that can be folded; which are folded is remembered. */
export function Section({ title, count, summary, children }: SectionProps) {
  const [open, setOpen] = useRemembered(`inspector-${title}`, true);
  const body = useId();
  return (
    <section className="border-line border-b">
      <h3>
        <button
          type="button"
          aria-expanded={open}
          aria-controls={body}
          onClick={() => setOpen(!open)}
          className="flex h-8 w-full items-center gap-1.5 px-2 text-left hover:bg-hover"
        >
          <ChevronRight
            aria-hidden
            size={12}
            strokeWidth={2}
            className={classNames('shrink-0 text-faint transition-transform', open && 'rotate-90')}
          />
          <span className="font-medium text-sm">{title}</span>
          {count === undefined ? null : <span className="tabular text-faint text-sm">{count}</span>}
          {summary ? <span className="ml-auto flex min-w-0 items-center pr-1">{summary}</span> : null}
        </button>
      </h3>
      <div id={body} hidden={!open} className="pb-2">
        {open ? children : null}
      </div>
    </section>
  );
}

/** A line of a section that says there is nothing, and what that means. */
export function Nothing({ children }: { readonly children: ReactNode }) {
  return <p className="px-3 text-faint text-sm">{children}</p>;
}
