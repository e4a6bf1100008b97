import type { ReactNode } from 'react';
import type { IndexStatistics, Reading, Table, TableStatistics } from '#app/catalog';
import { formatCount } from '#renderer/lib/kinds.ts';
import { objectName } from '#renderer/lib/object-name.ts';
import { sizeText } from '#renderer/lib/size-text.ts';
import { useReadings } from '#renderer/stores';
import { Badge, Code } from '#renderer/ui';
import { Section } from './section.tsx';
import type { Subject } from './subject.ts';

/** What a database counted of a table: rows, sizes, scans, and how much each of its indexes is used. */
export function StatisticsSection({ subject, table }: { readonly subject: Subject; readonly table: Table }) {
  const readings = useReadings();
  const found = statisticsOf(subject, readings);
  if (!found) return null;
  const { own, reading, name } = found;
  const indexes = indexesOf(reading, table);
  return (
    <Section title="Statistics" summary={<span className="text-faint text-sm">{name}</span>}>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-0.5 px-3 text-sm">
        <Figure name="Rows">{rowsText(own)}</Figure>
        <Figure name="Size">{sizesText(own)}</Figure>
        {own.sequentialScans === undefined ? null : (
          <Figure name="Scans">
            {formatCount(own.sequentialScans)} of the whole table, {formatCount(own.indexScans ?? 0)} by an index
          </Figure>
        )}
        {own.deadRows ? <Figure name="Dead rows">{formatCount(own.deadRows)}</Figure> : null}
        {reading.statistics?.since ? <Figure name="Since">{reading.statistics.since}</Figure> : null}
      </dl>
      {indexes.length > 0 ? <Indexes indexes={indexes} /> : null}
    </Section>
  );
}

function Indexes({ indexes }: { readonly indexes: readonly IndexStatistics[] }) {
  return (
    <table className="mt-2 w-full text-sm">
      <caption className="sr-only">Use of the indexes</caption>
      <thead className="text-faint text-xs">
        <tr>
          <th scope="col" className="pl-3 text-left font-normal">
            Index
          </th>
          <th scope="col" className="px-2 text-right font-normal">
            Size
          </th>
          <th scope="col" className="pr-3 text-right font-normal">
            Scans
          </th>
        </tr>
      </thead>
      <tbody>
        {indexes.map(({ index, bytes, scans }) => (
          <tr key={index} className="align-top">
            <td className="py-0.5 pl-3">
              <Code className="[overflow-wrap:anywhere]">{objectName(index).name}</Code>
            </td>
            <td className="tabular whitespace-nowrap px-2 py-0.5 text-right text-muted">{sizeText(bytes)}</td>
            <td className="tabular whitespace-nowrap py-0.5 pr-3 text-right">
              {scans === 0 ? <Badge tone="warn">never used</Badge> : formatCount(scans)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Figure({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-faint">{name}</dt>
      <dd className="tabular min-w-0 text-right">{children}</dd>
    </>
  );
}

/** Of the source that is shown where it counted, else of the first that did. */
function statisticsOf(subject: Subject, readings: ReadonlyMap<string, Reading>) {
  const shown = readings.get(subject.source);
  const order = [...(shown ? [[subject.source, shown] as const] : []), ...readings];
  for (const [name, reading] of order) {
    const own = reading.statistics?.tables.find(({ table }) => table === subject.id);
    if (own) return { own, reading, name };
  }
  return null;
}

function indexesOf({ statistics, catalog: { objects } }: Reading, { schema, name }: Table): readonly IndexStatistics[] {
  const own = new Set(
    [...objects.index, ...objects['primary-key'], ...objects.unique, ...objects.exclusion]
      .filter((object) => object.schema === schema && object.table === name)
      .map(({ id }) => id),
  );
  return (statistics?.indexes ?? []).filter(({ index }) => own.has(index));
}

function rowsText({ rowEstimate, liveRows }: TableStatistics): string {
  if (rowEstimate >= 0) return `about ${formatCount(Math.round(rowEstimate))}`;
  return liveRows === undefined ? 'never analysed' : `about ${formatCount(liveRows)}, never analysed`;
}

function sizesText({ bytes, heapBytes, indexBytes, toastBytes }: TableStatistics): string {
  const parts = [
    heapBytes === undefined ? '' : `${sizeText(heapBytes)} rows`,
    indexBytes ? `${sizeText(indexBytes)} indexes` : '',
    toastBytes ? `${sizeText(toastBytes)} TOAST` : '',
  ].filter(Boolean);
  return parts.length > 1 ? `${sizeText(bytes)}: ${parts.join(', ')}` : sizeText(bytes);
}
