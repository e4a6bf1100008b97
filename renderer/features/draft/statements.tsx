import { CircleAlert } from 'lucide-react';
import { useRef } from 'react';
import type { DraftResult } from '#app/api';
import type { PlannedStatement } from '#app/plan';
import { objectName, qualifiedText } from '#renderer/lib/object-name.ts';
import { useShortcut } from '#renderer/lib/shortcut.ts';
import { KindIcon } from '#renderer/parts';
import { useNavigation } from '#renderer/stores';
import { classNames, List, Split, TONE_TEXT, Truncated } from '#renderer/ui';
import { marksOf } from './hazard-looks.ts';
import { StatementDetail } from './statement-detail.tsx';

interface Row {
  readonly number: number;
  readonly statement: PlannedStatement;
  readonly isFaulty: boolean;
}

/** The statements in the order in which they run, beside the one that is looked at. */
export function Statements({ draft }: { readonly draft: DraftResult }) {
  const at = useNavigation((store) => store.place.at);
  const place = useNavigation((store) => store.place);
  const go = useNavigation((store) => store.go);
  const listRef = useRef<HTMLDivElement>(null);
  const { statements, faults, proof } = draft;
  const faulty = new Set(faults.map(({ object }) => object));
  const rows: readonly Row[] = statements.map((statement, index) => ({
    number: index + 1,
    statement,
    isFaulty: faulty.has(statement.object) || proof?.steps[index]?.outcome === 'failed',
  }));
  // What failed is what has to be looked at first.
  const first = proof?.steps.findIndex(({ outcome }) => outcome === 'failed') ?? -1;
  const current = rows[at === undefined ? Math.max(0, first) : Number(at) - 1] ?? rows[0];
  const look = (row: Row | undefined) => row && go({ ...place, at: String(row.number) });
  const step = (by: 1 | -1) => {
    const index = current ? current.number - 1 : 0;
    look(rows[(index + by + rows.length) % rows.length]);
  };
  useShortcut('J', () => step(1));
  useShortcut('K', () => step(-1));
  if (!current) return null;
  return (
    <Split
      id="draft"
      direction="row"
      panes={[
        {
          id: 'statements',
          size: '40%',
          min: 280,
          content: (
            <List
              label="Statements"
              items={rows}
              keyOf={({ number }) => String(number)}
              selected={String(current.number)}
              onSelect={look}
              rowHeight={40}
              focusRef={listRef}
              renderRow={(row) => <StatementRow row={row} />}
            />
          ),
        },
        {
          id: 'detail',
          min: 320,
          content: (
            <StatementDetail
              statement={current.statement}
              number={current.number}
              count={rows.length}
              step={proof?.steps[current.number - 1]}
              faults={faults.filter(({ object }) => object === current.statement.object)}
              onStep={step}
            />
          ),
        },
      ]}
    />
  );
}

function StatementRow({ row: { number, statement, isFaulty } }: { readonly row: Row }) {
  const { sql, object, hazards } = statement;
  return (
    <div className="flex min-w-0 flex-1 items-center gap-2 pr-2">
      <span className="tabular w-7 shrink-0 text-right text-faint text-xs">{number}</span>
      <KindIcon kind={objectName(object).kind} />
      <span className="flex min-w-0 flex-1 flex-col">
        <Truncated text={qualifiedText(object)} className="code-text leading-4" />
        <Truncated text={sql.replace(/\s+/g, ' ')} className="code-text text-muted text-xs leading-4" />
      </span>
      {isFaulty ? (
        <CircleAlert role="img" aria-label="Failed" size={14} strokeWidth={2} className="shrink-0 text-bad" />
      ) : null}
      {marksOf(hazards).map(({ icon: Icon, label, tone }) => (
        <Icon
          key={label}
          role="img"
          aria-label={label}
          size={14}
          strokeWidth={1.75}
          className={classNames('shrink-0', TONE_TEXT[tone])}
        />
      ))}
    </div>
  );
}
