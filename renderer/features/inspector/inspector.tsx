import { MousePointerClick, SearchX } from 'lucide-react';
import { lookupOf } from '#app/catalog';
import { qualifiedText } from '#renderer/lib/object-name.ts';
import { useRemembered } from '#renderer/lib/remembered.ts';
import { useNavigation, useReadings, useSelection, useSources } from '#renderer/stores';
import { Button, EmptyState, Tabs } from '#renderer/ui';
import { ColumnsSection, ViewColumns } from './columns-section.tsx';
import { IndexesSection, KeysSection, TriggersSection } from './constraints-section.tsx';
import { Ddl } from './ddl.tsx';
import { DifferencesSection } from './differences-section.tsx';
import { EffectiveSection } from './effective-section.tsx';
import { Identity } from './identity.tsx';
import { NotesSection } from './notes-section.tsx';
import { OtherObject } from './other-object.tsx';
import { ReferencesSection } from './references-section.tsx';
import { RowSecuritySection } from './row-security-section.tsx';
import { StatisticsSection } from './statistics-section.tsx';
import { findSubject, type Subject } from './subject.ts';
import { UsagesTab } from './usages-tab.tsx';

/** Everything known about the selected object, in every source. */
export function Inspector() {
  const selection = useSelection();
  const readings = useReadings();
  const shown = useSources((state) => state.shown);
  const select = useNavigation((state) => state.select);
  const [tab, setTab] = useRemembered<'details' | 'sql' | 'usages'>('inspector-tab', 'details');
  const subject = selection === null ? null : findSubject(selection, shown, readings);
  return (
    <section aria-label="Inspector" data-pane="inspector" className="flex h-full min-h-0 flex-col bg-surface">
      {selection === null ? (
        <EmptyState icon={MousePointerClick} title="Nothing is selected">
          Select a table in the graph, the objects or the search to see its columns, keys, policies and SQL.
        </EmptyState>
      ) : null}
      {selection !== null && subject === null ? (
        <EmptyState
          icon={SearchX}
          title="Not found"
          actions={<Button onClick={() => select(null)}>Clear the selection</Button>}
        >
          No source that has been read knows {qualifiedText(selection)}.
        </EmptyState>
      ) : null}
      {subject ? (
        <Tabs
          label="What the inspector shows"
          value={tab}
          onChange={setTab}
          items={[
            {
              value: 'details',
              label: 'Details',
              content: <Details key={subject.id} subject={subject} shown={shown} />,
            },
            { value: 'usages', label: 'Used in', content: <UsagesTab key={subject.id} subject={subject} /> },
            { value: 'sql', label: 'SQL', content: <Ddl key={subject.id} subject={subject} readings={readings} /> },
          ]}
        />
      ) : null}
    </section>
  );
}

function Details({ subject, shown }: { readonly subject: Subject; readonly shown: string }) {
  return (
    <>
      <Identity subject={subject} shown={shown} />
      <Body subject={subject} />
    </>
  );
}

function Body({ subject }: { readonly subject: Subject }) {
  const { object, reading } = subject;
  if (object.kind === 'table') {
    const parts = lookupOf(reading.catalog).childrenOf(object.schema, object.name);
    return (
      <>
        <DifferencesSection subject={subject} />
        <ColumnsSection subject={subject} parts={parts} />
        <RowSecuritySection subject={subject} parts={parts} />
        <EffectiveSection subject={subject} />
        <ReferencesSection subject={subject} table={object} />
        <KeysSection subject={subject} parts={parts} />
        <IndexesSection subject={subject} parts={parts} />
        <TriggersSection subject={subject} parts={parts} />
        <StatisticsSection subject={subject} table={object} />
        <NotesSection key={object.id} table={object.id} />
      </>
    );
  }
  if (object.kind === 'view' || object.kind === 'materialized-view') {
    const parts = lookupOf(reading.catalog).childrenOf(object.schema, object.name);
    return (
      <>
        <DifferencesSection subject={subject} />
        <ViewColumns columns={object.columns} />
        <IndexesSection subject={subject} parts={parts} />
        <TriggersSection subject={subject} parts={parts} />
      </>
    );
  }
  return (
    <>
      <DifferencesSection subject={subject} />
      <OtherObject object={object} />
    </>
  );
}
