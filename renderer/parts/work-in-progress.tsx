import { X } from 'lucide-react';
import type { Progress } from '#app/api';
import { formatCount } from '#renderer/lib/kinds.ts';
import { Button, LiveRegion, ProgressBar } from '#renderer/ui';

export interface WorkInProgressProps {
  /** What is being done: `Reading live`. */
  readonly title: string;
  readonly progress: Progress | null;
  readonly onCancel: () => void;
}

/** Long work in the place of what it will bring: its stage, how far it is, and a way out. */
export function WorkInProgress({ title, progress, onCancel }: WorkInProgressProps) {
  return (
    <div className="flex h-full items-center justify-center p-6">
      <div className="flex w-[360px] max-w-full flex-col gap-2">
        <div className="flex items-baseline gap-2">
          <h2 className="font-semibold text-lg">{title}</h2>
          <span className="tabular ml-auto text-muted text-sm">{countText(progress)}</span>
        </div>
        <ProgressBar label={title} value={fractionOf(progress)} className="h-1" />
        <div className="flex min-h-5 items-start gap-2">
          <p className="min-w-0 flex-1 text-muted [overflow-wrap:anywhere]">
            {progress ? stageText(progress) : 'Starting…'}
          </p>
          <Button size="small" icon={X} onClick={onCancel}>
            Cancel
          </Button>
        </div>
        <LiveRegion text={progress ? `${title}: ${progress.stage}` : title} />
      </div>
    </div>
  );
}

/** One line for the status bar: `Reading live: columns 120 of 400`. */
export function workText(title: string, progress: Progress | null): string {
  if (!progress) return `${title}…`;
  const count = countText(progress);
  return `${title}: ${progress.stage}${count ? ` ${count}` : ''}`;
}

export function fractionOf(progress: Progress | null): number | null {
  return progress?.total ? progress.done / progress.total : null;
}

function countText(progress: Progress | null): string {
  if (!progress || (progress.total === null && progress.done === 0)) return '';
  if (progress.total === null) return formatCount(progress.done);
  return `${formatCount(progress.done)} of ${formatCount(progress.total)}`;
}

function stageText(progress: Progress): string {
  return progress.detail ? `${progress.stage}: ${progress.detail}` : progress.stage;
}
