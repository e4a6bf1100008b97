import { Wrench } from 'lucide-react';
import { memo, type Ref, useMemo } from 'react';
import type { Finding } from '#app/api';
import { formatCount } from '#renderer/lib/kinds.ts';
import { type FindingGroup, useAudit } from '#renderer/stores';
import { Badge, classNames, TONE_TEXT, Tree, type TreeChecks, Truncated } from '#renderer/ui';
import { isFixable } from './filter.ts';
import { type FindingRow, findingsOf } from './finding-rows.ts';
import { SEVERITIES, SEVERITY_LOOKS } from './looks.ts';

export interface FindingTreeProps {
  readonly rows: readonly FindingRow[];
  readonly group: FindingGroup;
  readonly current: string | null;
  readonly onFocus: (key: string) => void;
  readonly onOpen: (key: string) => void;
  readonly onToggle: (id: string, expanded: boolean) => void;
  readonly focusRef: Ref<HTMLDivElement>;
}

/** Every finding below its group. Moving through it shows each in the detail. */
export function FindingTree({ rows, group, current, onFocus, onOpen, onToggle, focusRef }: FindingTreeProps) {
  const checked = useAudit((store) => store.checked);
  const check = useAudit((store) => store.check);
  const checks = useMemo(
    (): TreeChecks<FindingRow> => ({
      some: checked.size > 0,
      stateOf: (row) => checkStateOf(findingsOf(row), checked),
      onCheck: (chosen, isChecked) => check(chosen.flatMap(keysToCheck), isChecked),
    }),
    [checked, check],
  );
  return (
    <Tree
      label="Findings"
      rows={rows}
      selected={current}
      selectOnMove
      onSelect={(row) => (row.row === 'finding' ? onFocus(row.id) : undefined)}
      onOpen={(row) => (row.row === 'finding' ? onOpen(row.id) : onToggle(row.id, row.expanded === false))}
      onToggle={(row, expanded) => onToggle(row.id, expanded)}
      rowHeight={(row) => (row.row === 'finding' ? 40 : 26)}
      checks={checks}
      focusRef={focusRef}
      renderRow={(row) => <Row row={row} group={group} />}
    />
  );
}

/** A closed row stands for all below it; an open one among others for none: its own rows are in the range too. */
function keysToCheck(row: FindingRow, _: number, chosen: readonly FindingRow[]): readonly string[] {
  if (row.row === 'group' && row.expanded && chosen.length > 1) return [];
  return findingsOf(row).map(({ key }) => key);
}

function checkStateOf(findings: readonly Finding[], checked: ReadonlySet<string>): boolean | 'mixed' {
  if (checked.size === 0) return false;
  let count = 0;
  for (const { key } of findings) if (checked.has(key)) count += 1;
  return count === 0 ? false : count === findings.length ? true : 'mixed';
}

/** Remembered, since moving the cursor draws the list again and changes none of its rows. */
const Row = memo(function Row({ row, group }: { readonly row: FindingRow; readonly group: FindingGroup }) {
  if (row.row === 'finding') return <FindingLine finding={row.finding} subject={row.text} group={group} />;
  return (
    <div className="flex min-w-0 flex-1 items-center gap-1.5">
      {group === 'severity' ? <SeverityIcon severity={row.worst} /> : null}
      <Truncated
        text={row.text}
        className={classNames('flex-1 font-semibold', group === 'severity' || group === 'dimension' ? '' : 'code-text')}
      />
      {group === 'severity' ? (
        <span className="tabular text-muted text-xs">{formatCount(row.members.length)}</span>
      ) : (
        <Counts members={row.members} />
      )}
    </div>
  );
});

/** How many of each severity, gravest first. */
function Counts({ members }: { readonly members: readonly Finding[] }) {
  return (
    <span className="tabular flex shrink-0 gap-2 text-xs">
      {SEVERITIES.map((severity) => {
        const count = members.filter((finding) => finding.severity === severity).length;
        return count === 0 ? null : (
          <span key={severity} className="flex items-center gap-0.5">
            <SeverityIcon severity={severity} size={12} />
            {formatCount(count)}
          </span>
        );
      })}
    </span>
  );
}

export function SeverityIcon({
  severity,
  size = 14,
}: {
  readonly severity: Finding['severity'];
  readonly size?: number;
}) {
  const { icon: Icon, label, tone } = SEVERITY_LOOKS[severity];
  return (
    <Icon
      role="img"
      aria-label={label}
      size={size}
      strokeWidth={1.75}
      className={classNames('shrink-0', TONE_TEXT[tone])}
    />
  );
}

interface FindingLineProps {
  readonly finding: Finding;
  readonly subject: string;
  readonly group: FindingGroup;
}

function FindingLine({ finding, subject, group }: FindingLineProps) {
  const isWaived = finding.status === 'waived';
  return (
    <div className={classNames('flex min-w-0 flex-1 items-center gap-1.5', isWaived && 'text-muted')}>
      {group === 'severity' ? null : <SeverityIcon severity={finding.severity} />}
      <span className="flex min-w-0 flex-1 flex-col">
        <Truncated text={finding.message} className="leading-4" />
        <span className="flex min-w-0 items-center gap-2 text-muted text-xs leading-4">
          <Truncated text={subject} className="code-text min-w-0 shrink" />
          {group === 'rule' ? null : <span className="shrink-0">{finding.rule}</span>}
        </span>
      </span>
      {finding.isNew ? <Badge tone="accent">new</Badge> : null}
      {isWaived ? <Badge>{finding.waiver?.kind === 'deferred' ? 'put off' : 'by design'}</Badge> : null}
      {isFixable(finding) ? (
        <Wrench role="img" aria-label="Can be drafted" size={13} strokeWidth={1.75} className="shrink-0 text-faint" />
      ) : null}
    </div>
  );
}
