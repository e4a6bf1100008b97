import { FileDiff } from 'lucide-react';
import { useMemo } from 'react';
import type { Catalog, ObjectId } from '#app/catalog';
import type { Difference } from '#app/compare';
import { KIND_LOOKS } from '#renderer/lib/kinds.ts';
import { DiffView } from '#renderer/lib/monaco.tsx';
import { objectName, qualifiedText } from '#renderer/lib/object-name.ts';
import { resultOf, useDrift, useReading } from '#renderer/stores';
import { classNames, EmptyState } from '#renderer/ui';
import { alignSides } from './aligned.ts';
import { ddlOf, ddlSubject } from './ddl.ts';

const NO_DIFFERENCES: readonly Difference[] = [];

function textsOf({ before, after }: { readonly before: Catalog; readonly after: Catalog }, subject: ObjectId) {
  return { before: ddlOf(before, subject), after: ddlOf(after, subject) };
}

/** The canonical DDL of both sides, beside each other. */
export function DdlDiff({
  object,
  from,
  to,
}: {
  readonly object: ObjectId;
  readonly from: string;
  readonly to: string;
}) {
  const differences = useDrift((store) => resultOf(store.state)?.differences ?? NO_DIFFERENCES);
  const before = useReading(from)?.catalog ?? null;
  const after = useReading(to)?.catalog ?? null;
  const subject = useMemo(() => ddlSubject(object, [before, after]), [object, before, after]);
  const texts = useMemo(
    () => (before && after ? textsOf(alignSides(before, after, differences, subject), subject) : null),
    [before, after, differences, subject],
  );
  const name = `${KIND_LOOKS[objectName(subject).kind].one} ${qualifiedText(subject)}`;
  if (!texts) {
    return (
      <EmptyState icon={FileDiff} title="No DDL to compare yet">
        It is drawn once both {from} and {to} have been read.
      </EmptyState>
    );
  }
  return (
    <section aria-label={`DDL of ${name} in ${from} and in ${to}`} className="flex h-full min-h-0 flex-col">
      <header className="grid h-7 shrink-0 grid-cols-2 items-center border-line border-y bg-sunken text-sm">
        <SideHeading sign="−" side={from} there={texts.before !== ''} />
        <SideHeading sign="+" side={to} there={texts.after !== ''} />
      </header>
      <div className="min-h-0 flex-1">
        <DiffView
          original={texts.before}
          modified={texts.after}
          originalLabel={`${name} in ${from}`}
          modifiedLabel={`${name} in ${to}`}
          language="pgsql"
          word={subject === object ? null : wordOf(object)}
        />
      </div>
    </section>
  );
}

/** What the text of a table calls one of its parts: the name, for a grant who it is given to. */
function wordOf(object: ObjectId): string {
  const { kind, name } = objectName(object);
  return kind === 'grant' ? name.slice(0, name.indexOf(' on ')) : name;
}

interface SideHeadingProps {
  /** How the side's own lines are marked, also where the two stand in one column. */
  readonly sign: '−' | '+';
  readonly side: string;
  readonly there: boolean;
}

function SideHeading({ sign, side, there }: SideHeadingProps) {
  return (
    <h3 className="px-3 font-medium">
      <span aria-hidden className={classNames('code-text mr-1.5', sign === '+' ? 'text-good' : 'text-bad')}>
        {sign}
      </span>
      {side}
      {there ? null : <span className="font-normal text-muted"> · not there</span>}
    </h3>
  );
}
