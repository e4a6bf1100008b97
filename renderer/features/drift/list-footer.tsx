import { BookOpen, Copy, FilePenLine, X } from 'lucide-react';
import { memo } from 'react';
import type { DriftResult } from '#app/api';
import { type Difference, totalsOf } from '#app/compare';
import { driftToMarkdown } from '#app/report';
import { countWord, formatCount } from '#renderer/lib/kinds.ts';
import { ListKeys, useCopy } from '#renderer/parts';
import { useDrift, useNavigation, useStores } from '#renderer/stores';
import { Button, IconButton } from '#renderer/ui';

/** The differences as a review takes them; questions and what is unread go along only with the whole result. */
export function markdownOf(result: DriftResult, differences: readonly Difference[]): string {
  if (differences.length === result.differences.length) return driftToMarkdown(result);
  const totals = totalsOf(differences, {});
  return driftToMarkdown({ ...result, differences, totals, renameCandidates: [], unread: [] });
}

export interface ListFooterProps {
  readonly result: DriftResult;
  /** What the filters leave. */
  readonly shown: readonly Difference[];
  /** Where the difference itself is not in sight. */
  readonly onRead: (() => void) | null;
}

/** What can be done with the differences that are selected, or with all that are shown; and the keys. */
export const ListFooter = memo(function ListFooter({ result, shown, onRead }: ListFooterProps) {
  const checked = useDrift((store) => store.checked);
  const check = useDrift((store) => store.check);
  const copy = useCopyDifferences(result, shown);
  return (
    <section
      aria-label="Selection"
      className="flex h-9 low:h-8 shrink-0 items-center gap-1.5 border-line border-t bg-sunken px-2 text-sm"
    >
      <span className="tabular min-w-0 flex-1 truncate px-1 text-muted">
        {checked.size > 0
          ? `${countWord(checked.size, 'difference')} selected`
          : `${countWord(shown.length, 'difference')}${waivedText(result)}`}
      </span>
      {checked.size > 0 ? (
        <IconButton icon={X} size="small" label="Select none" onClick={() => check([...checked], false)} />
      ) : null}
      {onRead ? (
        <Button size="small" variant="primary" icon={BookOpen} onClick={onRead}>
          Read
        </Button>
      ) : null}
      <DraftButton result={result} />
      <Button size="small" icon={Copy} disabled={shown.length === 0 && checked.size === 0} onClick={copy}>
        Copy<span className="slim:sr-only"> as Markdown</span>
      </Button>
      <ListKeys thing="difference" />
    </section>
  );
});

/** Drafts what is selected, all that counts where nothing is: the second source is made what the first says. */
function DraftButton({ result }: { readonly result: DriftResult }) {
  const checked = useDrift((store) => store.checked);
  const from = useDrift((store) => store.from);
  const to = useDrift((store) => store.to);
  const show = useNavigation((store) => store.show);
  const { draft, project } = useStores();
  const counting = result.differences.filter(({ counts }) => counts);
  const drafted = checked.size > 0 ? counting.filter(({ key }) => checked.has(key)) : counting;
  const draftThem = () => {
    const [right, wrong] = to === 'code' ? [to, from] : [from, to];
    draft.getState().setEnds(wrong, right, checked.size > 0 ? drafted.map(({ key }) => key) : null);
    const { state } = project.getState();
    if (state.status === 'open') void draft.getState().make(state.project.root);
    show('draft');
  };
  return (
    <Button size="small" icon={FilePenLine} disabled={drafted.length === 0} onClick={draftThem}>
      Draft {checked.size > 0 ? formatCount(drafted.length) : 'all'}
    </Button>
  );
}

function waivedText({ differences }: DriftResult): string {
  const waived = differences.filter(({ waiver }) => waiver).length;
  return waived === 0 ? '' : `; ${waived} waived`;
}

/** Copies what is selected, in the order of the result; all that is shown where nothing is. */
export function useCopyDifferences(result: DriftResult, shown: readonly Difference[]): () => void {
  const checked = useDrift((store) => store.checked);
  const copy = useCopy();
  return () => {
    const differences = checked.size > 0 ? result.differences.filter(({ key }) => checked.has(key)) : shown;
    if (differences.length === 0) return;
    copy(markdownOf(result, differences), `${countWord(differences.length, 'difference')} as Markdown`);
  };
}
