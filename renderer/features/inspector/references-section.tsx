import { type Catalog, type ForeignKey, objectId, type Table } from '#app/catalog';
import type { EdgeCoverage } from '#app/coverage';
import { EDGE_LOOKS } from '#app/report';
import { foreignKeysOf } from '#renderer/lib/coverage.ts';
import { compareNaturally } from '#renderer/lib/natural-order.ts';
import { StateMark } from '#renderer/parts';
import { useReadings } from '#renderer/stores';
import { Badge, classNames, TONE_AREA } from '#renderer/ui';
import { ObjectLink } from './object-link.tsx';
import { Section } from './section.tsx';
import type { Subject } from './subject.ts';

/** What the table references, sound or not, and who references it. */
export function ReferencesSection({ subject, table }: { readonly subject: Subject; readonly table: Table }) {
  const { edges } = foreignKeysOf(useReadings());
  const isEnd = (end: EdgeCoverage['from']) => end.schema === table.schema && end.name === table.name;
  const outgoing = edges.filter((edge) => isEnd(edge.from));
  const incoming = edges
    .filter((edge) => isEnd(edge.to) && edge.state !== 'inferred-missing')
    .sort((a, b) => compareNaturally(a.key, b.key));
  return (
    <>
      {outgoing.length > 0 ? (
        <Section title="References" count={outgoing.length}>
          <ul>
            {outgoing.map((edge) => (
              <Reference key={edge.key} edge={edge} subject={subject} />
            ))}
          </ul>
        </Section>
      ) : null}
      {incoming.length > 0 ? (
        <Section title="Referenced by" count={incoming.length}>
          <ul>
            {incoming.map((edge) => (
              <li key={edge.key} className="flex items-start gap-2 px-3 py-0.5 text-sm hover:bg-hover">
                <span className="min-w-0 flex-1">
                  <ObjectLink id={objectId('table', edge.from.schema, edge.from.name)}>{edge.from.name}</ObjectLink>
                  <code className="code-text text-faint [overflow-wrap:anywhere]">.{edge.from.columns.join(', ')}</code>
                </span>
                <span className="text-faint">{actionOf(subject.reading.catalog, edge)}</span>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
}

function Reference({ edge, subject }: { readonly edge: EdgeCoverage; readonly subject: Subject }) {
  const look = EDGE_LOOKS[edge.state];
  const key = keyOf(subject.reading.catalog, edge);
  return (
    <li className="flex flex-col px-3 py-1 text-sm hover:bg-hover">
      <span className="flex items-start gap-2">
        <span className="min-w-0 flex-1">
          <code className="code-text [overflow-wrap:anywhere]">{edge.from.columns.join(', ')}</code>
          <span className="text-faint"> → </span>
          <ObjectLink
            id={objectId('table', edge.to.schema, edge.to.name)}
          >{`${edge.to.name}.${edge.to.columns.join(', ')}`}</ObjectLink>
        </span>
        <span
          className={classNames(
            'inline-flex h-[18px] shrink-0 items-center gap-1 rounded-sm border px-1.5 font-medium text-xs',
            TONE_AREA[look.tone],
          )}
        >
          <StateMark outline={look.mark} size={11} /> {look.label}
        </span>
      </span>
      {key ? (
        <span className="flex flex-wrap items-center gap-1.5 text-faint">
          <code className="code-text [overflow-wrap:anywhere]">{key.name}</code>
          <span>on delete {key.onDelete}</span>
          {key.validated ? null : <Badge tone="warn">not valid</Badge>}
          {key.deferrability === 'not deferrable' ? null : <Badge>{key.deferrability}</Badge>}
        </span>
      ) : null}
      {edge.state === 'everywhere' ? null : (
        <ul className="text-muted">
          {edge.reasons.map((reason) => (
            <li key={reason} className="[overflow-wrap:anywhere]">
              {reason}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function keyOf(catalog: Catalog, edge: EdgeCoverage): ForeignKey | undefined {
  return catalog.objects['foreign-key'].find((key) => Object.values(edge.ids).includes(key.id));
}

function actionOf(catalog: Catalog, edge: EdgeCoverage): string {
  const action = keyOf(catalog, edge)?.onDelete;
  return action === undefined ? '' : `on delete ${action}`;
}
