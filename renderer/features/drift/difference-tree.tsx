import { Flame, Sparkle } from 'lucide-react';
import { memo, type Ref, useMemo } from 'react';
import type { Difference } from '#app/compare';
import { countWord, formatCount } from '#renderer/lib/kinds.ts';
import type { Change } from '#renderer/lib/since-look.ts';
import { KindIcon } from '#renderer/parts';
import { classNames, TONE_TEXT, Tree, type TreeChecks, Truncated } from '#renderer/ui';
import { CLASS_LOOKS } from './classes.ts';
import { attributeText, changeOf, changeText, sideTexts } from './difference-text.ts';
import { type DifferenceRow, differencesOf } from './difference-tree-rows.ts';
import { StandingHeader, StandingMarks } from './standing-marks.tsx';

export interface DifferenceTreeProps {
  readonly rows: readonly DifferenceRow[];
  readonly from: string;
  readonly to: string;
  /** The sources that have a column of marks. */
  readonly labels: readonly string[];
  readonly current: string | null;
  readonly checked: ReadonlySet<string>;
  readonly changes: ReadonlyMap<string, Change>;
  readonly onFocus: (key: string) => void;
  readonly onOpen: (key: string) => void;
  readonly onToggle: (id: string, expanded: boolean) => void;
  readonly onCheck: (keys: readonly string[], checked: boolean) => void;
  readonly focusRef: Ref<HTMLDivElement>;
}

/** Every difference below its schema, table and kind. Moving through it shows each in the detail. */
export function DifferenceTree(props: DifferenceTreeProps) {
  const { rows, from, to, labels, current, checked, changes, onFocus, onOpen, onToggle, onCheck, focusRef } = props;
  const checks = useMemo(
    (): TreeChecks<DifferenceRow> => ({
      some: checked.size > 0,
      stateOf: (row) => checkStateOf(differencesOf(row), checked),
      onCheck: (chosen, isChecked) => onCheck(chosen.flatMap(keysToCheck), isChecked),
    }),
    [checked, onCheck],
  );
  return (
    <div className="flex h-full min-h-0 flex-col">
      <StandingHeader labels={labels} />
      <div className="min-h-0 flex-1">
        <Tree
          label="Differences"
          rows={rows}
          selected={current}
          selectOnMove
          onSelect={(row) => (row.row === 'difference' ? onFocus(row.id) : undefined)}
          onOpen={(row) => (row.row === 'difference' ? onOpen(row.id) : onToggle(row.id, row.expanded === false))}
          onToggle={(row, expanded) => onToggle(row.id, expanded)}
          rowHeight={26}
          checks={checks}
          focusRef={focusRef}
          renderRow={(row) => (
            <Row row={row} from={from} to={to} labels={labels} change={changes.get(row.id) ?? null} />
          )}
        />
      </div>
    </div>
  );
}

/** A closed row stands for all below it; an open one among others for none: its own rows are in the range too. */
function keysToCheck(row: DifferenceRow, _: number, chosen: readonly DifferenceRow[]): readonly string[] {
  if (row.row !== 'difference' && row.expanded && chosen.length > 1) return [];
  return differencesOf(row).map(({ key }) => key);
}

function checkStateOf(differences: readonly Difference[], checked: ReadonlySet<string>): boolean | 'mixed' {
  if (checked.size === 0) return false;
  let count = 0;
  for (const { key } of differences) if (checked.has(key)) count += 1;
  return count === 0 ? false : count === differences.length ? true : 'mixed';
}

interface RowProps {
  readonly row: DifferenceRow;
  readonly from: string;
  readonly to: string;
  readonly labels: readonly string[];
  readonly change: Change | null;
}

/** Remembered, since moving the cursor draws the list again and changes none of its rows. */
const Row = memo(function Row({ row, from, to, labels, change }: RowProps) {
  if (row.row === 'difference')
    return (
      <DifferenceLine difference={row.difference} name={row.text} from={from} to={to} labels={labels} change={change} />
    );
  const isKind = row.row === 'kind';
  return (
    <div className="flex min-w-0 flex-1 items-center gap-1.5">
      <KindIcon kind={row.row === 'schema' ? 'schema' : row.kind} labelled={!isKind} />
      <Truncated
        text={row.text}
        className={classNames(
          'flex-1',
          isKind ? 'text-muted' : 'code-text',
          row.row === 'schema' && 'font-semibold',
          row.row === 'object' && 'font-medium',
        )}
      />
      <Counts count={row.members.length} counting={row.counting} />
      <StandingMarks differences={row.members} labels={labels} quiet />
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

interface DifferenceLineProps extends Omit<RowProps, 'row'> {
  readonly difference: Difference;
  readonly name: string;
}

function DifferenceLine({ difference, name, from, to, labels, change }: DifferenceLineProps) {
  const look = CLASS_LOOKS[difference.class];
  const Icon = look.icon;
  const only = useMemo(() => [difference], [difference]);
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
      <Truncated text={name} className="code-text min-w-0 shrink" />
      {difference.attribute === null ? null : (
        <span className="shrink-0 text-muted text-sm">{attributeText(difference.attribute)}</span>
      )}
      {change === null ? null : <ChangeMark change={change} />}
      {difference.destroyedBy.length > 0 ? (
        <Flame
          role="img"
          aria-label={`drizzle-kit ${difference.destroyedBy.join(' and ')} would drop or weaken it`}
          size={13}
          strokeWidth={2}
          className="shrink-0 text-warn"
        />
      ) : null}
      <Values difference={difference} from={from} to={to} />
      <StandingMarks differences={only} labels={labels} />
    </div>
  );
}

function Values({
  difference,
  from,
  to,
}: {
  readonly difference: Difference;
  readonly from: string;
  readonly to: string;
}) {
  const change = changeOf(difference, from, to);
  const isChanged = change === 'changed';
  const text = isChanged
    ? sideTexts(difference.states[from], difference.states[to]).join(' → ')
    : (besideText(difference) ?? changeText(change, from, to));
  return (
    <Truncated
      text={text.replace(/\s+/g, ' ')}
      className={classNames('flex-1 text-right text-muted', isChanged ? 'code-text' : 'text-sm')}
    />
  );
}

/** Where only the migrations say otherwise, what they say of an object: that it is there, or not. */
function besideText({ agreed, attribute, states }: Difference): string | null {
  if (!agreed || attribute !== null) return null;
  return states.migrations?.present ? 'only in migrations' : 'not in migrations';
}

/** That it is otherwise than when it was looked at, in a word and not by colour alone. */
export function ChangeMark({ change }: { readonly change: Change }) {
  return (
    <span className="inline-flex h-4 shrink-0 items-center gap-0.5 rounded-sm border border-accent-line bg-accent-soft px-1 font-medium text-2xs text-accent">
      <Sparkle aria-hidden size={9} strokeWidth={2} />
      {change}
    </span>
  );
}
