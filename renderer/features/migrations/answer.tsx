import { CircleAlert, CircleCheck, FolderGit2, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { Problem } from '#app/catalog';
import { countWord, formatCount } from '#renderer/lib/kinds.ts';
import { placeOf } from '#renderer/lib/migrations.ts';
import { ProblemLines } from '#renderer/parts';
import { Button, Popover, TONE_TEXT, type Tone, Tooltip } from '#renderer/ui';
import { countStates, type FolderModel, isNeverMigrated } from './folder-model.ts';
import { STATE_LOOKS } from './looks.ts';

export interface AnswerProps {
  readonly folder: FolderModel;
  /** The database that was asked, by its name. */
  readonly database: string;
  readonly onGo: (place: string) => void;
}

/** What there is to know of the folder, in one line: how much of it a database has, and whether it builds from empty. */
export function Answer({ folder, database, onGo }: AnswerProps) {
  const { text, icon: Icon, tone } = headline(folder, database);
  const { facts, firstFailed, failed } = folder;
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-1">
      <h2 className="flex items-center gap-2 font-semibold text-xl">
        <Icon aria-hidden size={20} strokeWidth={1.75} className={TONE_TEXT[tone]} />
        <span className="tabular">{text}</span>
      </h2>
      <p className="tabular text-muted">
        {countWord(facts.statements.length, 'statement')} in <span className="code-text">{facts.folder}</span>
        {facts.layout === 'journal' ? ' with a journal' : ', a folder for each'}
        {facts.database === null ? ' · no database said what it has applied' : ''}
        {failed === 0 && facts.statements.length > 0 ? ' · replays from empty' : ''}
      </p>
      <div className="flex flex-wrap items-center gap-1">
        {firstFailed ? (
          <Tooltip content={`The first is statement ${firstFailed.origin.statement} of ${firstFailed.origin.file}`}>
            <Button size="small" icon={CircleAlert} onClick={() => onGo(placeOf(firstFailed))}>
              Does not replay from empty: {countWord(failed, 'statement')} {failed === 1 ? 'fails' : 'fail'}
            </Button>
          </Tooltip>
        ) : null}
        <FolderProblems folder={folder} />
      </div>
    </div>
  );
}

/** What is said of the folder as such and of no file. */
function FolderProblems({ folder: { problems } }: { readonly folder: FolderModel }) {
  if (problems.length === 0) return null;
  return (
    <Popover
      label="About the folder"
      className="w-[480px]"
      trigger={
        <Button size="small" icon={TriangleAlert}>
          {countWord(problems.length, 'note')} about the folder
        </Button>
      }
    >
      <div className="flex flex-col gap-2 overflow-auto p-2">
        {groupAlike(problems).map(({ shown, more }) => (
          <div key={shown[0]?.code} className="flex flex-col gap-1">
            <ProblemLines problems={shown} />
            {more > 0 ? (
              <p className="px-2.5 text-muted">and {formatCount(more)} more like these, in the list of problems</p>
            ) : null}
          </div>
        ))}
      </div>
    </Popover>
  );
}

/** Of what is alike so many are shown. */
const SHOWN = 3;

function groupAlike(
  problems: readonly Problem[],
): readonly { readonly shown: readonly Problem[]; readonly more: number }[] {
  const byCode = new Map<string, Problem[]>();
  for (const problem of problems) {
    const group = byCode.get(problem.code);
    if (group) group.push(problem);
    else byCode.set(problem.code, [problem]);
  }
  return [...byCode.values()].map((group) => {
    const shown = group.length > SHOWN + 1 ? group.slice(0, SHOWN) : group;
    return { shown, more: group.length - shown.length };
  });
}

interface Headline {
  readonly text: string;
  readonly icon: LucideIcon;
  readonly tone: Tone;
}

/** The gravest thing first: what will never run, what ran otherwise, what waits, and only then that all is well. */
export function headline({ facts, files }: FolderModel, database: string): Headline {
  const all = files.length;
  const counts = countStates(files);
  const of = (count: number) => `${formatCount(count)} of ${countWord(all, 'migration')}`;
  if (all > 0 && isNeverMigrated(facts)) {
    return { text: `Drizzle never migrated ${database}`, icon: TriangleAlert, tone: 'warn' };
  }
  if (facts.database !== 'read') {
    return { text: countWord(all, 'migration'), icon: FolderGit2, tone: 'neutral' };
  }
  if (counts['will-be-skipped'] > 0) {
    const text = `${of(counts['will-be-skipped'])} will never run on ${database}`;
    return { text, icon: STATE_LOOKS['will-be-skipped'].icon, tone: 'bad' };
  }
  if (counts.edited > 0) {
    const were = counts.edited === 1 ? 'was' : 'were';
    return { text: `${of(counts.edited)} ${were} edited after ${database} ran it`, ...lookOf('edited') };
  }
  if (counts['not-applied'] > 0) {
    const are = counts['not-applied'] === 1 ? 'is' : 'are';
    return { text: `${of(counts['not-applied'])} ${are} not applied to ${database}`, ...lookOf('not-applied') };
  }
  if (facts.appliedOnly.length > 0) {
    const text = `${database} ran ${countWord(facts.appliedOnly.length, 'migration')} that the folder has not`;
    return { text, icon: TriangleAlert, tone: 'warn' };
  }
  const text =
    all === 1
      ? `The migration is applied to ${database}`
      : `All ${formatCount(all)} migrations are applied to ${database}`;
  return { text, icon: CircleCheck, tone: 'good' };
}

function lookOf(state: keyof typeof STATE_LOOKS): { readonly icon: LucideIcon; readonly tone: Tone } {
  const { icon, tone } = STATE_LOOKS[state];
  return { icon, tone };
}
