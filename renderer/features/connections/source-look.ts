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
import { foldFollowUps, type Problem, type Reading, type SourceKind, unreadIn } from '#app/catalog';
import { countKind, countWord, formatCount } from '#renderer/lib/kinds.ts';
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
      if (state.error.code === 'source-not-available')
        return { icon: CircleMinus, tone: 'neutral', text: 'not available' };
      return { icon: CircleAlert, tone: 'bad', text: state.previous ? 'failed, shown as before' : 'failed' };
    case 'ready':
      return readyLook(state.reading);
  }
}

function readingText(progress: Progress | null): string {
  return progress?.total ? `reading ${Math.round((100 * progress.done) / progress.total)} %` : 'reading';
}

function readyLook(reading: Reading): SourceLook {
  const unread = unreadIn(reading.report).length;
  const tables = countKind(reading.catalog.objects.table.length, 'table');
  if (unread > 0) return { icon: CircleAlert, tone: 'warn', text: `${tables}, ${countWord(unread, 'thing')} unread` };
  return { icon: null, tone: 'good', text: tables };
}

/** `2 not read, 14 replaced, 3 notes`; empty where there is nothing to report. */
export function problemCounts(reading: Reading | null): string {
  const told = foldFollowUps(reading?.report ?? []);
  const count = (effect: Problem['effect']) => told.filter((problem) => problem.effect === effect).length;
  const [unread, replaced, notes] = [count('unread'), count('replaced'), count('note')];
  const unmodelled = reading?.catalog.unmodelled.length ?? 0;
  return [
    unread > 0 ? `${formatCount(unread)} not read` : '',
    replaced > 0 ? `${formatCount(replaced)} replaced` : '',
    notes > 0 ? countWord(notes, 'note') : '',
    unmodelled > 0 ? `${formatCount(unmodelled)} not modelled` : '',
  ]
    .filter(Boolean)
    .join(', ');
}
