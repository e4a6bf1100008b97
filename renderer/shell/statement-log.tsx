import { Database } from 'lucide-react';
import { useState } from 'react';
import type { StatementLogEntry } from '#app/api';
import { formatCount } from '#renderer/lib/kinds.ts';
import { useSources, useStatements } from '#renderer/stores';
import { CodeBlock, classNames, EmptyState, List, Split } from '#renderer/ui';

const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

interface Line {
  readonly key: string;
  readonly entry: StatementLogEntry;
}

/** Every statement that was sent to a live database, newest first. */
export function StatementLog() {
  const entries = useStatements((store) => store.entries);
  const [selected, setSelected] = useState<string | null>(null);
  if (entries.length === 0) return <NothingSent />;
  const lines: readonly Line[] = entries.map((entry, index) => ({ key: `${index}`, entry })).reverse();
  const current = lines.find((line) => line.key === selected) ?? lines[0];
  return (
    <Split
      id="statements"
      direction="row"
      panes={[
        {
          id: 'statements',
          size: '60%',
          min: 260,
          content: (
            <List
              label="Statements sent"
              items={lines}
              keyOf={(line) => line.key}
              selected={current?.key ?? null}
              onSelect={(line) => setSelected(line.key)}
              rowHeight={24}
              renderRow={(line) => <StatementLine entry={line.entry} />}
            />
          ),
        },
        { id: 'statement', min: 200, content: current ? <Statement entry={current.entry} /> : null },
      ]}
    />
  );
}

/** An embedded live database is no server: the log stays empty for it, and says why. */
function NothingSent() {
  const live = useSources((store) => store.entries).find(({ name }) => name === 'live');
  const isEmbedded = live?.available === true && live.where?.endsWith('.sql') === true;
  return (
    <EmptyState icon={Database} title="Nothing was sent to a server">
      {isEmbedded
        ? `This project’s live database is ${live.where}, built and read inside Raingauge: no server is asked anything.`
        : 'Every statement Raingauge sends to a live database is listed here, in the order it was sent. All of them only read.'}
    </EmptyState>
  );
}

function StatementLine({ entry }: { readonly entry: StatementLogEntry }) {
  return (
    <div className="flex h-full items-center gap-3 px-3">
      <time className="tabular shrink-0 text-faint text-xs">{TIME.format(entry.at)}</time>
      <span className="w-16 shrink-0 truncate text-muted text-sm">{entry.source}</span>
      <code className="code-text min-w-0 flex-1 truncate">{entry.sql.replace(/\s+/g, ' ')}</code>
      <span className={classNames('tabular shrink-0 text-right text-sm', entry.error ? 'text-bad' : 'text-muted')}>
        {entry.error ? 'failed' : entry.rows === null ? '' : `${formatCount(entry.rows)} rows`}
      </span>
      <span className="tabular w-16 shrink-0 text-right text-faint text-sm">
        {formatMilliseconds(entry.milliseconds)}
      </span>
    </div>
  );
}

function Statement({ entry }: { readonly entry: StatementLogEntry }) {
  return (
    <div className="flex h-full flex-col gap-2 overflow-auto p-3">
      {entry.error ? <p className="text-bad [overflow-wrap:anywhere]">{entry.error}</p> : null}
      <CodeBlock label="The statement">{entry.sql}</CodeBlock>
    </div>
  );
}

function formatMilliseconds(milliseconds: number): string {
  return milliseconds < 10 ? `${milliseconds.toFixed(1)} ms` : `${formatCount(Math.round(milliseconds))} ms`;
}
