import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

/** A name of the schema, or a short piece of SQL, inside a line. It may wrap anywhere rather than be cut. */
export function Code({ children, className }: { readonly children: ReactNode; readonly className?: string }) {
  return <code className={classNames('code-text [overflow-wrap:anywhere]', className)}>{children}</code>;
}

/** Several lines of SQL or code as they are, scrolling sideways. */
export function CodeBlock({ children, label }: { readonly children: string; readonly label: string }) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      className="overflow-auto rounded-md border border-line bg-sunken p-2"
    >
      <pre className="code-text">{children}</pre>
    </section>
  );
}
