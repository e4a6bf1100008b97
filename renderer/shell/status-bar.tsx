import { CircleCheck, ScrollText, TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Reading } from '#app/catalog';
import { countKind } from '#renderer/lib/kinds.ts';
import { workText } from '#renderer/parts';
import { useSettings, useShownReading, useStatements } from '#renderer/stores';
import { classNames, IconButton, LiveRegion, ProgressBar, Truncated } from '#renderer/ui';
import type { DockTab } from './panels.ts';
import { countProblems, type ProblemLine } from './problems.ts';
import { type RunningWork, useRunningWork } from './work.ts';

export interface StatusBarProps {
  readonly problems: readonly ProblemLine[];
  readonly dock: DockTab | null;
  readonly onDock: (tab: DockTab | null) => void;
}

/** The last line of the window: problems, running work, and how much there is. */
export function StatusBar({ problems, dock, onDock }: StatusBarProps) {
  const reading = useShownReading();
  const statements = useStatements((store) => store.entries.length);
  const work = useRunningWork();
  const version = useSettings((store) => store.info?.version);
  const grave = countProblems(problems);
  const toggle = (tab: DockTab) => onDock(dock === tab ? null : tab);
  const Icon = grave > 0 ? TriangleAlert : CircleCheck;
  return (
    <footer className="flex h-6 shrink-0 items-stretch border-line border-t bg-canvas text-muted text-xs">
      <StatusButton pressed={dock === 'problems'} onClick={() => toggle('problems')}>
        <Icon aria-hidden size={12} strokeWidth={2} className={grave > 0 ? 'text-warn' : 'text-good'} />
        <span className="tabular">{problemsText(problems, grave)}</span>
      </StatusButton>
      <StatusButton pressed={dock === 'statements'} onClick={() => toggle('statements')}>
        <ScrollText aria-hidden size={12} strokeWidth={2} />
        <span className="tabular">{statements === 1 ? '1 statement' : `${statements} statements`}</span>
      </StatusButton>
      <Work work={work} />
      <span className="tabular ml-auto flex min-w-0 items-center px-3">
        <Truncated text={[...totals(reading), version ? `Raingauge ${version}` : ''].filter(Boolean).join(' · ')} />
      </span>
      <LiveRegion text={work.map((one) => `${one.title}: ${one.progress?.stage ?? 'starting'}`).join('. ')} />
    </footer>
  );
}

function problemsText(problems: readonly ProblemLine[], grave: number): string {
  if (problems.length === 0) return 'No problems';
  const notes = problems.length - grave;
  const notesText = notes === 1 ? '1 note' : `${notes} notes`;
  if (grave === 0) return notesText;
  const graveText = grave === 1 ? '1 problem' : `${grave} problems`;
  return notes === 0 ? graveText : `${graveText}, ${notesText}`;
}

function StatusButton({
  pressed,
  onClick,
  children,
}: {
  readonly pressed: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={onClick}
      className={classNames(
        'flex shrink-0 items-center gap-1.5 px-3 transition-colors hover:bg-hover hover:text-text',
        pressed && 'bg-hover text-text',
      )}
    >
      {children}
    </button>
  );
}

function Work({ work }: { readonly work: readonly RunningWork[] }) {
  const [first, ...rest] = work;
  if (!first) return null;
  const value = first.progress?.total ? first.progress.done / first.progress.total : null;
  return (
    <div className="flex min-w-0 items-center gap-2 border-line border-l pl-3">
      <ProgressBar label={first.title} value={value} className="w-20 shrink-0" />
      <Truncated text={workText(first.title, first.progress)} className="tabular" />
      {rest.length > 0 ? <span className="shrink-0">and {rest.length} more</span> : null}
      <IconButton
        icon={X}
        label={`Cancel: ${first.title}`}
        size="small"
        side="top"
        onClick={first.cancel}
        className="size-5"
      />
    </div>
  );
}

function totals(reading: Reading | null): readonly string[] {
  if (!reading) return [];
  const { objects, server } = reading.catalog;
  const counts = (['table', 'column', 'foreign-key', 'policy'] as const).map((kind) =>
    countKind(objects[kind].length, kind),
  );
  const read = server ? `${server.flavour === 'pglite' ? 'PGlite' : 'PostgreSQL'} ${server.version}` : '';
  return [...counts, reading.code ? `drizzle-orm ${reading.code.drizzleVersion}` : read].filter(Boolean);
}
