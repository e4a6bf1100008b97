import type { LucideIcon } from 'lucide-react';
import { CircleAlert, CircleCheck, CircleDashed, CircleX, Info, Terminal, TriangleAlert } from 'lucide-react';
import type { Ref } from 'react';
import type { DraftProblem, DraftResult } from '#app/api';
import { objectName, qualifiedText } from '#renderer/lib/object-name.ts';
import { KindIcon } from '#renderer/parts';
import { classNames, List, TONE_TEXT, type Tone, Truncated } from '#renderer/ui';
import { marksOf } from './hazard-looks.ts';
import type { Row } from './rows.ts';

export interface StatementListProps {
  readonly rows: readonly Row[];
  readonly current: Row | undefined;
  readonly draft: DraftResult;
  readonly focusRef: Ref<HTMLDivElement>;
  /** Moves the caret there. */
  readonly onSelect: (row: Row) => void;
  /** Goes on to write there. */
  readonly onOpen: (row: Row) => void;
}

/** The statements of the text in their order, each with what is dangerous, what is said of it, and whether it ran. */
export function StatementList({ rows, current, draft, focusRef, onSelect, onOpen }: StatementListProps) {
  const faulty = new Set(draft.faults.map(({ object }) => object));
  return (
    <List
      label="Statements"
      items={rows}
      keyOf={({ number }) => String(number)}
      selected={current ? String(current.number) : null}
      onSelect={(row) => (row.number === current?.number ? onOpen(row) : onSelect(row))}
      rowHeight={40}
      focusRef={focusRef}
      renderRow={(row) => <StatementRow row={row} isFaulty={row.object !== null && faulty.has(row.object)} />}
    />
  );
}

function StatementRow({ row, isFaulty }: { readonly row: Row; readonly isFaulty: boolean }) {
  const { number, sql, object, hazards, problems } = row;
  const proof = proofMark(row);
  const worst = worstOf(problems);
  return (
    <div className="flex h-full min-w-0 flex-1 items-center gap-2 pr-2">
      <span className="tabular w-7 shrink-0 text-right text-faint text-xs">{number}</span>
      {object === null ? (
        <Terminal aria-hidden size={14} strokeWidth={1.75} className="shrink-0 text-faint" />
      ) : (
        <KindIcon kind={objectName(object).kind} />
      )}
      <span className="flex min-w-0 flex-1 flex-col">
        <Truncated text={object === null ? firstWords(sql) : qualifiedText(object)} className="code-text leading-4" />
        <Truncated text={sql.replace(/\s+/g, ' ')} className="code-text text-muted text-xs leading-4" />
      </span>
      {isFaulty ? (
        <CircleAlert
          role="img"
          aria-label="Failed when it was tried"
          size={14}
          strokeWidth={2}
          className="shrink-0 text-bad"
        />
      ) : null}
      {worst ? <Mark {...PROBLEM_LOOKS[worst]} /> : null}
      {marksOf(hazards).map((mark) => (
        <Mark key={mark.label} {...mark} />
      ))}
      {proof ? <Mark {...proof} /> : null}
    </div>
  );
}

interface MarkProps {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly tone: Tone;
}

function Mark({ label, icon: Icon, tone }: MarkProps) {
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

export const PROBLEM_LOOKS: Readonly<Record<DraftProblem['severity'], MarkProps>> = {
  error: { label: 'Wrong', icon: CircleX, tone: 'bad' },
  warning: { label: 'To be looked at', icon: TriangleAlert, tone: 'warn' },
  info: { label: 'Could be better', icon: Info, tone: 'neutral' },
};

const GRAVITY = ['error', 'warning', 'info'] as const;

/** What could be better is told beside the statement, not in the list: there it would mark every row. */
export function worstOf(problems: readonly DraftProblem[]): 'error' | 'warning' | null {
  const [error, warning] = GRAVITY.map((severity) => problems.some((problem) => problem.severity === severity));
  if (error) return 'error';
  return warning ? 'warning' : null;
}

/** How it went on rows; nothing where the text as it stands was not run. */
function proofMark({ step }: Row): MarkProps | null {
  switch (step?.outcome) {
    case 'ran':
      return { label: 'Ran on rows', icon: CircleCheck, tone: 'good' };
    case 'outside':
      return { label: 'Ran, outside of a transaction', icon: CircleDashed, tone: 'warn' };
    case 'failed':
      return { label: 'Failed on rows', icon: CircleX, tone: 'bad' };
    default:
      return null;
  }
}

function firstWords(sql: string): string {
  return /^(?:[A-Za-z]+\s+)?[A-Za-z]+/.exec(sql)?.[0].replace(/\s+/g, ' ').toUpperCase() ?? 'SQL';
}
