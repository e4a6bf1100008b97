import { ArrowDown, ArrowUp, Terminal, WandSparkles } from 'lucide-react';
import type { DraftFault, DraftProblem } from '#app/api';
import { type Hazard, sayHazard } from '#app/plan';
import { KIND_LOOKS } from '#renderer/lib/kinds.ts';
import { objectName, qualifiedText } from '#renderer/lib/object-name.ts';
import { KindIcon } from '#renderer/parts';
import { useDraftText, useNavigation } from '#renderer/stores';
import { Badge, Button, classNames, IconButton, TONE_TEXT } from '#renderer/ui';
import { byGravity, lookOf, observedHazards } from './hazard-looks.ts';
import { fixed, type Row } from './rows.ts';
import { PROBLEM_LOOKS } from './statement-list.tsx';

export interface StatementDetailProps {
  readonly row: Row;
  readonly count: number;
  readonly text: string;
  readonly faults: readonly DraftFault[];
  readonly onStep: (step: 1 | -1) => void;
}

/** A statement: what it is about, what is said of it, and what has to be known before it is run. */
export function StatementDetail({ row, count, text, faults, onStep }: StatementDetailProps) {
  const { number, object, problems, step } = row;
  const hazards = byGravity(observedHazards(row.hazards, step ?? undefined));
  return (
    <article
      aria-label={`Statement ${number} of ${count}`}
      className="flex h-full flex-col gap-2.5 overflow-auto border-line border-t px-4 py-2.5"
    >
      <Heading row={row} count={count} onStep={onStep} />
      {step?.error ? (
        <p className="rounded-md border border-bad-line bg-bad-soft px-2.5 py-1.5 text-bad">On rows: {step.error}</p>
      ) : null}
      {faults.map(({ message }) => (
        <p key={message} className="rounded-md border border-bad-line bg-bad-soft px-2.5 py-1.5 text-bad">
          When it was tried: {message}
        </p>
      ))}
      {problems.length > 0 ? (
        <ul aria-label="What the lint says" className="flex flex-col gap-1.5">
          {bySeverity(problems).map((problem) => (
            <ProblemLine key={`${problem.rule} ${problem.line} ${problem.column}`} problem={problem} text={text} />
          ))}
        </ul>
      ) : null}
      {hazards.length > 0 ? (
        <ul aria-label="What to know before it is run" className="flex flex-col gap-1.5">
          {hazards.map((hazard) => (
            <HazardLine key={JSON.stringify(hazard)} hazard={hazard} />
          ))}
        </ul>
      ) : null}
      {hazards.length + problems.length === 0 && object !== null ? (
        <p className="text-muted">It makes something new, or changes what nobody waits for.</p>
      ) : null}
    </article>
  );
}

const GRAVITY = ['error', 'warning', 'info'] as const;

function bySeverity(problems: readonly DraftProblem[]): readonly DraftProblem[] {
  return problems.toSorted((a, b) => GRAVITY.indexOf(a.severity) - GRAVITY.indexOf(b.severity));
}

function Heading({ row: { object, number }, count, onStep }: Pick<StatementDetailProps, 'row' | 'count' | 'onStep'>) {
  const go = useNavigation((store) => store.go);
  const kind = object === null ? null : objectName(object).kind;
  return (
    <header className="flex items-center gap-2">
      {kind === null ? (
        <Terminal aria-hidden size={14} strokeWidth={1.75} className="text-faint" />
      ) : (
        <KindIcon kind={kind} />
      )}
      <h2 className="code-text min-w-0 flex-1 font-semibold text-lg leading-6 [overflow-wrap:anywhere]">
        {object === null ? 'A statement' : qualifiedText(object)}
      </h2>
      {kind === null ? null : <Badge>{KIND_LOOKS[kind].one}</Badge>}
      {object === null ? null : (
        <Button size="small" variant="quiet" onClick={() => go({ view: 'graph', object })}>
          Show in the graph
        </Button>
      )}
      <span className="tabular text-muted">
        {number} of {count}
      </span>
      <IconButton icon={ArrowUp} label="Previous statement" keys="K" onClick={() => onStep(-1)} />
      <IconButton icon={ArrowDown} label="Next statement" keys="J" onClick={() => onStep(1)} />
    </header>
  );
}

function ProblemLine({ problem, text }: { readonly problem: DraftProblem; readonly text: string }) {
  const replace = useDraftText((store) => store.replace);
  const isOfText = useDraftText((store) => store.linted === store.history?.text);
  const { icon: Icon, label, tone } = PROBLEM_LOOKS[problem.severity];
  const { message, rule, line, fix } = problem;
  return (
    <li className="flex items-start gap-2">
      <Icon
        role="img"
        aria-label={label}
        size={14}
        strokeWidth={1.75}
        className={classNames('mt-[3px] shrink-0', TONE_TEXT[tone])}
      />
      <p className="min-w-0 flex-1 [overflow-wrap:anywhere]">
        {message} <span className="code-text text-faint text-xs">{rule}</span>{' '}
        <span className="tabular text-faint text-xs">line {line}</span>
      </p>
      {fix ? (
        <Button
          size="small"
          icon={WandSparkles}
          // Places of another text would tear this one.
          disabled={!isOfText}
          onClick={() => replace(fixed(text, problem))}
        >
          {fix.title}
        </Button>
      ) : null}
    </li>
  );
}

function HazardLine({ hazard }: { readonly hazard: Hazard }) {
  const { icon: Icon, label, tone } = lookOf(hazard);
  const query = hazard.kind === 'fails-if' ? hazard.query : null;
  const text = query === null ? sayHazard(hazard) : sayHazard({ ...hazard, query: null } as Hazard);
  return (
    <li className="flex gap-2">
      <Icon
        role="img"
        aria-label={label}
        size={14}
        strokeWidth={1.75}
        className={classNames('mt-[3px] shrink-0', TONE_TEXT[tone])}
      />
      <div className="min-w-0 flex-1">
        <p className="[overflow-wrap:anywhere]">{text}</p>
        {query === null ? null : (
          <pre className="code-text mt-1 overflow-auto rounded-md border border-line bg-sunken px-2 py-1 text-muted">
            {query}
          </pre>
        )}
      </div>
    </li>
  );
}
