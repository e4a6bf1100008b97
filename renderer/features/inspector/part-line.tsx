import type { ReactNode } from 'react';
import type { ObjectId } from '#app/catalog';
import { OriginLink } from '#renderer/parts';
import { Badge, classNames } from '#renderer/ui';
import { find, type Subject } from './subject.ts';

export function PartList({ children }: { readonly children: ReactNode }) {
  return <ul className="flex flex-col">{children}</ul>;
}

export interface PartLineProps {
  readonly id: ObjectId;
  readonly subject: Subject;
  readonly name: string;
  readonly badge?: string;
  /** What is wrong with it, in a word or two. */
  readonly warning?: string | null;
  /** SQL in short; it wraps rather than being cut. */
  readonly children: ReactNode;
}

/** A part of a table: its name, what it is, what it says, and where it was made when that is another place than the table's. */
export function PartLine({ id, subject, name, badge, warning, children }: PartLineProps) {
  const isPart = subject.part === id;
  const origin = find(subject.reading.catalog, id)?.origins.find((entry) => entry.file !== undefined);
  return (
    <li
      className={classNames('flex flex-col px-3 py-1 text-sm', isPart ? 'bg-selected' : 'hover:bg-hover')}
      {...(isPart ? { 'aria-current': true } : {})}
    >
      <span className="flex items-start gap-2">
        <code className="code-text min-w-0 flex-1 [overflow-wrap:anywhere]">{name}</code>
        {warning ? <Badge tone="warn">{warning}</Badge> : null}
        {badge ? <Badge>{badge}</Badge> : null}
      </span>
      <code className="code-text text-muted [overflow-wrap:anywhere]">{children}</code>
      {origin ? <OriginLink origin={origin} short className="w-fit text-xs" /> : null}
    </li>
  );
}
