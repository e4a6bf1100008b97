import { Ban, DatabaseZap, TriangleAlert } from 'lucide-react';
import { memo, type Ref } from 'react';
import { countWord, formatCount } from '#renderer/lib/kinds.ts';
import { qualifiedText } from '#renderer/lib/object-name.ts';
import { classNames, TONE_TEXT, Tree, Truncated } from '#renderer/ui';
import { objectsOf, type StatementModel } from './folder-model.ts';
import { type Look, OUTCOME_LOOKS, OUTSIDE_TRANSACTION, stateLook } from './looks.ts';
import type { MigrationRow } from './rows.ts';
import { dayText } from './time-text.ts';

export interface MigrationListProps {
  readonly rows: readonly MigrationRow[];
  readonly current: string | null;
  readonly onGo: (id: string) => void;
  readonly onToggle: (id: string, expanded: boolean) => void;
  readonly focusRef: Ref<HTMLDivElement>;
}

/** The files in the order in which they run, each with its statements below it. Moving through it shows each beside it. */
export function MigrationList({ rows, current, onGo, onToggle, focusRef }: MigrationListProps) {
  return (
    <Tree
      label="Migrations"
      rows={rows}
      selected={current}
      selectOnMove
      onSelect={(row) => onGo(row.id)}
      onToggle={(row, expanded) => onToggle(row.id, expanded)}
      rowHeight={26}
      focusRef={focusRef}
      renderRow={(row) => <Row row={row} />}
    />
  );
}

/** Remembered, since moving the cursor draws the list again and changes none of its rows. */
const Row = memo(function Row({ row }: { readonly row: MigrationRow }) {
  switch (row.row) {
    case 'file':
      return <FileRow row={row} />;
    case 'statement':
      return <StatementRow one={row.one} />;
    case 'applied-only':
      return (
        <div className="flex min-w-0 flex-1 items-center gap-1.5">
          <DatabaseZap aria-hidden size={14} strokeWidth={1.75} className="shrink-0 text-warn" />
          <span className="flex-1 font-medium">{row.text}</span>
          <span className="tabular text-muted text-xs">{formatCount(row.count)}</span>
        </div>
      );
    case 'applied':
      return (
        <div className="flex min-w-0 flex-1 items-center gap-2">
          <Truncated text={row.text} className="code-text flex-1" />
          <span className="tabular shrink-0 whitespace-nowrap text-faint text-xs">
            {dayText(row.applied.createdAt)}
          </span>
        </div>
      );
  }
});

function FileRow({ row: { model } }: { readonly row: Extract<MigrationRow, { row: 'file' }> }) {
  const { file, faults, statements } = model;
  return (
    <div className="flex min-w-0 flex-1 items-center gap-2">
      <Mark look={stateLook(file)} />
      <Truncated text={file.tag} className="code-text flex-1 font-medium" />
      {faults > 0 ? (
        <span
          role="img"
          aria-label={countWord(faults, 'problem')}
          className="tabular flex shrink-0 items-center gap-0.5 text-warn text-xs"
        >
          <TriangleAlert aria-hidden size={12} strokeWidth={2} />
          {formatCount(faults)}
        </span>
      ) : null}
      <span
        role="img"
        aria-label={countWord(statements.length, 'statement')}
        className="tabular w-9 shrink-0 text-right text-muted text-xs"
      >
        {formatCount(statements.length)}
      </span>
      <span className="tabular w-[74px] shrink-0 whitespace-nowrap text-right text-faint text-xs">
        {file.when === null ? '' : dayText(file.when)}
      </span>
    </div>
  );
}

function StatementRow({ one: { statement, number, problems } }: { readonly one: StatementModel }) {
  const { command, outcome, outsideTransaction } = statement;
  const objects = objectsOf(statement);
  const [first] = objects;
  return (
    <div className="flex min-w-0 flex-1 items-center gap-2">
      <span className="tabular w-6 shrink-0 text-right text-faint text-xs">{number}</span>
      {outcome === 'ran' ? null : <Mark look={OUTCOME_LOOKS[outcome]} />}
      <span className="code-text max-w-[50%] shrink-0 truncate">{command}</span>
      <Truncated
        text={first ? `${qualifiedText(first.object)}${objects.length > 1 ? ` +${objects.length - 1}` : ''}` : ''}
        className="code-text flex-1 text-muted"
      />
      {outsideTransaction ? (
        <Ban
          role="img"
          aria-label={OUTSIDE_TRANSACTION.label}
          size={13}
          strokeWidth={2}
          className="shrink-0 text-warn"
        />
      ) : null}
      {problems.length > 0 && outcome !== 'failed' ? (
        <TriangleAlert
          role="img"
          aria-label={countWord(problems.length, 'problem')}
          size={13}
          strokeWidth={2}
          className="shrink-0 text-warn"
        />
      ) : null}
    </div>
  );
}

function Mark({ look: { icon: Icon, label, tone } }: { readonly look: Look }) {
  return (
    <Icon
      role="img"
      aria-label={label}
      size={14}
      strokeWidth={1.75}
      className={classNames('shrink-0', TONE_TEXT[tone])}
    />
  );
}
