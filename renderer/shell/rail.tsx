import { FilePenLine, FolderGit2, GitCompareArrows, type LucideIcon, Network, ShieldCheck } from 'lucide-react';
import type { AuditResult } from '#app/api';
import { formatCount } from '#renderer/lib/kinds.ts';
import { resultOf, useAudit, useDrift, useNavigation, VIEWS, type View } from '#renderer/stores';
import { classNames, Tooltip } from '#renderer/ui';

const LOOKS: Readonly<Record<View, { readonly label: string; readonly icon: LucideIcon; readonly keys: string }>> = {
  graph: { label: 'Graph', icon: Network, keys: 'Alt+1' },
  drift: { label: 'Drift', icon: GitCompareArrows, keys: 'Alt+2' },
  audit: { label: 'Audit', icon: ShieldCheck, keys: 'Alt+3' },
  migrations: { label: 'Migrations', icon: FolderGit2, keys: 'Alt+4' },
  draft: { label: 'Draft', icon: FilePenLine, keys: 'Alt+5' },
};

export const VIEW_LOOKS = LOOKS;

/** What waits in a view. */
interface Count {
  readonly count: number;
  readonly of: string;
}

function graveOf(result: AuditResult | null): number {
  const { critical, high } = result?.totals.bySeverity ?? { critical: 0, high: 0 };
  return critical + high;
}

/** The views of the window. */
export function Rail() {
  const view = useNavigation((store) => store.place.view);
  const show = useNavigation((store) => store.show);
  const counts: Readonly<Partial<Record<View, Count>>> = {
    drift: { count: useDrift((store) => resultOf(store.state)?.totals.counting ?? 0), of: 'differences that count' },
    audit: { count: useAudit((store) => graveOf(resultOf(store.state))), of: 'critical or high findings' },
  };
  return (
    <nav
      aria-label="Views"
      data-pane="views"
      className="flex w-16 shrink-0 flex-col items-stretch gap-1 border-line border-r bg-canvas px-1 py-1.5"
    >
      {VIEWS.map((name) => {
        const { label, icon: Icon, keys } = LOOKS[name];
        const { count, of } = counts[name] ?? { count: 0, of: '' };
        const isHere = view === name;
        return (
          <Tooltip
            key={name}
            side="right"
            keys={keys}
            content={count > 0 ? `${label}: ${formatCount(count)} ${of}` : label}
          >
            <button
              type="button"
              aria-current={isHere ? 'page' : undefined}
              aria-label={count > 0 ? `${label}, ${count} ${of}` : label}
              onClick={() => show(name)}
              className={classNames(
                'relative flex h-12 flex-col items-center justify-center gap-0.5 rounded-md border text-2xs transition-colors',
                isHere
                  ? 'border-accent-line bg-selected font-medium text-accent'
                  : 'border-transparent text-muted hover:bg-hover hover:text-text',
              )}
            >
              <Icon aria-hidden size={18} strokeWidth={1.75} />
              {label}
              {count > 0 ? (
                <span
                  aria-hidden
                  className="tabular absolute top-0 right-0 min-w-4 rounded-full border border-bad-line bg-bad-soft px-1 text-center font-semibold text-[10px] text-bad leading-[14px]"
                >
                  {count < 1000 ? count : `${Math.floor(count / 1000)}k`}
                </span>
              ) : null}
            </button>
          </Tooltip>
        );
      })}
    </nav>
  );
}
