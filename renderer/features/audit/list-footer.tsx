import { Copy, FilePenLine, ListOrdered, X } from 'lucide-react';
import { memo } from 'react';
import type { AuditResult, Finding } from '#app/api';
import { countWord, formatCount } from '#renderer/lib/kinds.ts';
import { isFileOrigin, originText } from '#renderer/lib/origin.ts';
import { ListKeys, useCopy } from '#renderer/parts';
import { useAudit, useNavigation, useStores } from '#renderer/stores';
import { Button, IconButton } from '#renderer/ui';
import { isFixable } from './filter.ts';
import { subjectText } from './finding-rows.ts';
import { usePlanFindings } from './plan.tsx';

export interface ListFooterProps {
  readonly result: AuditResult;
  /** What the filters leave. */
  readonly shown: readonly Finding[];
  /** Whether the list still follows what was typed: nothing is done with what it shows meanwhile. */
  readonly isBehind: boolean;
}

/** What can be done with the findings that are selected, or with all that are shown; and the keys. */
export const ListFooter = memo(function ListFooter({ result, shown, isBehind }: ListFooterProps) {
  const checked = useAudit((store) => store.checked);
  const check = useAudit((store) => store.check);
  const copy = useCopyFindings(result, shown);
  return (
    <section
      aria-label="Selection"
      className="flex h-9 shrink-0 items-center gap-1.5 border-line border-t bg-sunken px-2 text-sm"
    >
      <span className="tabular min-w-0 flex-1 truncate px-1 text-muted">
        {checked.size > 0 ? `${countWord(checked.size, 'finding')} selected` : countWord(shown.length, 'finding')}
      </span>
      {checked.size > 0 ? (
        <IconButton icon={X} size="small" label="Select none" onClick={() => check([...checked], false)} />
      ) : null}
      <DraftButton result={result} shown={shown} isBehind={isBehind} />
      <PlanButton result={result} shown={shown} isBehind={isBehind} />
      <Button size="small" icon={Copy} disabled={isBehind || (shown.length === 0 && checked.size === 0)} onClick={copy}>
        Copy as Markdown
      </Button>
      <ListKeys thing="finding" />
    </section>
  );
});

/** Drafts what ends the findings that are selected, or all that are shown where none is. */
function DraftButton({ result, shown, isBehind }: ListFooterProps) {
  const checked = useAudit((store) => store.checked);
  const draftFindings = useDraftFindings();
  const among = checked.size > 0 ? result.findings.filter(({ key }) => checked.has(key)) : shown;
  const drafted = among.filter((finding) => isFixable(finding) && finding.remedy?.sql === true);
  return (
    <Button
      size="small"
      icon={FilePenLine}
      disabled={isBehind || drafted.length === 0}
      onClick={() => draftFindings(drafted.map(({ key }) => key))}
    >
      Draft {checked.size > 0 ? formatCount(drafted.length) : 'all'}
    </Button>
  );
}

/** Plans what ends them as migrations in order. */
function PlanButton({ result, shown, isBehind }: ListFooterProps) {
  const checked = useAudit((store) => store.checked);
  const setLayout = useAudit((store) => store.setLayout);
  const plan = usePlanFindings();
  const among = checked.size > 0 ? result.findings.filter(({ key }) => checked.has(key)) : shown;
  const open = among.filter(({ status }) => status === 'open');
  return (
    <Button
      size="small"
      icon={ListOrdered}
      disabled={isBehind || open.length === 0}
      onClick={() => {
        plan(open.map(({ key }) => key));
        setLayout('plan');
      }}
    >
      Plan {checked.size > 0 ? formatCount(open.length) : 'all'}
    </Button>
  );
}

/** Drafts what ends findings, in the draft view. */
export function useDraftFindings(): (keys: readonly string[]) => void {
  const { draft, project } = useStores();
  const show = useNavigation((store) => store.show);
  return (keys) => {
    draft.getState().setFindings(keys);
    const { state } = project.getState();
    if (state.status === 'open') void draft.getState().make(state.project.root);
    show('draft');
  };
}

/** Copies what is selected, in the order of the result; all that is shown where nothing is. */
export function useCopyFindings(result: AuditResult, shown: readonly Finding[]): () => void {
  const checked = useAudit((store) => store.checked);
  const copy = useCopy();
  return () => {
    const findings = checked.size > 0 ? result.findings.filter(({ key }) => checked.has(key)) : shown;
    if (findings.length > 0) copy(findingsMarkdown(findings), `${countWord(findings.length, 'finding')} as Markdown`);
  };
}

/** Findings as a list for a review, each with its rule and its line. */
export function findingsMarkdown(findings: readonly Finding[]): string {
  const lines = findings.map((finding) => {
    const origin = finding.origins.find(isFileOrigin);
    const place = origin ? ` (${originText(origin)})` : '';
    const waived = finding.waiver ? ` _Waived: ${finding.waiver.reason}_` : '';
    return `- **${finding.severity}** \`${finding.rule}\` on \`${subjectText(finding)}\`: ${finding.message}${place}${waived}`;
  });
  return `${lines.join('\n')}\n`;
}
