import { ArrowRight } from 'lucide-react';
import type { DraftRename } from '#app/api';
import { countWord, KIND_LOOKS } from '#renderer/lib/kinds.ts';
import { qualifiedText } from '#renderer/lib/object-name.ts';
import { KindIcon, OriginLink } from '#renderer/parts';
import { Badge, Code } from '#renderer/ui';

/** Every place in the code that says a name which is another after the draft, SQL of the project's own included. */
export function UsesPart({ renames }: { readonly renames: readonly DraftRename[] }) {
  return (
    <div className="flex flex-col gap-5 p-4">
      {renames.map((rename) => (
        <Rename key={`${rename.from} ${rename.to}`} rename={rename} />
      ))}
    </div>
  );
}

function Rename({ rename: { kind, from, to, uses } }: { readonly rename: DraftRename }) {
  const title = `${KIND_LOOKS[kind].one} ${qualifiedText(from)}`;
  return (
    <section aria-label={title} className="flex flex-col gap-2">
      <h3 className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <KindIcon kind={kind} />
        <Code className="font-medium">{qualifiedText(from)}</Code>
        <ArrowRight aria-label="is called" size={12} className="text-faint" />
        <Code className="font-medium">{qualifiedText(to)}</Code>
        <span className="tabular text-muted text-sm">{countWord(uses.length, 'use')} of the old name</span>
      </h3>
      {uses.length === 0 ? (
        <p className="text-muted">Nothing in the project’s code says the old name.</p>
      ) : (
        <ul className="flex max-w-[960px] flex-col divide-y divide-line rounded-md border border-line">
          {uses.map(({ file, line, column, text, via, kind: use }) => (
            <li key={`${file} ${line} ${column} ${use}`} className="flex flex-col gap-0.5 px-3 py-1.5">
              <span className="flex items-center gap-2">
                <OriginLink origin={{ source: 'code', file, line, column }} />
                <span className="text-muted text-sm">{use}</span>
                {via === 'sql' ? <Badge>SQL</Badge> : null}
              </span>
              <code className="code-text overflow-hidden text-ellipsis whitespace-nowrap text-sm">{text}</code>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
