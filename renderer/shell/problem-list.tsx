import { CircleCheck, Info, type LucideIcon, OctagonAlert, Replace, TriangleAlert } from 'lucide-react';
import { qualifiedText } from '#renderer/lib/object-name.ts';
import { OriginLink } from '#renderer/parts';
import { Badge, Code, EmptyState, TONE_TEXT, type Tone } from '#renderer/ui';
import { useLookAt } from './look-at.ts';
import type { ProblemLine } from './problems.ts';

const LOOKS: Readonly<Record<ProblemLine['weight'], { icon: LucideIcon; tone: Tone; label: string }>> = {
  failed: { icon: OctagonAlert, tone: 'bad', label: 'Failed' },
  unread: { icon: TriangleAlert, tone: 'warn', label: 'Not read' },
  replaced: { icon: Replace, tone: 'special', label: 'Replaced' },
  note: { icon: Info, tone: 'neutral', label: 'Note' },
};

/** Everything that went wrong or was replaced, with what to do about it. */
export function ProblemList({ problems }: { readonly problems: readonly ProblemLine[] }) {
  if (problems.length === 0) {
    return (
      <EmptyState icon={CircleCheck} tone="good" title="No problems">
        Everything that was asked for could be read.
      </EmptyState>
    );
  }
  return (
    <ul aria-label="Problems" className="py-1">
      {problems.map((problem) => (
        <ProblemItem key={problem.key} problem={problem} />
      ))}
    </ul>
  );
}

/** Some messages end in the words of their cause: once is enough. */
function saysAlready(message: string, cause: string): boolean {
  return message.includes(cause);
}

function ProblemItem({ problem }: { readonly problem: ProblemLine }) {
  const lookAt = useLookAt();
  const look = LOOKS[problem.weight];
  const Icon = look.icon;
  const { object } = problem;
  return (
    <li className="flex gap-2 px-3 py-1 hover:bg-hover">
      <Icon
        role="img"
        aria-label={look.label}
        size={14}
        strokeWidth={1.75}
        className={`mt-[3px] shrink-0 ${TONE_TEXT[look.tone]}`}
      />
      <div className="min-w-0 flex-1">
        <p className="[overflow-wrap:anywhere]">
          {problem.message} {problem.remedy ? <span className="text-muted">{problem.remedy}</span> : null}
        </p>
        {problem.cause && !saysAlready(problem.message, problem.cause) ? (
          <Code className="text-muted">{problem.cause}</Code>
        ) : null}
        <p className="flex flex-wrap gap-x-3">
          {object ? (
            <button type="button" onClick={() => lookAt(object)} className="code-text text-accent hover:underline">
              {qualifiedText(object)}
            </button>
          ) : null}
          {problem.origin ? <OriginLink origin={problem.origin} /> : null}
        </p>
      </div>
      <Badge className="mt-0.5">{problem.from}</Badge>
    </li>
  );
}
