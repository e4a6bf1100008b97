import { FilePenLine, FolderGit2, GitCompareArrows, type LucideIcon, Network } from 'lucide-react';
import { formatCount } from '#renderer/lib/kinds.ts';
import { resultOf, useDrift, useNavigation, VIEWS, type View } from '#renderer/stores';
import { classNames, Tooltip } from '#renderer/ui';

const LOOKS: Readonly<Record<View, { readonly label: string; readonly icon: LucideIcon; readonly keys: string }>> = {
  graph: { label: 'Graph', icon: Network, keys: 'Alt+1' },
  drift: { label: 'Drift', icon: GitCompareArrows, keys: 'Alt+2' },
  draft: { label: 'Draft', icon: FilePenLine, keys: 'Alt+3' },
  migrations: { label: 'Migrations', icon: FolderGit2, keys: 'Alt+4' },
};

export const VIEW_LOOKS = LOOKS;

/** The views of the window. */
export function Rail() {
  const view = useNavigation((store) => store.place.view);
  const show = useNavigation((store) => store.show);
  const counting = useDrift((store) => resultOf(store.state)?.totals.counting ?? 0);
  return (
    <nav
      aria-label="Views"
      className="flex w-16 shrink-0 flex-col items-stretch gap-1 border-line border-r bg-canvas px-1 py-1.5"
    >
      {VIEWS.map((name) => {
        const { label, icon: Icon, keys } = LOOKS[name];
        const count = name === 'drift' ? counting : 0;
        const isHere = view === name;
        return (
          <Tooltip
            key={name}
            side="right"
            keys={keys}
            content={count > 0 ? `${label}: ${formatCount(count)} that count` : label}
          >
            <button
              type="button"
              aria-current={isHere ? 'page' : undefined}
              aria-label={count > 0 ? `${label}, ${count} differences that count` : label}
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
