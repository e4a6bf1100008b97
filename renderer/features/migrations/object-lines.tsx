import { History, Network } from 'lucide-react';
import type { StatementObject } from '#app/catalog';
import { formatCount, KIND_LOOKS } from '#renderer/lib/kinds.ts';
import { objectName, qualifiedText } from '#renderer/lib/object-name.ts';
import { KindIcon } from '#renderer/parts';
import { useMigrations, useNavigation } from '#renderer/stores';
import { classNames, IconButton, TONE_TEXT } from '#renderer/ui';
import { DID_LOOKS } from './looks.ts';

/** More would be a list nobody reads; the SQL below has them all. */
const MOST = 200;

/** What a statement made, changed or dropped; each leads to what is known of it. */
export function ObjectLines({
  objects,
  onLookAt,
}: {
  readonly objects: readonly StatementObject[];
  readonly onLookAt: (object: string) => void;
}) {
  const go = useNavigation((store) => store.go);
  const setFilters = useMigrations((store) => store.setFilters);
  return (
    <ul aria-label="Objects" className="-mx-1 flex flex-col">
      {objects.slice(0, MOST).map(({ object, did, was }) => {
        const { icon: Did, label, tone } = DID_LOOKS[did];
        const { kind } = objectName(object);
        return (
          <li key={`${did} ${object}`} className="group flex min-h-6 items-center gap-2 rounded-sm px-1 hover:bg-hover">
            <span className={classNames('flex w-[72px] shrink-0 items-center gap-1 text-sm', TONE_TEXT[tone])}>
              <Did aria-hidden size={12} strokeWidth={2} />
              {was === undefined ? label : 'renamed'}
            </span>
            <KindIcon kind={kind} />
            <span className="sr-only">{KIND_LOOKS[kind].one}</span>
            <button
              type="button"
              onClick={() => onLookAt(object)}
              className="code-text min-w-0 flex-1 rounded-sm text-left [overflow-wrap:anywhere] hover:text-accent hover:underline"
            >
              {qualifiedText(object)}
              {was === undefined ? null : <span className="text-muted"> was {qualifiedText(was)}</span>}
            </button>
            <IconButton
              icon={History}
              label={`Migrations that touch ${qualifiedText(object)}`}
              size="small"
              onClick={() => setFilters({ touching: object })}
            />
            {did === 'dropped' ? null : (
              <IconButton
                icon={Network}
                label={`Show ${qualifiedText(object)} in the graph`}
                size="small"
                onClick={() => go({ view: 'graph', object })}
              />
            )}
          </li>
        );
      })}
      {objects.length > MOST ? (
        <li className="px-1 text-muted">and {formatCount(objects.length - MOST)} more</li>
      ) : null}
    </ul>
  );
}
