import { DatabaseZap, Table2, TriangleAlert } from 'lucide-react';
import { type Reading, unreadIn } from '#app/catalog';
import { countWord } from '#renderer/lib/kinds.ts';
import { ownReading } from '#renderer/lib/own-catalog.ts';
import { Failure, ProblemLines, WorkInProgress } from '#renderer/parts';
import { readingOf, type SourceState, useOverlay, useSources } from '#renderer/stores';
import { Button, EmptyState } from '#renderer/ui';
import { GraphCanvas } from './graph-canvas.tsx';

/** The schema graph of the shown source. What of it could not be read is said above it, for every view alike. */
export function GraphView() {
  const shown = useSources((state) => state.shown);
  const state = useSources((sources) => sources.states[shown]);
  const read = useSources((sources) => sources.read);
  const cancel = useSources((sources) => sources.cancel);
  const reading = readingOf(state);
  const retry = () => void read(shown, { fresh: true });
  if (!state) return <EmptyState icon={Table2} title="No project is open" />;
  if (!reading) return <Unread state={state} name={shown} onRead={retry} onCancel={() => cancel(shown)} />;
  return <Drawn reading={reading} onRead={retry} />;
}

/** What keeps a source from being read is often one thing; the list of problems has all of them. */
const MOST_TOLD = 3;

function Drawn({ reading: whole, onRead }: { readonly reading: Reading; readonly onRead: () => void }) {
  const all = useOverlay((store) => store.all);
  const reading = all ? whole : ownReading(whole);
  const { table, view, 'materialized-view': materialized } = reading.catalog.objects;
  if (table.length + view.length + materialized.length > 0) return <GraphCanvas reading={reading} />;
  const unread = unreadIn(reading.report);
  if (unread.length > 0) {
    return (
      <EmptyState
        icon={TriangleAlert}
        tone="warn"
        title={`No table of ${reading.source.label} could be read`}
        actions={<Button onClick={onRead}>Read again</Button>}
      >
        <div className="pt-2 text-left">
          <ProblemLines problems={unread.slice(0, MOST_TOLD)} />
        </div>
        {unread.length > MOST_TOLD ? (
          <p className="pt-2">{countWord(unread.length - MOST_TOLD, 'more problem')} in the list of problems.</p>
        ) : null}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={Table2}
      title={`No tables in ${reading.source.label}`}
      actions={<Button onClick={onRead}>Read again</Button>}
    >
      The source was read and holds neither tables nor views
      {reading.report.length > 0 ? `; ${countWord(reading.report.length, 'note')} of the reading may say why.` : '.'}
    </EmptyState>
  );
}

interface UnreadProps {
  readonly state: SourceState;
  readonly name: string;
  readonly onRead: () => void;
  readonly onCancel: () => void;
}

function Unread({ state, name, onRead, onCancel }: UnreadProps) {
  if (state.status === 'loading')
    return <WorkInProgress title={`Reading ${name}`} progress={state.progress} onCancel={onCancel} />;
  if (state.status === 'failed') return <Failure error={state.error} onRetry={onRead} />;
  if (state.status === 'unavailable')
    return (
      <EmptyState icon={DatabaseZap} title={`${name} cannot be read`}>
        {state.reason}
      </EmptyState>
    );
  return (
    <EmptyState
      icon={Table2}
      title={`${name} has not been read yet`}
      actions={
        <Button variant="primary" onClick={onRead}>
          Read {name}
        </Button>
      }
    />
  );
}
