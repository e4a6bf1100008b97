import {
  CircleAlert,
  CircleDashed,
  CircleMinus,
  Code,
  Database,
  FileJson,
  FolderGit2,
  type LucideIcon,
} from 'lucide-react';
import type { Progress } from '#app/api';
import type { Reading, SourceKind } from '#app/catalog';
import { countKind, countWord } from '#renderer/lib/kinds.ts';
import type { SourceState } from '#renderer/stores';
import type { Tone } from '#renderer/ui';

export const SOURCE_ICONS: Readonly<Record<SourceKind, LucideIcon>> = {
  code: Code,
  migrations: FolderGit2,
  live: Database,
  sql: Database,
  url: Database,
  saved: FileJson,
};

export interface SourceLook {
  /** `null` where the source's own icon stands: it is read. */
  readonly icon: LucideIcon | null;
  readonly tone: Tone;
  /** A few words beside the name. */
  readonly text: string;
}

/** What a source's state looks like where it is only named. */
export function sourceLook(state: SourceState | undefined): SourceLook {
  if (!state) return { icon: CircleDashed, tone: 'neutral', text: 'unknown' };
  switch (state.status) {
    case 'unavailable':
      return { icon: CircleMinus, tone: 'neutral', text: 'not available' };
    case 'idle':
      return { icon: CircleDashed, tone: 'neutral', text: 'not read' };
    case 'loading':
      return { icon: null, tone: 'accent', text: readingText(state.progress) };
    case 'failed':
      return { icon: CircleAlert, tone: 'bad', text: state.previous ? 'failed, shown as before' : 'failed' };
    case 'ready':
      return readyLook(state.reading);
  }
}

function readingText(progress: Progress | null): string {
  return progress?.total ? `reading ${Math.round((100 * progress.done) / progress.total)} %` : 'reading';
}

function readyLook(reading: Reading): SourceLook {
  const unread = reading.report.filter((problem) => problem.effect === 'unread').length;
  const tables = countKind(reading.catalog.objects.table.length, 'table');
  if (unread > 0) return { icon: CircleAlert, tone: 'warn', text: `${tables}, ${countWord(unread, 'thing')} unread` };
  return { icon: null, tone: 'good', text: tables };
}
