import { Info, type LucideIcon, Replace, TriangleAlert } from 'lucide-react';
import { endSentence, type Problem } from '#app/catalog';
import { Code, classNames, TONE_TEXT, type Tone } from '#renderer/ui';
import { OriginLink } from './origin-link.tsx';

const LOOKS: Readonly<Record<Problem['effect'], { icon: LucideIcon; tone: Tone; label: string }>> = {
  unread: { icon: TriangleAlert, tone: 'warn', label: 'Not read' },
  replaced: { icon: Replace, tone: 'special', label: 'Replaced' },
  note: { icon: Info, tone: 'neutral', label: 'Note' },
};

/** What the reading says is wrong here, and what to do about it. */
export function ProblemLines({ problems }: { readonly problems: readonly Problem[] }) {
  if (problems.length === 0) return null;
  return (
    <ul aria-label="Problems here" className="flex flex-col gap-1.5">
      {problems.map((problem, index) => {
        const { icon: Icon, tone, label } = LOOKS[problem.effect];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: two problems may say the same of the same place.
          <li key={index} className="flex gap-2 rounded-md border border-line bg-sunken px-2.5 py-1.5">
            <Icon
              role="img"
              aria-label={label}
              size={14}
              strokeWidth={1.75}
              className={classNames('mt-[3px] shrink-0', TONE_TEXT[tone])}
            />
            <div className="min-w-0 flex-1">
              <p className="[overflow-wrap:anywhere]">
                {problem.remedy ? endSentence(problem.message) : problem.message}{' '}
                {problem.remedy ? <span className="text-muted">{problem.remedy}</span> : null}
              </p>
              {problem.cause && !problem.message.includes(problem.cause) ? (
                <p className="text-muted [overflow-wrap:anywhere]">
                  <Code>{problem.cause}</Code>
                </p>
              ) : null}
              {problem.origin ? <OriginLink origin={problem.origin} /> : null}
              {problem.because ? (
                <p className="text-muted">
                  Because of what fails at <OriginLink origin={problem.because} />
                </p>
              ) : null}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
