import { memo, type Ref } from 'react';
import { countWord, formatCount } from '#renderer/lib/kinds.ts';
import { KindIcon } from '#renderer/parts';
import { classNames, TONE_TEXT, Tree, Truncated } from '#renderer/ui';
import { CLASS_LOOKS } from './classes.ts';
import { attributeText, changeOf, changeText, sideTexts } from './difference-text.ts';
import type { DifferenceRow } from './difference-tree-rows.ts';

export interface DifferenceTreeProps {
  readonly rows: readonly DifferenceRow[];
  readonly from: string;
  readonly to: string;
  readonly current: string | null;
  readonly onFocus: (key: string) => void;
  readonly onToggle: (id: string, expanded: boolean) => void;
  readonly focusRef: Ref<HTMLDivElement>;
}

/** Every difference below its table and schema. Moving through it shows each in the detail. */
export function DifferenceTree({ rows, from, to, current, onFocus, onToggle, focusRef }: DifferenceTreeProps) {
  return (
    <Tree
      label="Differences"
      rows={rows}
      selected={current}
      selectOnMove
      onSelect={(row) => (row.row === 'difference' ? onFocus(row.id) : undefined)}
      onToggle={(row, expanded) => onToggle(row.id, expanded)}
      rowHeight={26}
      focusRef={focusRef}
      renderRow={(row) => <Row row={row} from={from} to={to} />}
    />
  );
}

interface RowProps {
  readonly row: DifferenceRow;
  readonly from: string;
  readonly to: string;
}

/** Remembered, since moving the cursor draws the list again and changes none of its rows. */
const Row = memo(function Row({ row, from, to }: RowProps) {
  if (row.row === 'difference') return <DifferenceLine row={row} from={from} to={to} />;
  return (
    <div className="flex min-w-0 flex-1 items-center gap-1.5">
      <KindIcon kind={row.row === 'object' ? row.kind : 'schema'} labelled />
      <Truncated
        text={row.text}
        className={classNames('code-text flex-1', row.row === 'schema' ? 'font-semibold' : 'font-medium')}
      />
      <Counts count={row.count} counting={row.counting} />
    </div>
  );
});

function Counts({ count, counting }: { readonly count: number; readonly counting: number }) {
  const text = `${countWord(count, 'difference')}, ${formatCount(counting)} of them ${counting === 1 ? 'counts' : 'count'}`;
  return (
    <span role="img" aria-label={text} className="tabular shrink-0 text-muted text-xs">
      <span className={counting > 0 ? 'font-semibold text-text' : ''}>{formatCount(counting)}</span>
      {count === counting ? '' : ` of ${formatCount(count)}`}
    </span>
  );
}

type DifferenceLineRow = Extract<DifferenceRow, { row: 'difference' }>;

function DifferenceLine({
  row,
  from,
  to,
}: {
  readonly row: DifferenceLineRow;
  readonly from: string;
  readonly to: string;
}) {
  const { difference } = row;
  const look = CLASS_LOOKS[difference.class];
  const Icon = look.icon;
  const change = changeOf(difference, from, to);
  const values =
    change === 'changed'
      ? sideTexts(difference.states[from], difference.states[to]).join(' → ')
      : changeText(change, from, to);
  return (
    <div className={classNames('flex min-w-0 flex-1 items-center gap-1.5', !difference.counts && 'text-muted')}>
      <Icon
        role="img"
        aria-label={look.label}
        size={14}
        strokeWidth={1.75}
        className={classNames('shrink-0', TONE_TEXT[look.tone])}
      />
      <KindIcon kind={difference.kind} labelled />
      <Truncated text={row.name} className="code-text max-w-[60%] shrink-0" />
      {difference.attribute === null ? null : (
        <span className="shrink-0 text-muted text-sm">{attributeText(difference.attribute)}</span>
      )}
      <Truncated
        text={values.replace(/\s+/g, ' ')}
        className={classNames('flex-1 text-right text-muted', change === 'changed' ? 'code-text' : 'text-sm')}
      />
    </div>
  );
}
