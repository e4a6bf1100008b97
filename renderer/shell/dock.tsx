import { X } from 'lucide-react';
import { formatCount } from '#renderer/lib/kinds.ts';
import { useStatements } from '#renderer/stores';
import { IconButton, Tabs } from '#renderer/ui';
import type { DockTab } from './panels.ts';
import { ProblemList } from './problem-list.tsx';
import type { ProblemLine } from './problems.ts';
import { StatementLog } from './statement-log.tsx';

export interface DockProps {
  readonly tab: DockTab;
  readonly onTab: (tab: DockTab | null) => void;
  readonly problems: readonly ProblemLine[];
}

/** Below the view: what went wrong, and what was sent to databases. */
export function Dock({ tab, onTab, problems }: DockProps) {
  const statements = useStatements((store) => store.entries.length);
  return (
    <section aria-label="Problems and statements" data-pane="dock" className="h-full bg-surface">
      <Tabs
        label="Problems and statements"
        value={tab}
        onChange={onTab}
        trailing={<IconButton icon={X} label="Close the panel" size="small" side="top" onClick={() => onTab(null)} />}
        items={[
          {
            value: 'problems',
            label: <TabLabel text="Problems" count={problems.length} />,
            content: <ProblemList problems={problems} />,
          },
          {
            value: 'statements',
            label: <TabLabel text="Statement log" count={statements} />,
            content: <StatementLog />,
          },
        ]}
      />
    </section>
  );
}

function TabLabel({ text, count }: { readonly text: string; readonly count: number }) {
  return (
    <>
      {text}
      <span className="tabular text-faint">{formatCount(count)}</span>
    </>
  );
}
