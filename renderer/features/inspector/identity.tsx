import { Check, Minus } from 'lucide-react';
import type { CodeFacts } from '#app/catalog';
import { KIND_LOOKS } from '#renderer/lib/kinds.ts';
import { objectName, qualifiedText } from '#renderer/lib/object-name.ts';
import { KindIcon, OriginLinks } from '#renderer/parts';
import { useReading } from '#renderer/stores';
import { Badge, classNames } from '#renderer/ui';
import { CopyButton } from './copy-button.tsx';
import { find, type Subject } from './subject.ts';
import { TouchedBy } from './touched-by.tsx';

/** What it is called, what it is for, who knows it and where it was made. */
export function Identity({ subject, shown }: { readonly subject: Subject; readonly shown: string }) {
  const { id, object } = subject;
  const name = objectName(id);
  const code = useReading('code')?.code;
  const facts = factsOf(code, id);
  return (
    <header className="flex flex-col gap-1.5 border-line border-b px-3 pt-2.5 pb-3">
      <div className="flex items-start gap-1.5">
        <h2 className="code-text min-w-0 flex-1 font-semibold text-lg leading-6 [overflow-wrap:anywhere]">
          {name.name}
        </h2>
        <CopyButton text={qualifiedText(id)} what="the name" />
      </div>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-muted text-sm">
        <span className="inline-flex items-center gap-1">
          <KindIcon kind={object.kind} size={13} /> {KIND_LOOKS[object.kind].one}
          {name.where ? <> in {name.where}</> : null}
        </span>
        {facts.export ? <span className="code-text text-faint">{facts.export}</span> : null}
        {'owner' in object && object.owner ? <span>owned by {object.owner}</span> : null}
      </p>
      {facts.deprecated === null ? null : (
        <p className="flex items-start gap-1.5 text-sm">
          <Badge tone="warn">deprecated</Badge> <span>{facts.deprecated}</span>
        </p>
      )}
      {facts.doc ? <p className="whitespace-pre-line text-muted [overflow-wrap:anywhere]">{facts.doc}</p> : null}
      {object.comment && object.comment !== facts.doc ? (
        <p className="[overflow-wrap:anywhere]">{object.comment}</p>
      ) : null}
      <Presence subject={subject} />
      {subject.source === shown ? null : (
        <p className="text-sm text-warn">
          Not in {shown}; what follows is what {subject.source} says.
        </p>
      )}
      <Origins subject={subject} />
      <TouchedBy subject={subject} />
    </header>
  );
}

/** Which sources have it: a mark and a word each. */
function Presence({ subject: { presence } }: { readonly subject: Subject }) {
  return (
    <ul aria-label="Sources that have it" className="flex flex-wrap gap-1">
      {presence.map(({ name, present }) => {
        const Icon = present ? Check : Minus;
        return (
          <li
            key={name}
            className={classNames(
              'inline-flex h-[18px] items-center gap-1 rounded-sm border px-1.5 text-xs',
              present ? 'border-good-line bg-good-soft text-good' : 'border-neutral-line border-dashed text-neutral',
            )}
          >
            <Icon aria-hidden size={11} strokeWidth={2.25} />
            {present ? name : `not in ${name}`}
          </li>
        );
      })}
    </ul>
  );
}

function Origins({ subject: { id, object } }: { readonly subject: Subject }) {
  const code = originsIn(useReading('code'), id);
  const migrations = originsIn(useReading('migrations'), id);
  const all = [...code, ...migrations].filter((origin) => origin.file !== undefined);
  const shown = all.length > 0 ? all : object.origins;
  if (shown.length === 0) return null;
  return (
    <div className="text-sm">
      <OriginLinks origins={shown} />
    </div>
  );
}

function originsIn(reading: ReturnType<typeof useReading>, id: string) {
  return (reading && find(reading.catalog, id)?.origins) ?? [];
}

function factsOf(code: CodeFacts | undefined, id: string) {
  const doc = code?.docs.find((entry) => entry.object === id);
  return {
    doc: doc?.text ?? '',
    deprecated: doc?.deprecated ?? null,
    export: code?.exports.find((entry) => entry.object === id)?.name ?? null,
  };
}
